import { z } from 'zod'

export const shipmentStates = ['received', 'picking', 'packed', 'shipped', 'delivered', 'cancelled'] as const
export type ShipmentState = (typeof shipmentStates)[number]

export const nextState: Record<ShipmentState, Exclude<ShipmentState, 'received' | 'cancelled'> | null> = {
  received: 'picking',
  picking: 'packed',
  packed: 'shipped',
  shipped: 'delivered',
  delivered: null,
  cancelled: null,
}

/** The warehouse's own limits; what the shop lets through must fit them. */
const LONGEST_TEXT = 300
const LONGEST_POSTCODE = 20
const LONGEST_ID = 100

export const parcelIdSchema = z.string().max(LONGEST_ID)
const text = z.string().trim().min(1).max(LONGEST_TEXT)
const maybeText = z.string().max(LONGEST_TEXT).nullish()

/** The longest real invoice has 1,114 lines; twice that is plenty. */
const mostLines = 2500

export const dispatchRequest = z.object({
  /** The order that the parcel belongs to. A parcel that names none is the whole order, and its id is the order's. */
  orderId: z.string().trim().min(1).max(LONGEST_ID).optional(),
  orderNumber: text,
  /** The code of the warehouse that the parcel leaves from. */
  warehouse: text.optional(),
  /** Of two requests with different addresses the higher one counts, whichever comes last. */
  revision: z.int().positive().optional(),
  shippingMethod: text,
  shipTo: z.looseObject({
    name: text,
    line1: text,
    line2: maybeText,
    city: text,
    region: maybeText,
    // Some countries have none.
    postalCode: z.string().max(LONGEST_POSTCODE),
    country: text,
    phone: maybeText,
  }),
  lines: z
    .array(
      z.object({
        sku: text,
        name: text,
        quantity: z.int().min(1).max(1_000_000),
      }),
    )
    .min(1)
    .max(mostLines),
})
export type DispatchRequest = z.infer<typeof dispatchRequest>

export type ShipmentRow = {
  seq: number
  parcel_id: string
  order_id: string
  order_number: string
  warehouse: string | null
  request_hash: string
  request: string
  state: ShipmentState
  carrier: string | null
  tracking_number: string | null
  next_step_at_ms: number | null
  received_at_ms: number
  changed_at_ms: number
}

export const requestOf = (row: ShipmentRow): DispatchRequest => dispatchRequest.parse(JSON.parse(row.request))

/** What the warehouse's own books say, the address included. */
export const bookedShipment = (row: ShipmentRow) => ({
  ...shipmentObject(row),
  shipTo: requestOf(row).shipTo,
})

export const shipmentObject = (row: ShipmentRow) => ({
  orderId: row.order_id,
  orderNumber: row.order_number,
  parcelId: row.parcel_id,
  warehouse: row.warehouse,
  state: row.state,
  ...(row.tracking_number ? { carrier: row.carrier, trackingNumber: row.tracking_number } : {}),
})
