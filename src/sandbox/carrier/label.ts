import { z } from 'zod'
import type { Store } from '#sandbox/store.ts'

/** Where a parcel may be. The carrier has not seen one that is `bought`, and never will one that is `voided`. */
export type LabelState = 'bought' | 'voided' | ScanCode

/** What the carrier reports of a parcel. */
export const scanCodes = [
  'accepted',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'damaged',
  'lost',
  'undeliverable',
  'returned_to_sender',
] as const
export type ScanCode = (typeof scanCodes)[number]

/** The carrier's own limits; what the shop lets through must fit them. */
const LONGEST_TEXT = 300
const LONGEST_ID = 100
const MOST_CONTENTS = 2500

const id = z.string().trim().min(1).max(LONGEST_ID)
export const labelIdSchema = z.string().max(LONGEST_ID)
const text = z.string().trim().min(1).max(LONGEST_TEXT)
const maybeText = z.string().max(LONGEST_TEXT).nullish()
const grams = z.int().min(1).max(70_000)

const place = z.looseObject({ country: z.string().regex(/^[A-Z]{2}$/), postalCode: z.string().max(20) })
/** The sender is printed as it is; only its country matters. */
const sender = z.object({ name: text, lines: z.array(text).min(1).max(10), country: place.shape.country })
const party = place.extend({
  name: text,
  line1: text,
  line2: maybeText,
  city: text,
  region: maybeText,
  phone: maybeText,
})

/** What the customs of another country ask. */
const contents = z.object({
  description: text,
  code: z.string().regex(/^\d{6,10}$/),
  originCountry: z.string().regex(/^[A-Z]{2}$/),
  quantity: z.int().min(1).max(1_000_000),
  weightGrams: grams,
  value: z.object({ amount: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) }),
})

export const ratesRequest = z.object({
  from: z.object({ country: place.shape.country }),
  to: place,
  weightGrams: grams,
})

export const labelRequest = z.object({
  orderId: id,
  orderNumber: text,
  parcelId: id,
  carrier: text,
  service: text,
  from: sender,
  to: party,
  weightGrams: grams,
  customs: z.object({ contents: z.array(contents).min(1).max(MOST_CONTENTS) }).optional(),
})
export type LabelRequest = z.infer<typeof labelRequest>

export type LabelRow = {
  seq: number
  id: string
  parcel_id: string
  order_id: string
  order_number: string
  request_hash: string
  request: string
  state: LabelState
  tracking_number: string
  cost: number
  next_step_at_ms: number | null
  bought_at_ms: number
  changed_at_ms: number
}
export type ScanRow = {
  seq: number
  id: string
  label_id: string
  code: ScanCode
  place: string
  at_ms: number
}

export const requestOf = (row: LabelRow): LabelRequest => labelRequest.parse(JSON.parse(row.request))

export const findLabel = (store: Store, id: string) =>
  store.get<LabelRow>('SELECT * FROM carrier_labels WHERE id = ?', id)

/** Oldest first. */
export const scansOf = (store: Store, id: string) =>
  store.all<ScanRow>('SELECT * FROM carrier_scans WHERE label_id = ? ORDER BY seq', id)

/** A label as the carrier's API shows it. */
export function labelObject(row: LabelRow, url: string) {
  const { carrier, service } = requestOf(row)
  return {
    id: row.id,
    parcelId: row.parcel_id,
    state: row.state,
    carrier,
    service,
    trackingNumber: row.tracking_number,
    trackingUrl: `${url}/track/${row.tracking_number}`,
    cost: { amount: row.cost, currency: 'GBP' },
  }
}

export const scanObject = ({ id, code, place, at_ms }: ScanRow) => ({
  id,
  code,
  place,
  at: new Date(at_ms).toISOString(),
})

/** The carrier's parcels in the words of the warehouse's books. */
export const bookedLabel = (row: LabelRow) => ({
  orderId: row.order_id,
  orderNumber: row.order_number,
  parcelId: row.parcel_id,
  warehouse: null,
  state: bookedState[row.state],
  carrier: requestOf(row).carrier,
  trackingNumber: row.tracking_number,
  shipTo: requestOf(row).to,
})

const bookedState: Record<LabelState, string> = {
  bought: 'packed',
  voided: 'cancelled',
  accepted: 'shipped',
  in_transit: 'shipped',
  out_for_delivery: 'shipped',
  delivered: 'delivered',
  damaged: 'damaged',
  lost: 'lost',
  undeliverable: 'undeliverable',
  returned_to_sender: 'returned_to_sender',
}
