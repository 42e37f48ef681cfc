import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { announcedEvent } from './announced-event.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { ShippedMail } from './templates/shipped.tsx'

/** Counted from the moment the parcel left, which never changes: a mail that is sent again says the same. */
export async function sendShipped(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: 'notifications.send-shipped' }, async letter => {
    const shipped = await announcedEvent(ctx.db, { orderId, seq })
    // It is there already, and nobody said when it left: the mail that it was delivered says all.
    if ('unheard' in shipped.data) return null
    const arrives = letter.arrivesAfter(shipped.at)
    return {
      subject: `Shipped: order ${letter.order.number} arrives ${arrives.days}`,
      body: createElement(ShippedMail, { letter, arrives }),
    }
  })
}
