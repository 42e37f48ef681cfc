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
  /** Told in the view of problems only. */
  problem?: RowProblem
}

/** Why an order needs a person. */
export type RowProblem = {
  review: string | null
  /** The queues that gave something of it up. */
  dead: string[]
  /** A dispute that waits for the shop's answer. */
  disputed: Unanswered | null
  /** Its payment should have settled by now. */
  unsettled: boolean
}

export type StaffOrderPage = {
  rows: StaffOrderRow[]
  /** Cursors: null where the list ends. */
  nextAfter: string | null
  previousBefore: string | null
  readAt: Date
}

/** What a list shows while newer rows wait: nothing moves under the pointer until the reader asks. */
export type LiveRows = {
  rows: (StaffOrderRow & {
    /** It no longer fits the view; it stays in its place until the next look. */ left: boolean
  })[]
  /** Rows that the fresh list has and the shown one has not. */
  waiting: number
}

/** The rows on screen, each as fresh as known, in the order in which they stand; what is new is counted, not put in. */
export function liveRows(shown: readonly StaffOrderRow[], fresh: readonly StaffOrderRow[]): LiveRows {
  const freshById = new Map(fresh.map(row => [row.id, row]))
  const shownIds = new Set(shown.map(row => row.id))
  const last = fresh.at(-1)
  return {
    rows: shown.map(row => {
      const now = freshById.get(row.id)
      // Older than the page's end: newer orders pushed it off this page, it did not leave the view.
      const pushedOff = last !== undefined && row.placedAt < last.placedAt
      return { ...(now ?? row), left: !now && !pushedOff }
    }),
    waiting: fresh.filter(row => !shownIds.has(row.id)).length,
  }
}
