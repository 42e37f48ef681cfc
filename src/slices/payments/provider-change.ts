import { z } from 'zod'
import { optionally } from '#platform/fields/optionally.ts'

/** Something changed at the provider. The shop does not trust what the change says; it only tells which payment to read again. */
export type ProviderChange = {
  /** The provider's id of the event. The shop takes in each event once. */
  providerId: string
  type: string
  at: Date
  /** The provider's id of the payment that it is about. */
  paymentId: string | null
  /** The order's id from the metadata, if there is any. */
  orderId: string | null
  payload: object
}

/** Event types about money that was already taken. The sweeper asks about earlier changes, order by order. */
export const MONEY_CHANGES = [
  'payment_intent.canceled',
  'charge.refunded',
  'charge.refund.updated',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
] as const

const orderIdSchema = z.uuid()
const text = optionally(z.string()).catch(undefined)
const referenceSchema = optionally(
  z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]),
).catch(undefined)
const objectSchema = z
  .object({
    id: text,
    object: text,
    payment_intent: referenceSchema,
    metadata: optionally(z.record(z.string(), z.unknown())).catch(undefined),
  })
  .catch({})

/** The parts of an event that the shop reads. `created` is in seconds since 1970. */
export type ProviderEvent = { id: string; type: string; created: number; data: { object: object } }

export function changeOf(event: ProviderEvent): ProviderChange {
  const about = objectSchema.parse(event.data.object)
  const orderId = orderIdSchema.safeParse(about.metadata?.order_id)
  return {
    providerId: event.id,
    type: event.type,
    at: new Date(event.created * 1_000),
    paymentId: (about.object === 'payment_intent' ? about.id : about.payment_intent) ?? null,
    orderId: orderId.success ? orderId.data : null,
    payload: event,
  }
}
