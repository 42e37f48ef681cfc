import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { ensurePromises } from '#slices/orders/delivery/promise-parcels.ts'
import { arrivalWords } from './letter.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { ConfirmedMail } from './templates/confirmed.tsx'

export async function sendConfirmation(ctx: Ctx, { orderId, again }: MailCause): Promise<void> {
  // The hand-over may come later, and the mail says what is written down.
  await ensurePromises(ctx, orderId)
  await mailOnce(ctx, { orderId, again, kind: 'notifications.send-confirmation' }, async letter => ({
    subject: `Order ${letter.order.number} is confirmed — ${arrivalWords(letter)}`,
    body: createElement(ConfirmedMail, { letter }),
  }))
}
