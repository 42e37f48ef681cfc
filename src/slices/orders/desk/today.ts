import type { RefusedOrders } from '#slices/payments/refused-orders.ts'
import type { StaffOrderRow } from './order-row.ts'
import type { Trouble } from './trouble.ts'

/** One day's figures, by the moment an order was placed. */
export type DayFigures = {
  placed: number
  /** Paid, whatever became of the parcel. */
  confirmed: number
  revenueMinor: number
  declined: number
  expired: number
  /** Attempts that found the bank away: refused at the door, or ended with their stock free again. */
  refused?: number
  refunds: number
  refundedMinor: number
  /** What the bank took for good after disputes that were lost. */
  lostMinor: number
}

export type Period = { startsAt: Date; orders: number; revenueMinor: number }

export type Today = {
  currency: string
  today: DayFigures
  /** Yesterday up to the same time of day: a part is compared with a part. */
  yesterday: DayFigures
  /** Why today's orders failed, most frequent first. */
  failures: { reason: string; count: number }[]
  hours: Period[]
  days: Period[]
  review: number
  unsettled: number
  /** Paid for so many minutes, and the warehouse has not begun to pick them. */
  notPicked: number
  notPickedMinutes: number
  /** Visitors, emails and addresses that may place nothing for a while, since too many of their cards were declined. */
  closedDoors: number
  deadLetters: { queue: string; count: number }[]
  /** What stands still now. */
  troubles: Trouble[]
  /** Attempts to order that were refused in the last hour since the bank was away; null: none. */
  refused: RefusedOrders | null
  latest: StaffOrderRow[]
  readAt: Date
}
