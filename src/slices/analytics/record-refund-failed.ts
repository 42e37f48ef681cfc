import type { Ctx } from '#platform/jobs/ctx.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { recordMoney } from './record-money.ts'

/** Records a refund whose money came back to the shop: the sum balances its refund. */
export async function recordRefundFailed(ctx: Ctx, announcement: Announcement): Promise<void> {
  const { at, amountMinor } = await readAnnounced(ctx.db, announcement, 'order.refund_failed')
  await recordMoney(ctx, announcement, {
    queue: 'analytics.record-refund-failed',
    word: 'refund-failed',
    kind: 'refund',
    at,
    revenueMinor: amountMinor,
  })
}
