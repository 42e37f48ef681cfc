import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { ConfirmedMail } from './templates/confirmed.tsx'

export async function sendConfirmation(ctx: Ctx, { orderId, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: 'notifications.send-confirmation' }, async letter => ({
    subject: `Order ${letter.order.number} is confirmed — arrives ${letter.arrives}`,
    body: createElement(ConfirmedMail, { letter }),
  }))
}
