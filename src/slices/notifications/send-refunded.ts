import { createElement } from 'react'
import { cardWords } from '#platform/fields/card-words.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import type { OrderEvent, OrderRefunded } from '#slices/orders/events.ts'
import { type RecordedEvent, readEvents } from '#slices/orders/queries.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { byCardOf, refundWords } from '#slices/orders/refunds/refund-words.ts'
import { readPayment } from '#slices/payments/queries.ts'
import type { Letter } from './letter.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { RefundedMail } from './templates/refunded.tsx'

/** An order may be refunded in parts. Each part gets its own mail, so the mail's name holds the event's number. */
export async function sendRefunded(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: `notifications.send-refunded#${seq}` }, async letter => {
    const refunded = await readAnnounced(ctx.db, { orderId, seq }, 'order.refunded')
    const payment = await readPayment(ctx.db, orderId)
    const amount = letter.money(refunded.amountMinor)
    return {
      subject: `Refunded: ${amount} for order ${letter.order.number}`,
      body: createElement(RefundedMail, {
        letter,
        amount,
        what: whatFor(letter, refunded),
        isTakenOut: await wereTakenOut(ctx, orderId, refunded.refundId),
        sentOn: letter.day(refunded.at),
        means: refundWords(letter.order, refunded, cardWords(payment)),
        isByCard: byCardOf(refunded) > 0,
        isByMail: refunded.grantedAs === 'gift_card',
        creditNoteUrl: letter.creditNoteUrl(refunded.refundId),
      }),
    }
  })
}

/** The items were taken out of the order before they left, and the rest of it is sent. */
async function wereTakenOut({ db }: Ctx, orderId: string, refundId: string): Promise<boolean> {
  const events = (await readEvents(db, orderId)) as readonly (OrderEvent & RecordedEvent)[]
  return events.some(event => event.type === 'order.items_cancelled' && event.data.refundId === refundId)
}

/** A mail fits one screen; the order's page has the rest. */
const NAMED_ITEMS = 10

/** `1 × Supper plate, Oat`, delivery. It is empty for a full refund, and for a sum without items. */
function whatFor({ order, lines }: Letter, refunded: OrderRefunded): string[] {
  if (refunded.amountMinor === order.totalMinor || order.state === 'cancelled') return []
  const units = new Map(refunded.lines?.map(line => [line.lineId, line.quantity]))
  const goods = lines.flatMap(({ id, name, options }) =>
    units.has(id) ? [`${units.get(id)} × ${itemName(name, options)}`] : [],
  )
  const named = goods.slice(0, NAMED_ITEMS)
  if (goods.length > NAMED_ITEMS) named.push(`${goods.length - NAMED_ITEMS} more of its lines`)
  return refunded.shippingMinor ? [...named, 'Delivery'] : named
}
