import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transact } from '#platform/jobs/transact.ts'
import { announcementOf, confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { changeOrder } from '#slices/orders/change-order.ts'
import { beginHandOver } from '#slices/orders/delivery/hand-over.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import { sendOnceMore } from '#slices/orders/delivery/send-once-more.ts'
import { repeatEffect } from '#slices/orders/effects/repeat-effect.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents, readLines, requireOrder } from '#slices/orders/queries.ts'
import { recordEvents } from '#slices/orders/record-events.ts'
import { orderStatus } from '#slices/orders/shop/shopper-queries.ts'
import { repeatMail } from './repeat-mail.ts'
import { sendDelivered } from './send-delivered.ts'
import { sendResent } from './send-resent.ts'
import { sendShipped } from './send-shipped.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

type Received = { subject: string; text: string }
const inboxOf = async ({ number }: Order) =>
  (await (await fetch(`${shop.sandbox.url}/_sandbox/emails?orderNumber=${number}`)).json()) as Received[]

let serial = 0
const kinds = { lost: /was lost on its way/, damaged: /came damaged/ } as const

/** An order whose only parcel arrived or got lost, and of which everything is sent once more. */
async function resent(kind: keyof typeof kinds) {
  const { sku } = await stockUp(shop.db, {
    sku: `MORE-${kind}-${++serial}`,
    units: { north: 4 },
    priceMinor: 1_000,
  })
  const order = await confirmedOrder(shop, { lines: [{ sku, quantity: 2 }] })
  await beginHandOver(shop.ctx, order.id)
  const to = kind === 'damaged' ? 'delivered' : 'shipped'
  await moveDelivery(shop.ctx, { orderId: order.id, to, carrier: 'DPD', trackingNumber: 'OLD' })
  if (kind === 'damaged')
    await sendDelivered(shop.ctx, await announcementOf(shop, order.id, 'order.delivered'))
  const caseId = uuidv7()
  const lines = (await readLines(shop.db, order.id)).map(({ id: lineId, quantity }) => ({ lineId, quantity }))
  await changeOrder(shop.ctx, order.id, before =>
    transact(shop.ctx, async transaction => {
      const noted = await recordEvents(transaction, {
        orderId: order.id,
        before,
        events: [{ type: 'order.parcel_exception', data: { caseId, kind } }],
        actor: shop.ctx.actor,
        at: shop.ctx.now(),
      })
      await sendOnceMore(shop.ctx, transaction, noted, {
        caseId,
        insteadOf: order.id,
        lines,
        first: [{ type: 'order.exception_settled', data: { caseId, kind, outcome: 'reship' } }],
        noteParcels: async () => {},
      })
    }),
  )
  const parcels = await readParcels(shop.db, await requireOrder(shop.db, order.id))
  return { order, parcelId: parcels.find(({ insteadOf }) => insteadOf)?.id ?? '' }
}

test.each(['lost', 'damaged'] as const)(
  'the shopper is told that what %s is sent once more, when it leaves and when it is there',
  async kind => {
    const { order, parcelId } = await resent(kind)
    const told = await announcementOf(shop, order.id, 'order.resent')
    for (const _ of [1, 2]) await sendResent(shop.ctx, told)
    await moveDelivery(shop.ctx, { orderId: order.id, parcelId, to: 'shipped', trackingNumber: 'NEW' })
    const events = await readEvents(shop.db, order.id)
    const seqOf = (type: string) => events.findLast(event => event.type === type)?.seq ?? 0
    await sendShipped(shop.ctx, { orderId: order.id, seq: seqOf('order.shipped') })
    await moveDelivery(shop.ctx, { orderId: order.id, parcelId, to: 'delivered' })
    const arrived = (await readEvents(shop.db, order.id)).findLast(({ type }) => type === 'order.delivered')
    for (const _ of [1, 2]) await sendDelivered(shop.ctx, { orderId: order.id, seq: arrived?.seq ?? 0 })

    const mails = (await inboxOf(order)).slice(kind === 'damaged' ? 1 : 0)
    expect(mails.map(({ subject }) => subject.replace(/ arrives .*| — returns .*/, ''))).toEqual([
      `On its way once more: what was in a parcel of order ${order.number}`,
      `Shipped: the new parcel of order ${order.number}`,
      `Delivered: order ${order.number}`,
    ])
    const [first, second] = mails.map(({ text }) => text)
    expect(first).toMatch(kinds[kind])
    expect(first).toMatch(/you pay nothing for it\. It arrives /)
    expect(first).toMatch(/^2 × Thing MORE-/m)
    expect(/keep what came damaged/.test(first ?? '')).toBe(kind === 'damaged')
    expect(second).toMatch(/^The new parcel of your order is on its way\.$/m)
    expect(second).toContain('NEW')
    expect(second).not.toMatch(/nothing is left|OLD/)
  },
)

test('staff send that mail again', async () => {
  const { order } = await resent('lost')
  const told = await announcementOf(shop, order.id, 'order.resent')
  await sendResent(shop.ctx, told)
  await repeatEffect(shop.ctx, { orderId: order.id, kind: `notifications.send-resent#${told.seq}` })
  await repeatMail(shop.ctx, await announcementOf(shop, order.id, 'order.mail_repeated'))
  const subjects = (await inboxOf(order)).map(({ subject }) => subject)
  expect(subjects.filter(subject => subject.startsWith('On its way once more'))).toHaveLength(2)
})

test('the page of the order shows the new parcel beside the old one, and what has yet to happen', async () => {
  const { order, parcelId } = await resent('damaged')
  const status = await orderStatus(shop.db, order.id, { customerId: null, isStaff: true }, new Date())
  expect(status?.parcels).toMatchObject([
    { id: order.id, state: 'damaged', insteadOf: null },
    { id: parcelId, state: 'planned', insteadOf: order.id, promise: { isLate: false } },
  ])
  expect(status?.timeline.map(({ type }) => type)).not.toContain('order.delivered')
})
