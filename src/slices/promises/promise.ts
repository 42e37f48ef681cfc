import type { Arrival } from '#slices/pricing/quote.ts'

/**
 * `kept`: it arrived by the day that was promised first. `broken`: it arrived later. `void`: it was cancelled, came back, or
 * another parcel took its place.
 */
export type PromiseState = 'open' | 'kept' | 'broken' | 'void'

/** A shopper is told of a later day this many times. After that a person has to find out what is wrong. */
export const DELAYS_MAX = 3

/** Why it is these days. The parts stand in the order in which one says them. */
export type ReasonPart =
  /** The day on which it leaves, for an order of this moment or for what was sent once more then, and the cut-off of that warehouse. */
  | {
      part: 'cut_off'
      orderedAt: string
      leavesOn: string
      cutOff: string
      timeZone: string
      isResent?: true
    }
  /** It waited for stock, and its days are counted from when that had come. `orderedAt` of the cut-off is then this moment. */
  | { part: 'stock_came' }
  | { part: 'warehouse'; code: string }
  /** One of so many parcels of its order. */
  | { part: 'split'; parcels: number }
  /** Days between ordering and arrival on which nothing leaves or nothing is carried, weekends left out. */
  | { part: 'holiday'; days: string[] }
  /** The working days that its way takes. */
  | { part: 'lane'; method: string; country: string; least: number; most: number }
  /** It did not leave by the last cut-off that would have kept the promise. */
  | { part: 'not_left'; by: string }
  | { part: 'left_late'; at: string }
  | { part: 'not_arrived'; by: string }
  /** The parcel before it was stopped, and its promise goes on. */
  | { part: 'replaces'; parcelId: string }
  /** The shop wrote no promises yet when it was ordered, and it was late when this was noticed. */
  | { part: 'noticed_late' }

/** What is promised of a parcel now. */
export type ParcelPromise = Arrival & {
  orderId: string
  parcelId: string
  firstBy: string
  state: PromiseState
  leftAt: Date | null
  delays: number
  lostSince: Date | null
  /** The reason for the days that are promised now. */
  reason: ReasonPart[]
}

/** A promise with all the days that were promised of its parcel, the first ones first. */
export type PromiseHistory = Omit<ParcelPromise, 'reason' | 'orderId'> & {
  days: { number: number; earliest: string; promisedBy: string; reason: ReasonPart[]; madeAt: Date }[]
}
