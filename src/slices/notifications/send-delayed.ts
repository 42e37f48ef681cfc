import { createElement } from 'react'
import type { z } from 'zod'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { formatDay } from '#platform/ui/format.ts'
import { catchUpPromises } from '#slices/orders/delivery/catch-up-promises.ts'
import { delaySentence } from '#slices/promises/delay-words.ts'
import type { promiseDelayed } from '#slices/promises/events.ts'
import { readPromiseHistory } from '#slices/promises/queries.ts'
import { mailOnce } from './mail-once.ts'
import { DelayedMail } from './templates/delayed.tsx'

export const SEND_DELAYED = 'notifications.send-delayed'

/**
 * Tells that a parcel comes later, once for each new day. Nothing is said of a parcel that left, arrived, was cancelled or is being called back meanwhile,
 * nor of a day that a later one has replaced: that has a mail of its own. What was noted of the parcel is followed first, because a version without
 * promises may have noted it.
 */
export async function sendDelayed(
  ctx: Ctx,
  { orderId, parcelId, number }: z.infer<typeof promiseDelayed.schema>,
): Promise<void> {
  await mailOnce(ctx, { orderId, kind: `${SEND_DELAYED}#${parcelId} ${number}` }, async letter => {
    await catchUpPromises(ctx, orderId)
    const promises = await readPromiseHistory(ctx.db, orderId)
    const promise = mustFind(
      promises.find(each => each.parcelId === parcelId),
      `The promise of parcel ${parcelId}`,
    )
    const told = mustFind(
      promise.days.find(day => day.number === number),
      `Promise ${number} of parcel ${parcelId}`,
    )
    const { order } = letter
    const isNewest = promise.days.at(-1) === told
    // The mail that it was shipped says when it comes.
    const hasLeft = promise.leftAt !== null && told.reason.some(({ part }) => part === 'not_left')
    if (
      promise.state !== 'open' ||
      !isNewest ||
      hasLeft ||
      order.state !== 'confirmed' ||
      order.recall === 'requested'
    )
      return null
    const others = promises.some(each => each.parcelId !== parcelId && each.state !== 'void')
    const by = formatDay(told.promisedBy, { timeZone: 'UTC', locale: letter.locale })
    return {
      subject: `Delayed: ${others ? 'a part of order' : 'order'} ${order.number} now arrives ${by}`,
      body: createElement(DelayedMail, {
        letter,
        days: letter.range({ earliest: told.earliest, latest: told.promisedBy }),
        because: delaySentence(told.reason),
        isPart: others,
      }),
    }
  })
}
