import { createElement } from 'react'
import type { z } from 'zod'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { stockRescheduled } from '#slices/inventory/waiting/events.ts'
import { mailOnce } from './mail-once.ts'
import { NewDayMail } from './templates/new-day.tsx'

export const SEND_NEW_DAY = 'notifications.send-new-day'

/**
 * Tells that stock is expected on another day. Nothing is said when it has come meanwhile, or when the order is not paid for, ended, or is being called back: the
 * confirmation of an order names the day of its moment.
 */
export async function sendNewDay(
  ctx: Ctx,
  { orderId, setAt }: z.infer<typeof stockRescheduled.schema>,
): Promise<void> {
  await mailOnce(ctx, { orderId, kind: `${SEND_NEW_DAY}#${setAt}` }, async letter => {
    const { order, waiting } = letter
    const day = waiting.at(-1)?.day
    if (!day || order.state !== 'confirmed' || order.recall === 'requested') return null
    return {
      subject: `Order ${order.number}: stock is now expected ${day}`,
      body: createElement(NewDayMail, { letter, day }),
    }
  })
}
