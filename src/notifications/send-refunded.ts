import { createElement } from 'react'
import type { Ctx } from '#jobs/ctx.ts'
import { PoisonJob } from '#jobs/queue.ts'
import { cardWords } from '#lib/card-words.ts'
import type { Announcement } from '#orders/events.ts'
import { readEvents } from '#orders/queries.ts'
import { readPayment } from '#payments/queries.ts'
import { mailOnce } from './mail-once.ts'
import { RefundedMail } from './templates/refunded.tsx'

/** An order may be refunded in parts: each part is a letter of its own, so the event's number is in its name. */
export async function sendRefunded(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  await mailOnce(ctx, { orderId, kind: `notifications.send-refunded#${seq}` }, async letter => {
    const refunded = (await readEvents(ctx.db, orderId)).find(event => event.seq === seq)
    if (!refunded || !('amountMinor' in refunded.data))
      throw new PoisonJob(`Event ${seq} of order ${orderId} is no refund.`)
    const payment = await readPayment(ctx.db, orderId)
    const amount = letter.money(refunded.data.amountMinor)
    return {
      subject: `Refunded: ${amount} for order ${letter.order.number}`,
      body: createElement(RefundedMail, {
        letter,
        amount,
        sentOn: letter.day(refunded.at),
        card: cardWords(payment),
      }),
    }
  })
}
