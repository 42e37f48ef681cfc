import type { PageBothWays, PageStart } from '#platform/lib/pages.ts'

/** How far a parcel is, in the words of the REST surface. `planned`: the warehouse has not begun to pick it. */
export const listedStates = [
  'planned',
  'picking',
  'packed',
  'shipped',
  'delivered',
  'lost',
  'damaged',
  'undeliverable',
  'cancelled',
] as const
export type ListedState = (typeof listedStates)[number]

/** What of the parcels is listed. */
export type ParcelFilter = {
  state: ListedState | null
  /** The warehouse's code. */
  warehouse: string | null
  /** Only those that come later than was promised first. */
  late: boolean
}

/** Longer than any code of a warehouse: what stands in an address may be anything. */
export const WAREHOUSE_TYPED_MAX = 100

export type ParcelListInput = ParcelFilter & PageStart

/** What is promised of a parcel, `YYYY-MM-DD`, and why. */
export type ListedPromise = {
  by: string
  firstBy: string
  /** It is under way, and later than was promised first. */
  isLate: boolean
  /** No further day is promised: a person has to find it. */
  isLost: boolean
  because: string
}

/** A parcel as staff see it in the list. */
export type ListedParcel = {
  id: string
  orderId: string
  orderNumber: string
  state: ListedState
  /** Staff want to cancel the order, and the warehouse has not answered yet. */
  isRecalled: boolean
  /** Null: the shop did not note where it leaves from, or its goods lie in several warehouses. */
  warehouse: { code: string; name: string } | null
  carrier: string | null
  trackingNumber: string | null
  units: number
  dispatchedAt: Date
  /** It has been in this state since then. */
  since: Date
  /** It was handed over then and should have left by now. Null: it does not wait too long. */
  waitsSince: Date | null
  /** The warehouse has said since then that it has no such parcel. */
  missingSince: Date | null
  /** Null: nothing was written down of it. */
  promise: ListedPromise | null
}

/** The list at one moment, with every warehouse that it can be narrowed to. */
export type ParcelPage = PageBothWays<ListedParcel> & {
  warehouses: { code: string; name: string }[]
  /** How many come later than was promised first, as far as they are counted. */
  late: number
  readAt: Date
}
