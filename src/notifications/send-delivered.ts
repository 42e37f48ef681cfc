import { createElement } from 'react'
import type { Ctx } from '#jobs/ctx.ts'
import { PoisonJob } from '#jobs/queue.ts'
import { readEvents } from '#orders/queries.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { DeliveredMail } from './templates/delivered.tsx'

const RETURN_DAYS = 30
const DAY_MS = 86_400_000

export async function sendDelivered(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: 'notifications.send-delivered' }, async letter => {
    const delivered = (await readEvents(ctx.db, orderId)).find(event => event.seq === seq)
    if (!delivered) throw new PoisonJob(`Order ${orderId} has no event ${seq}.`)
    const returnsUntil = letter.day(new Date(delivered.at.getTime() + RETURN_DAYS * DAY_MS))
    return {
      subject: `Delivered: order ${letter.order.number} — returns until ${returnsUntil}`,
      body: createElement(DeliveredMail, { letter, returnsUntil }),
    }
  })
}
