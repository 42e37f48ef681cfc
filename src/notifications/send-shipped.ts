import { createElement } from 'react'
import type { Ctx } from '#jobs/ctx.ts'
import { readEvents } from '#orders/queries.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { ShippedMail } from './templates/shipped.tsx'

export async function sendShipped(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: 'notifications.send-shipped' }, async letter => {
    const shipped = (await readEvents(ctx.db, orderId)).find(event => event.seq === seq)
    // It is there already, and nobody said when it left: the mail that it was delivered says all.
    if (shipped && 'unheard' in shipped.data) return null
    return {
      subject: `Shipped: order ${letter.order.number} arrives ${letter.arrives}`,
      body: createElement(ShippedMail, { letter }),
    }
  })
}
