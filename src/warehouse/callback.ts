import { z } from 'zod'

/** The steps of a parcel, in their order. */
export const shipmentSteps = ['picking', 'packed', 'shipped', 'delivered'] as const
export type ShipmentStep = (typeof shipmentSteps)[number]

/** What the warehouse says when a parcel moved. Other types may come one day: they are let pass. */
export const callbackSchema = z.object({
  type: z.string().max(100),
  data: z.object({
    orderId: z.uuid(),
    state: z.string().max(50),
    carrier: z.string().min(1).max(100).optional(),
    trackingNumber: z.string().min(1).max(100).optional(),
  }),
})
export type Callback = z.infer<typeof callbackSchema>

/** Null: it speaks of something that the shop does not follow. */
export function stepOf({ type, data }: Callback): ShipmentStep | null {
  return shipmentSteps.find(step => type === `shipment.${step}` && data.state === step) ?? null
}
