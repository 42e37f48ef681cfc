import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { readPromisesOfOrder } from '#slices/promises/queries.ts'
import { wholePromise } from '#slices/promises/whole-promise.ts'
import { linesOfParcels } from './letter.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { StockCameMail } from './templates/stock-came.tsx'

/** Tells that what the shopper waited for has come, and when it arrives. Nothing is said of an order that ended or is being called back meanwhile. */
export async function sendStockCame(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  const came = await readAnnounced(ctx.db, { orderId, seq }, 'order.stock_came')
  await mailOnce(ctx, { orderId, again, kind: `notifications.send-stock-came#${seq}` }, async letter => {
    if (letter.order.state !== 'confirmed' || letter.order.recall === 'requested') return null
    const promises = await readPromisesOfOrder(ctx.db, orderId)
    const promised = wholePromise(came.parcels.flatMap(({ id }) => promises.get(id) ?? []))
    // Its parcels were stopped meanwhile, and others took their place.
    const days = promised ? letter.range(promised) : null
    return {
      subject: days
        ? `In stock: what you waited for of order ${letter.order.number} arrives ${days}`
        : `In stock: what you waited for of order ${letter.order.number} leaves soon`,
      body: createElement(StockCameMail, { letter, days, lines: linesOfParcels(letter, came.parcels) }),
    }
  })
}
