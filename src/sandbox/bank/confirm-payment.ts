import { stripeId } from '#sandbox/ids.ts'
import { nowSeconds } from '#sandbox/sandbox.ts'
import type { BankCall } from './bank.ts'
import { attachCard } from './customers.ts'
import { disputeNamed, openDispute } from './disputes.ts'
import { recordBankEvent } from './events.ts'
import { chargeRow, intentObject, mustHave, paymentMethodObject } from './objects.ts'
import { type RefusalFields, type Reply, refuse } from './refusal.ts'
import type { IntentRow, IntentStatus, PaymentMethodRow } from './rows.ts'
import { type Decline, declines } from './test-cards.ts'

/**
 * Charges the card, or asks its holder to authenticate first. One call leaves at most one charge; the caller has
 * checked that the intent may be confirmed, and holds the transaction.
 */
export function attemptPayment(
  call: BankCall,
  intent: IntentRow,
  method: PaymentMethodRow,
  expand: string[] = [],
): Reply {
  if (method.authentication) {
    setIntent(call, intent.id, {
      status: 'requires_action',
      payment_method_id: method.id,
      last_payment_error: null,
    })
    const waiting = intentObject(call, intentRow(call, intent.id), expand)
    recordBankEvent(call, 'payment_intent.requires_action', intentObject(call, intentRow(call, intent.id)))
    return { status: 200, body: waiting }
  }
  return chargeCard(call, intent, method, { authenticated: false, expand })
}

/** The card holder's answer on the bank's page. A payment that does not wait for it stays as it is. */
export function finishAuthentication(
  call: BankCall,
  intentId: string,
  answer: 'approve' | 'refuse',
): IntentRow {
  return call.store.transaction(() => {
    const intent = intentRow(call, intentId)
    if (intent.status !== 'requires_action' || !intent.payment_method_id) return intent
    const method = mustHave(
      call.store.get<PaymentMethodRow>(
        'SELECT * FROM payment_methods WHERE id = ?',
        intent.payment_method_id,
      ),
      intent.payment_method_id,
    )
    if (answer === 'approve') chargeCard(call, intent, method, { authenticated: true, expand: [] })
    else {
      failIntent(call, intent, method, {
        type: 'invalid_request_error',
        code: 'payment_intent_authentication_failure',
        message:
          'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
      })
    }
    return intentRow(call, intentId)
  })
}

function chargeCard(
  call: BankCall,
  intent: IntentRow,
  method: PaymentMethodRow,
  { authenticated, expand }: { authenticated: boolean; expand: string[] },
): Reply {
  const decline = declineOf(method)
  const chargeId = insertCharge(call, intent, method, { decline, authenticated })
  if (decline) {
    const { code, decline_code, message } = declines[decline]
    return failIntent(call, intent, method, {
      type: 'card_error',
      code,
      decline_code,
      message,
      charge: chargeId,
    })
  }
  setIntent(call, intent.id, {
    status: 'succeeded',
    payment_method_id: method.id,
    latest_charge_id: chargeId,
    last_payment_error: null,
  })
  const row = intentRow(call, intent.id)
  if (row.customer_id && row.setup_future_usage) attachCard(call.store, method.id, row.customer_id)
  recordBankEvent(call, 'payment_intent.succeeded', intentObject(call, row))
  if (method.dispute) openDispute(call, chargeRow(call.store, chargeId), disputeNamed(method.dispute))
  return { status: 200, body: intentObject(call, row, expand) }
}

/** A card that was kept may have run out since. */
function declineOf(method: PaymentMethodRow): Decline | null {
  if (method.outcome !== 'approved') return method.outcome
  const now = new Date()
  const months = method.exp_year * 12 + method.exp_month
  return months < now.getUTCFullYear() * 12 + now.getUTCMonth() + 1 ? 'expired_card' : null
}

function failIntent(
  call: BankCall,
  intent: IntentRow,
  method: PaymentMethodRow,
  problem: RefusalFields & { code: string; decline_code?: string | undefined },
): Reply {
  const payment_method = paymentMethodObject(method)
  const { body } = refuse(402, { ...problem, payment_method })
  setIntent(call, intent.id, {
    status: 'requires_payment_method',
    payment_method_id: null,
    latest_charge_id: problem.charge ?? intent.latest_charge_id,
    last_payment_error: 'error' in body ? JSON.stringify(body.error) : null,
  })
  const failed = intentObject(call, intentRow(call, intent.id))
  recordBankEvent(call, 'payment_intent.payment_failed', failed)
  return refuse(402, { ...problem, payment_intent: failed, payment_method })
}

function insertCharge(
  call: BankCall,
  intent: IntentRow,
  method: PaymentMethodRow,
  { decline, authenticated }: { decline: Decline | null; authenticated: boolean },
): string {
  const id = stripeId('ch')
  call.store.run(
    `INSERT INTO charges (id, payment_intent_id, payment_method_id, order_id, amount, currency, status, decline, authenticated,
       metadata, description, created)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    intent.id,
    method.id,
    intent.order_id,
    intent.amount,
    intent.currency,
    decline ? 'failed' : 'succeeded',
    decline,
    authenticated ? 1 : 0,
    intent.metadata,
    intent.description,
    nowSeconds(),
  )
  return id
}

function setIntent(
  call: BankCall,
  id: string,
  to: {
    status: IntentStatus
    payment_method_id: string | null
    latest_charge_id?: string | null
    last_payment_error: string | null
  },
) {
  call.store.run(
    `UPDATE payment_intents SET status = ?, payment_method_id = ?, latest_charge_id = coalesce(?, latest_charge_id),
       last_payment_error = ? WHERE id = ?`,
    to.status,
    to.payment_method_id,
    to.latest_charge_id ?? null,
    to.last_payment_error,
    id,
  )
}

function intentRow(call: BankCall, id: string): IntentRow {
  return mustHave(call.store.get<IntentRow>('SELECT * FROM payment_intents WHERE id = ?', id), id)
}
