import { createElement } from 'react'
import type { Ctx } from '#jobs/ctx.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { CancelledMail } from './templates/cancelled.tsx'

/** An order that was never confirmed was never promised: its end is told on the page, not by mail. */
export async function sendCancelled(ctx: Ctx, { orderId, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: 'notifications.send-cancelled' }, async letter =>
    letter.order.confirmedAt
      ? {
          subject: `Cancelled: order ${letter.order.number}, ${letter.money(letter.order.totalMinor)} goes back to you`,
          body: createElement(CancelledMail, { letter }),
        }
      : null,
  )
}
