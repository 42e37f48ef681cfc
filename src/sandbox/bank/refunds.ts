import { z } from 'zod'
import { stripeId } from '#sandbox/ids.ts'
import { nowSeconds } from '#sandbox/sandbox.ts'
import type { BankCall } from './bank.ts'
import { recordBankEvent } from './events.ts'
import { chargeObject, mustHave, refundObject } from './objects.ts'
import { expand, metadata, shortText, wholeNumber } from './parameters.ts'
import { type Reply, refuseMissing, refuseRequest } from './refusal.ts'
import type { ChargeRow, IntentRow, RefundRow } from './rows.ts'

export const createRefundParameters = z.strictObject({
  payment_intent: shortText.optional(),
  charge: shortText.optional(),
  amount: wholeNumber.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.default({}),
  expand,
})
type CreateRefund = z.infer<typeof createRefundParameters>

/** Gives back all that is left of a charge, or `amount` of it; never more than was taken. */
export function createRefund(call: BankCall, params: CreateRefund, { pending } = { pending: false }): Reply {
  const found = findCharge(call, params)
  if ('refused' in found) return found.refused
  const { charge } = found
  // The holder's bank decides a disputed charge; the shop may still answer an inquiry with a refund.
  const disputed = call.store.get(
    `SELECT 1 FROM disputes WHERE charge_id = ? AND status IN ('needs_response', 'under_review', 'lost') LIMIT 1`,
    charge.id,
  )
  if (disputed) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`
    return refuseRequest(message, { code: 'charge_disputed' })
  }
  const left = charge.amount - charge.amount_refunded
  if (left === 0) {
    return refuseRequest(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    })
  }
  const amount = params.amount ?? left
  if (amount < 1) {
    const message = 'This value must be greater than or equal to 1.'
    return refuseRequest(message, { code: 'parameter_invalid_integer', param: 'amount' })
  }
  if (amount > left) {
    const message = `Refund amount (${money(amount, charge)}) is greater than unrefunded amount on charge (${money(left, charge)})`
    return refuseRequest(message, { param: 'amount' })
  }
  const refund = insertRefund(call, charge, { ...params, amount, pending })
  call.store.run('UPDATE charges SET amount_refunded = amount_refunded + ? WHERE id = ?', amount, charge.id)
  const after = mustHave(
    call.store.get<ChargeRow>('SELECT * FROM charges WHERE id = ?', charge.id),
    charge.id,
  )
  recordBankEvent(call, 'refund.created', refundObject(refund))
  recordBankEvent(call, 'charge.refunded', chargeObject(call.store, after), {
    amount_refunded: charge.amount_refunded,
    refunded: false,
  })
  return { status: 200, body: refundObject(refund) }
}

function findCharge(call: BankCall, params: CreateRefund): { charge: ChargeRow } | { refused: Reply } {
  if (params.charge) {
    const charge = call.store.get<ChargeRow>('SELECT * FROM charges WHERE id = ?', params.charge)
    if (!charge) return { refused: refuseMissing('charge', params.charge, { param: 'charge' }) }
    if (charge.status === 'succeeded') return { charge }
    const message = `Charge ${charge.id} is not refundable: it has not succeeded.`
    return { refused: refuseRequest(message, { param: 'charge' }) }
  }
  if (!params.payment_intent) {
    const message =
      "One of the following params should be provided for this request: 'charge' or 'payment_intent'."
    return { refused: refuseRequest(message) }
  }
  const id = params.payment_intent
  const intent = call.store.get<IntentRow>('SELECT * FROM payment_intents WHERE id = ?', id)
  if (!intent) return { refused: refuseMissing('payment_intent', id, { param: 'payment_intent' }) }
  const charge = call.store.get<ChargeRow>(
    `SELECT * FROM charges WHERE payment_intent_id = ? AND status = 'succeeded'`,
    id,
  )
  if (charge) return { charge }
  const message = `This PaymentIntent (${id}) does not have a successful charge to refund.`
  return {
    refused: refuseRequest(message, { code: 'payment_intent_unexpected_state', param: 'payment_intent' }),
  }
}

function insertRefund(
  call: BankCall,
  charge: ChargeRow,
  params: CreateRefund & { amount: number; pending: boolean },
): RefundRow {
  const id = stripeId('re')
  call.store.run(
    `INSERT INTO refunds (id, charge_id, payment_intent_id, amount, currency, reason, metadata, created, status)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    charge.id,
    charge.payment_intent_id,
    params.amount,
    charge.currency,
    params.reason ?? null,
    JSON.stringify(params.metadata),
    nowSeconds(),
    params.pending ? 'pending' : 'succeeded',
  )
  return mustHave(call.store.get<RefundRow>('SELECT * FROM refunds WHERE id = ?', id), id)
}

/** A refund ends: the money arrived, or it came back to the shop, at once or days after it had counted as given back. */
export function endRefund(call: BankCall, refund: RefundRow, status: 'succeeded' | 'failed'): RefundRow {
  if (refund.status === status || refund.status === 'failed') return refund
  call.store.run(
    'UPDATE refunds SET status = ?, failure_reason = ? WHERE id = ?',
    status,
    status === 'failed' ? 'lost_or_stolen_card' : null,
    refund.id,
  )
  if (status === 'failed')
    call.store.run(
      'UPDATE charges SET amount_refunded = amount_refunded - ? WHERE id = ?',
      refund.amount,
      refund.charge_id,
    )
  const ended = mustHave(
    call.store.get<RefundRow>('SELECT * FROM refunds WHERE id = ?', refund.id),
    refund.id,
  )
  recordBankEvent(call, 'charge.refund.updated', refundObject(ended))
  recordBankEvent(call, status === 'failed' ? 'refund.failed' : 'refund.updated', refundObject(ended))
  return ended
}

const money = (minor: number, charge: ChargeRow) => formatMoney(minor, charge.currency)

/** Minor units as people read them, such as `£12.50`. */
export function formatMoney(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
