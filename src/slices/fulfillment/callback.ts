import { z } from 'zod'
import { optionally } from '#platform/lib/optionally.ts'

/** The steps of a parcel, in their order. */
export const shipmentSteps = ['picking', 'packed', 'shipped', 'delivered'] as const

/** Where the warehouse may say that an order is. */
const shipmentStates = ['received', ...shipmentSteps, 'cancelled'] as const
export type ShipmentState = (typeof shipmentStates)[number]

/** Twice what the longest UUID-like ids of services are; an index takes no more than some thousand bytes. */
export const LONGEST_ID = 255

/** What the warehouse says when a parcel moved. Other types may come one day: they are let pass. */
export const callbackSchema = z.object({
  type: z.string().max(100),
  /** When it was said. */
  timestamp: optionally(z.iso.datetime({ offset: true })),
  data: z.object({
    orderId: z.uuid(),
    state: z.string().max(50),
    carrier: optionally(z.string().trim().max(100)),
    trackingNumber: optionally(z.string().trim().max(100)),
  }),
})
export type Callback = z.infer<typeof callbackSchema>

/** Null: it speaks of something that the shop does not follow. */
export function stateOf({ type, data }: Callback): ShipmentState | null {
  return shipmentStates.find(state => type === `shipment.${state}` && data.state === state) ?? null
}

/** The state by the warehouse's word for it; null for a word that the shop does not know. */
export function stateNamed(word: string): ShipmentState | null {
  return shipmentStates.find(state => state === word) ?? null
}
