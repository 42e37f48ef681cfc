import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { AddressMail } from './templates/address-changed.tsx'

/** An address may change several times, so the mail's name holds the event's number. The mail shows the address of that event. */
export async function sendAddressChanged(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: `notifications.send-address-changed#${seq}` }, async letter => {
    const { shippingAddress } = await readAnnounced(ctx.db, { orderId, seq }, 'order.address_changed')
    return {
      subject: `New delivery address: order ${letter.order.number}`,
      body: createElement(AddressMail, { letter, address: shippingAddress, isKept: false }),
    }
  })
}

export async function sendAddressRefused(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: `notifications.send-address-refused#${seq}` }, async letter => {
    const { shippingAddress } = await readAnnounced(ctx.db, { orderId, seq }, 'order.address_refused')
    // A parcel that is not sent at all goes to no address.
    if (letter.order.state === 'cancelled' || letter.order.recall === 'requested') return null
    return {
      subject: `Address not changed: order ${letter.order.number} was packed already`,
      body: createElement(AddressMail, { letter, address: shippingAddress, isKept: true }),
    }
  })
}
