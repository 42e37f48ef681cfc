import { prepared } from '#platform/db/prepared.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { noteEffects } from '#platform/jobs/effects.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import { fault } from '#platform/lib/fault-points.ts'
import type { Announcement } from '#slices/orders/events.ts'

const KIND = 'analytics.record-sale'

/**
 * Records the sales and their lines at the time of their confirmation in one statement, and notes them in another, in one
 * transaction, however many there are. A SKU may be on several lines of an order but is in the figures once. Sales that were recorded
 * or noted before stay as they are.
 */
export async function recordSales(ctx: Ctx, announcements: readonly Announcement[]): Promise<void> {
  await ctx.db.transaction(async tx => {
    const sold = announcements.map(({ orderId, seq }) => ({
      causeId: orderId,
      kind: KIND,
      ref: jobId(orderId, seq, 'sale'),
    }))
    const [unknown] = await prepared<{ orderId: string; isThere: boolean }>(tx, RECORD, [
      sold.map(({ causeId }) => causeId),
      sold.map(({ ref }) => ref),
    ])
    if (unknown) {
      mustFind(unknown.isThere || null, `Order ${unknown.orderId}`)
      throw new PoisonJob(`Order ${unknown.orderId} is not a sale: it was never confirmed.`)
    }
    await noteEffects(tx, sold)
    await fault('sale.in')
  })
}

/** Answers the orders that are not sales. */
const RECORD = `
  with announced as (
    select * from unnest($1::uuid[], $2::uuid[]) as announced(order_id, event_id)
  ), confirmed as (
    select event_id, o.* from announced join orders o on o.id = order_id where o.confirmed_at is not null
  ), written as (
    insert into sales (event_id, order_id, kind, at, currency, revenue_minor, units, country)
    select event_id, id, 'sale', confirmed_at, currency, total_minor, units, shipping_address ->> 'country' from confirmed
    on conflict do nothing returning event_id, order_id
  ), lines as (
    insert into sale_lines (event_id, sku, name, quantity, revenue_minor)
    select w.event_id, l.sku, (array_agg(l.name order by l.position))[1], sum(l.quantity), sum(l.total_minor)
    from written w join order_lines l on l.order_id = w.order_id group by w.event_id, l.sku
  )
  select order_id as "orderId", exists (select from orders o where o.id = order_id) as "isThere" from announced where event_id not in (select event_id from confirmed)`
