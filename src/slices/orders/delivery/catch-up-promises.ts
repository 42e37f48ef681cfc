import type { Ctx } from '#platform/jobs/ctx.ts'
import { dropPromises } from '#slices/promises/follow-parcels.ts'
import type { OrderEvent } from '../events.ts'
import { lockOrder, type RecordedEvent, readEvents } from '../queries.ts'
import { followPromises } from './follow-promises.ts'
import { promiseParcels } from './promise-parcels.ts'

const STEPS: readonly string[] = [
  'order.parcel_shipped',
  'order.shipped',
  'order.parcel_delivered',
  'order.delivered',
]

/**
 * What is promised of an order follows what a version without promises has noted of it: the last plan, and each step of its parcels. Where all of it
 * was followed already this changes nothing.
 */
export async function catchUpPromises(ctx: Pick<Ctx, 'db' | 'now'>, orderId: string): Promise<void> {
  await ctx.db.transaction(async tx => {
    const order = await lockOrder(tx, orderId)
    const events = (await readEvents(tx, orderId)) as (OrderEvent & RecordedEvent)[]
    const plan = events.findLast(({ type }) => type === 'order.parcels_planned')
    for (const event of [...(plan ? [plan] : []), ...events.filter(({ type }) => STEPS.includes(type))])
      await followPromises(tx, { orderId, event, at: event.at })
    if (order.state === 'confirmed') await promiseParcels(tx, order, ctx.now())
    else await dropPromises(tx, orderId, order.endedAt ?? ctx.now())
  })
}
