import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { ExceptionKind } from '#slices/orders/delivery/exceptions.ts'
import type { OrderEvent } from '#slices/orders/events.ts'
import { readEvents } from '#slices/orders/queries.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { readPromisesOfOrder } from '#slices/promises/queries.ts'
import { wholePromise } from '#slices/promises/whole-promise.ts'
import { linesOfParcels } from './letter.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { ResentMail } from './templates/resent.tsx'

/** Something may be sent once more several times, so the mail's name holds the event's number. */
export async function sendResent(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: `notifications.send-resent#${seq}` }, async letter => {
    const resent = await readAnnounced(ctx.db, { orderId, seq }, 'order.resent')
    const { shippingAddress = null } = resent
    const [kind, promises] = await Promise.all([
      kindOf(ctx, orderId, resent.caseId),
      readPromisesOfOrder(ctx.db, orderId),
    ])
    const days = wholePromise(resent.parcelIds.flatMap(id => promises.get(id) ?? []))
    return {
      subject: `On its way once more: what was in a parcel of order ${letter.order.number}`,
      body: createElement(ResentMail, {
        letter: { ...letter, lines: linesOfParcels(letter, [resent]) },
        kind,
        newAddress: shippingAddress,
        days: days && letter.range(days),
      }),
    }
  })
}

async function kindOf(ctx: Ctx, orderId: string, caseId: string): Promise<ExceptionKind | null> {
  // Type and data were written together from one OrderEvent, which the column types do not express.
  const events = (await readEvents(ctx.db, orderId)) as readonly OrderEvent[]
  const noted = events.find(event => event.type === 'order.parcel_exception' && event.data.caseId === caseId)
  return noted?.type === 'order.parcel_exception' ? noted.data.kind : null
}
