import type { RefusedOrders } from '#slices/payments/refused-orders.ts'
import type { StaffOrderRow } from './order-row.ts'
import type { Trouble } from './trouble.ts'

/** The figures of one day, by the moment an order was placed. */
export type DayFigures = {
  placed: number
  /** Paid orders, wherever the parcel is. */
  confirmed: number
  revenueMinor: number
  declined: number
  expired: number
  /** Attempts while the bank was away: refused at once, or ended with their stock free again. */
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
  /** Yesterday up to the same time of day, so that the two parts can be compared. */
  yesterday: DayFigures
  /** Why today's orders failed, most frequent first. */
  failures: { reason: string; count: number }[]
  hours: Period[]
  days: Period[]
  review: number
  unsettled: number
  /** Paid this many minutes ago, and the warehouse has not begun to pick. */
  notPicked: number
  notPickedMinutes: number
  /** Parcels that the warehouse was asked to stop, without an answer for too long, and since when the oldest waits. Null: none. */
  recalls: { count: number; since: Date } | null
  /** Visitors, emails and addresses that may not order for a while, because too many of their cards were declined. */
  closedDoors: number
  deadLetters: { queue: string; count: number }[]
  /** The queues and workers that stand still now. */
  troubles: Trouble[]
  /** Attempts to order that were refused in the last hour because the bank was away. Null: none. */
  refused: RefusedOrders | null
  latest: StaffOrderRow[]
  readAt: Date
}
