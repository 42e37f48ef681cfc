import type { Order } from '../order.ts'

/** A warehouse answers a recall within seconds. After this long somebody should know that it has not. */
export const RECALL_LATE_MS = 10 * 60_000

/** The warehouse was asked to stop the parcel so long ago that it should have answered. */
export function isRecallLate(
  { recall, recallAt }: Partial<Pick<Order, 'recall' | 'recallAt'>>,
  now: Date,
): boolean {
  return (
    (recall === 'requested' || recall === 'items') &&
    Boolean(recallAt) &&
    now.getTime() - Number(recallAt) >= RECALL_LATE_MS
  )
}
