import { createElement } from 'react'
import type { Ctx } from '#jobs/ctx.ts'
import type { Announcement } from '#orders/events.ts'
import { mailOnce } from './mail-once.ts'
import { ShippedMail } from './templates/shipped.tsx'

export async function sendShipped(ctx: Ctx, { orderId }: Announcement): Promise<void> {
  await mailOnce(ctx, { orderId, kind: 'notifications.send-shipped' }, async letter => ({
    subject: `Shipped: order ${letter.order.number} arrives ${letter.arrives}`,
    body: createElement(ShippedMail, { letter }),
  }))
}
