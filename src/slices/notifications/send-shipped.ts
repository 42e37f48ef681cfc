import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { ShippedMail } from './templates/shipped.tsx'

/** The days count from the moment at which the parcel left. That never changes, so a mail that is sent again has the same days. */
export async function sendShipped(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: 'notifications.send-shipped' }, async letter => {
    const shipped = await readAnnounced(ctx.db, { orderId, seq }, 'order.shipped')
    // The parcel is already delivered and nobody said when it left, so the mail about the delivery is enough.
    if ('unheard' in shipped) return null
    const arrives = letter.arrivesAfter(shipped.at)
    return {
      subject: `Shipped: order ${letter.order.number} arrives ${arrives.days}`,
      body: createElement(ShippedMail, { letter, arrives }),
    }
  })
}
