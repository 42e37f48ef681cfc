import { stripeId } from '#sandbox/ids.ts'
import { nowSeconds } from '#sandbox/sandbox.ts'
import { apiVersion, type BankCall } from './bank.ts'

export type BankEventType =
  | 'payment_intent.succeeded'
  | 'payment_intent.payment_failed'
  | 'payment_intent.requires_action'
  | 'payment_intent.canceled'
  | 'refund.created'
  | 'refund.updated'
  | 'refund.failed'
  | 'charge.refunded'
  | 'charge.refund.updated'
  | 'charge.dispute.created'
  | 'charge.dispute.updated'
  | 'charge.dispute.closed'
  | 'charge.dispute.funds_withdrawn'
  | 'charge.dispute.funds_reinstated'

/** Writes the event and its webhook in the caller's transaction. */
export function recordBankEvent(
  call: BankCall,
  type: BankEventType,
  object: object,
  previousAttributes?: object,
): void {
  const id = stripeId('evt')
  const created = nowSeconds()
  const body = JSON.stringify({
    id,
    object: 'event',
    api_version: apiVersion,
    created,
    data: { object, previous_attributes: previousAttributes },
    livemode: false,
    pending_webhooks: 1,
    request: { id: call.requestId, idempotency_key: call.idempotencyKey },
    type,
  })
  call.store.run('INSERT INTO events (id, type, body, created) VALUES (?, ?, ?, ?)', id, type, body, created)
  call.outbox.enqueue('stripe', { id, type, body })
}
