import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { onlyParcel, type ShippedParcel, shippedParcel } from './shipped-parcel.ts'
import { ShippedMail } from './templates/shipped.tsx'

/**
 * The days count from the moment at which the parcel left. That never changes, so a mail that is sent again has the same days.
 * Each of several parcels gets its own mail, so the mail's name then holds the event's number.
 */
export async function sendShipped(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  const shipped = await readAnnounced(ctx.db, { orderId, seq }, 'order.shipped', 'order.parcel_shipped')
  const { parcelId } = shipped
  const kind = parcelId ? `notifications.send-shipped#${seq}` : 'notifications.send-shipped'
  await mailOnce(ctx, { orderId, again, kind }, async letter => {
    const isThere = 'unheard' in shipped
    // A later step shows that the parcel left. When it is the last, the mail about the delivery is enough.
    if (isThere && shipped.type === 'order.shipped') return null
    const parcel = parcelId
      ? await shippedParcel(ctx.db, letter, {
          parcelId,
          shippedBy: seq,
          isLast: shipped.type === 'order.shipped',
        })
      : onlyParcel(letter)
    const arrives = isThere ? null : letter.arrivesAfter(shipped.at, parcelId)
    const subject = arrives
      ? `Shipped: ${whatOf(parcel)} ${letter.order.number} arrives ${arrives.days}`
      : `Delivered: ${whatOf(parcel)} ${letter.order.number}`
    return { subject, body: createElement(ShippedMail, { letter, parcel, arrives }) }
  })
}

function whatOf({ part, isAgain }: ShippedParcel): string {
  if (isAgain) return 'the new parcel of order'
  if (!part) return 'order'
  return part.isLast ? 'the rest of order' : 'a part of order'
}
