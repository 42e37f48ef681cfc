import { z } from 'zod'
import { optionally } from '#platform/lib/optionally.ts'

/** Something happened at the provider. What it says is not believed: it only names whose truth must be read again. */
export type ProviderChange = {
  /** The event's id there: the same one is taken in once. */
  providerId: string
  type: string
  at: Date
  /** The provider's id of the payment that it is about. */
  paymentId: string | null
  /** From the metadata, where there is some. */
  orderId: string | null
  payload: object
}

/** Types that tell of money after it was taken; what becomes of a payment before, the sweeper asks for each order. */
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

/** An event as far as we read it. `created`: seconds since 1970. */
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
