import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { dispatchOrderQueue, tellAddressQueue } from '#slices/fulfillment/jobs.ts'
import { warehouseOf } from '#slices/fulfillment/test-warehouse.ts'
import { sendAddressChanged, sendAddressRefused } from '#slices/notifications/send-address-news.ts'
import { changeAddress } from '#slices/orders/delivery/change-address.ts'
import { readEvents } from '#slices/orders/queries.ts'
import { readInvoice } from './invoice.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({ warehouseStepMs: 3_600_000 })
})
afterAll(() => shop.close())
const { run, advance } = warehouseOf(() => shop)

test('the mails tell where the parcel goes, and the invoice keeps the address of the purchase', async () => {
  const order = await confirmedOrder(shop)
  const before = await readInvoice(shop.db, order.id)
  await run(dispatchOrderQueue, order, 'order.confirmed')
  const shippingAddress = { ...order.shippingAddress, line1: '2 Moved Street' }
  await changeAddress(shop.ctx, { orderId: order.id, shippingAddress })
  expect(await readInvoice(shop.db, order.id)).toEqual(before)
  await advance(order)
  await advance(order)
  await run(tellAddressQueue, order, 'order.address_changed')
  for (const { type, seq } of await readEvents(shop.db, order.id)) {
    const cause = { orderId: order.id, seq }
    if (type === 'order.address_changed') await sendAddressChanged(shop.ctx, cause)
    if (type === 'order.address_refused') await sendAddressRefused(shop.ctx, cause)
  }
  const answer = await fetch(`${shop.sandbox.url}/_sandbox/emails?orderNumber=${order.number}`)
  const letters = (await answer.json()) as { subject: string; text: string }[]
  expect(letters.map(({ subject }) => subject.split(':')[0])).toEqual([
    'New delivery address',
    'Address not changed',
  ])
  expect(letters[0]?.text).toContain('2 Moved Street')
  expect(letters[1]?.text).toContain('1 Shelf Street')
})
