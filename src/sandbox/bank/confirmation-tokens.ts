import { stripeId } from '#sandbox/ids.ts'
import { nowSeconds } from '#sandbox/sandbox.ts'
import type { Store } from '#sandbox/store.ts'
import { mustHave, paymentMethodObject } from './objects.ts'
import { type Reply, refuseMissing, refuseRequest } from './refusal.ts'
import type { PaymentMethodRow } from './rows.ts'

/** As long as Stripe keeps one. */
const tokenSeconds = 12 * 3600

export type TokenRow = {
  id: string
  payment_method_id: string
  payment_intent_id: string | null
  expires: number
  created: number
}

/** A one-time stand-in for a card that the browser may hand to the shop. */
export function saveConfirmationToken(store: Store, method: PaymentMethodRow): TokenRow {
  const now = nowSeconds()
  const row: TokenRow = {
    id: stripeId('ctoken'),
    payment_method_id: method.id,
    payment_intent_id: null,
    expires: now + tokenSeconds,
    created: now,
  }
  store.run(
    'INSERT INTO confirmation_tokens (id, payment_method_id, expires, created) VALUES (?, ?, ?, ?)',
    row.id,
    row.payment_method_id,
    row.expires,
    row.created,
  )
  return row
}

/** Spends the token on one PaymentIntent. The reply says why it cannot be spent. */
export function spendConfirmationToken(
  store: Store,
  id: string,
  paymentIntentId: string,
): { method: PaymentMethodRow } | { refused: Reply } {
  const param = 'confirmation_token'
  const token = store.get<TokenRow>('SELECT * FROM confirmation_tokens WHERE id = ?', id)
  if (!token) return { refused: refuseMissing('confirmationtoken', id, { param }) }
  if (token.payment_intent_id) {
    const message = `The ConfirmationToken ${id} was already used to confirm ${token.payment_intent_id}. Create a new one.`
    return { refused: refuseRequest(message, { param }) }
  }
  if (token.expires < nowSeconds()) {
    return { refused: refuseRequest(`The ConfirmationToken ${id} has expired. Create a new one.`, { param }) }
  }
  store.run('UPDATE confirmation_tokens SET payment_intent_id = ? WHERE id = ?', paymentIntentId, id)
  return { method: methodOf(store, token) }
}

export function tokenObject(store: Store, row: TokenRow) {
  const { type, card, billing_details } = paymentMethodObject(methodOf(store, row))
  return {
    id: row.id,
    object: 'confirmation_token' as const,
    created: row.created,
    expires_at: row.expires,
    livemode: false,
    payment_intent: row.payment_intent_id,
    payment_method_preview: { type, card, billing_details, customer: null },
    return_url: null,
    setup_future_usage: null,
    setup_intent: null,
    shipping: null,
  }
}

function methodOf(store: Store, token: TokenRow): PaymentMethodRow {
  const method = store.get<PaymentMethodRow>(
    'SELECT * FROM payment_methods WHERE id = ?',
    token.payment_method_id,
  )
  return mustHave(method, token.payment_method_id)
}
