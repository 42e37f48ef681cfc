import type { Ctx } from '#platform/jobs/ctx.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { recordMoney } from './record-money.ts'

/**
 * Takes the money of a lost dispute off the figures of the day on which it was lost, and puts it back on the day on which the bank gave
 * it back.
 */
export async function recordDispute(ctx: Ctx, announcement: Announcement): Promise<void> {
  const { type, at, amountMinor } = await readAnnounced(
    ctx.db,
    announcement,
    'order.dispute_lost',
    'order.dispute_returned',
  )
  await recordMoney(ctx, announcement, {
    queue: 'analytics.record-dispute',
    word: 'dispute',
    kind: 'dispute',
    at,
    revenueMinor: type === 'order.dispute_lost' ? -amountMinor : amountMinor,
  })
}
