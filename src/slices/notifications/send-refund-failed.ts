import { createElement } from 'react'
import { cardWords } from '#platform/fields/card-words.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { readPayment } from '#slices/payments/queries.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { RefundFailedMail } from './templates/refund-failed.tsx'

/** Tells the shopper that an announced refund did not arrive, before they ask. */
export async function sendRefundFailed(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: `notifications.send-refund-failed#${seq}` }, async letter => {
    const failed = await readAnnounced(ctx.db, { orderId, seq }, 'order.refund_failed')
    const amount = letter.money(failed.amountMinor - (failed.creditMinor ?? 0))
    return {
      subject: `Your refund of ${amount} did not arrive: order ${letter.order.number}`,
      body: createElement(RefundFailedMail, {
        letter,
        amount,
        card: cardWords(await readPayment(ctx.db, orderId)),
      }),
    }
  })
}
