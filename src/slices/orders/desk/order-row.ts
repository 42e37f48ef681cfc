import type { PageBothWays } from '#platform/lib/pages.ts'
import type { Unanswered } from '#slices/payments/dispute.ts'
import type { Order } from '../order.ts'

/** An order as a line of the staff list. */
export type StaffOrderRow = Pick<
  Order,
  | 'id'
  | 'number'
  | 'state'
  | 'money'
  | 'delivery'
  | 'needsReview'
  | 'recall'
  | 'recallAt'
  | 'email'
  | 'units'
  | 'totalMinor'
  | 'refundedMinor'
  | 'currency'
  | 'placedAt'
  | 'endReason'
> & {
  customerName: string
  city: string
  country: string
  /** Filled only in the view of problems. */
  problem?: RowProblem
}

/** Why an order needs a person. */
export type RowProblem = {
  review: string | null
  /** The queues that gave up one of its jobs. */
  dead: string[]
  /** A dispute that waits for the shop's answer. */
  disputed: Unanswered | null
  /** When the warehouse was asked to stop the parcel, which it should have answered by now; null for every other order. */
  recalledAt: Date | null
  /** Its payment should have settled by now. */
  unsettled: boolean
}

export type StaffOrderPage = PageBothWays<StaffOrderRow> & { readAt: Date }

/** A list shows this while newer rows wait: nothing moves under the pointer until the reader asks for them. */
export type LiveRows = {
  rows: (StaffOrderRow & {
    /** It no longer matches the view and keeps its place until the reader refreshes. */ left: boolean
  })[]
  /** Rows that are in the fresh list and not on the screen. */
  waiting: number
}

/** The rows on the screen in their order, each as fresh as we know it. New rows are counted and not inserted. */
export function liveRows(shown: readonly StaffOrderRow[], fresh: readonly StaffOrderRow[]): LiveRows {
  const freshById = new Map(fresh.map(row => [row.id, row]))
  const shownIds = new Set(shown.map(row => row.id))
  const last = fresh.at(-1)
  return {
    rows: shown.map(row => {
      const now = freshById.get(row.id)
      // The row is older than the page's end: newer orders pushed it off this page, and it did not leave the view.
      const pushedOff = last !== undefined && row.placedAt < last.placedAt
      return { ...(now ?? row), left: !now && !pushedOff }
    }),
    waiting: fresh.filter(row => !shownIds.has(row.id)).length,
  }
}
