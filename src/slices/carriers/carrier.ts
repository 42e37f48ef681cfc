import type { Address } from '#slices/customers/addresses/address-fields.ts'
import type { ScanCode } from './tracking/scan-codes.ts'

// The port: what the shop asks of a seller of labels. carrier-api.ts fills it; docs/carriers.md describes the calls.

export type Money = { amount: number; currency: string }

export type Rate = {
  carrier: string
  service: string
  amount: Money
  workingDays: { least: number; most: number }
}

/** What customs ask about one kind of thing in a parcel. */
export type CustomsItem = {
  description: string
  code: string
  originCountry: string
  quantity: number
  /** Of all of them. */
  weightGrams: number
  /** Of all of them. */
  value: Money
}

export type RoadRequest = {
  from: { name: string; lines: string[]; country: string }
  to: Address
  weightGrams: number
}

export type LabelRequest = RoadRequest & {
  orderId: string
  orderNumber: string
  parcelId: string
  carrier: string
  service: string
  customs?: { contents: CustomsItem[] }
}

export type SoldLabel = {
  id: string
  isVoided: boolean
  trackingNumber: string
  trackingUrl: string | null
  cost: Money
}

export type Scan = { id: string; code: ScanCode; place: string; at: Date }

export type BuyAnswer =
  | { kind: 'sold'; label: SoldLabel }
  /** It surely did not sell one, and will not: the reason, in its words. */
  | { kind: 'refused'; reason: string }

/** Each call may be repeated. All throw when nobody knows what came of them. */
export type Carrier = {
  rates: (request: RoadRequest) => Promise<Rate[]>
  /** Under the same id it sells one label, however often it is asked. */
  buy: (id: string, request: LabelRequest) => Promise<BuyAnswer>
  /** Null: it has sold none under this id. */
  find: (id: string) => Promise<SoldLabel | null>
  giveBack: (id: string) => Promise<'voided' | 'never sold' | 'seen already'>
  /** Tells it that it has the parcel. False: the label was voided, or there is none. */
  handOver: (id: string) => Promise<boolean>
  /** Null: it has sold none under this id. */
  scansOf: (id: string) => Promise<Scan[] | null>
  /** The label to print, as a PDF. Null: there is none, or it was voided. */
  draw: (id: string) => Promise<Uint8Array | null>
}
