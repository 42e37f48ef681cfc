import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { DeliveredMail } from './templates/delivered.tsx'

const RETURN_DAYS = 30

export async function sendDelivered(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: 'notifications.send-delivered' }, async letter => {
    const delivered = await readAnnounced(ctx.db, { orderId, seq }, 'order.delivered')
    const returnsUntil = letter.dayAfter(delivered.at, RETURN_DAYS)
    return {
      subject: `Delivered: order ${letter.order.number} — returns until ${returnsUntil}`,
      body: createElement(DeliveredMail, { letter, returnsUntil }),
    }
  })
}
