import { z } from 'zod'
import { optionally } from '#platform/fields/optionally.ts'

/** The steps of a parcel, in their order. */
export const shipmentSteps = ['picking', 'packed', 'shipped', 'delivered'] as const

/** The states that the warehouse may report. */
const shipmentStates = ['received', ...shipmentSteps, 'cancelled'] as const
export type ShipmentState = (typeof shipmentStates)[number]

/** Twice the length of the longest ids that services use. An index entry holds only a few thousand bytes. */
export const LONGEST_ID = 255

/** The warehouse's message that a parcel moved. Other types may come one day, and the shop lets them pass. */
export const callbackSchema = z.object({
  type: z.string().max(100),
  /** The time at which the warehouse reported it. */
  timestamp: optionally(z.iso.datetime({ offset: true })),
  data: z.object({
    orderId: z.uuid(),
    /** A warehouse that does not know of parcels sends only the id under which it was handed this one. */
    parcelId: optionally(z.uuid()),
    state: z.string().max(50),
    carrier: optionally(z.string().trim().max(100)),
    trackingNumber: optionally(z.string().trim().max(100)),
  }),
})
export type Callback = z.infer<typeof callbackSchema>

/** Null when the message is about something that the shop does not follow. */
export function stateOf({ type, data }: Callback): ShipmentState | null {
  return shipmentStates.find(state => type === `shipment.${state}` && data.state === state) ?? null
}

/** The state with this name; null when the shop does not know the name. */
export function stateNamed(word: string): ShipmentState | null {
  return shipmentStates.find(state => state === word) ?? null
}
