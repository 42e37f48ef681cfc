import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { readEvents } from '#slices/orders/queries.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { DeliveredMail } from './templates/delivered.tsx'

const RETURN_DAYS = 30

export async function sendDelivered(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  const kind = (await wasResent(ctx, orderId, seq))
    ? `notifications.send-delivered#${seq}`
    : 'notifications.send-delivered'
  await mailOnce(ctx, { orderId, again, kind }, async letter => {
    const delivered = await readAnnounced(ctx.db, { orderId, seq }, 'order.delivered')
    const returnsUntil = letter.dayAfter(delivered.at, RETURN_DAYS)
    return {
      subject: `Delivered: order ${letter.order.number} — returns until ${returnsUntil}`,
      body: createElement(DeliveredMail, { letter, returnsUntil }),
    }
  })
}

/** What was sent once more arrives once more, and has a mail of its own. */
const wasResent = async (ctx: Ctx, orderId: string, before: number): Promise<boolean> =>
  (await readEvents(ctx.db, orderId)).some(({ type, seq }) => type === 'order.resent' && seq < before)
