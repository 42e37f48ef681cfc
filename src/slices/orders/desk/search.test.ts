import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { initiatePayment } from '#slices/payments/initiate-payment.ts'
import { everyOrder } from './filter.ts'
import { ada, addLine, confirmed, makeOrder, staffCaller, type TestOrder } from './test-orders.ts'

let shop: TestShop
let zoe: TestOrder
let greek: TestOrder

beforeAll(async () => {
  shop = await openTestShop()
  zoe = await makeOrder(shop, {
    name: 'Zoë Strauß-Łukasz',
    email: 'zoe@example.com',
    phone: '+44 (0)20 7946 0991',
    postalCode: 'SW1Y 4LB',
    events: [
      confirmed(),
      { type: 'order.shipped', data: { carrier: 'Royal Parcel', trackingNumber: 'RP-77 1234 567GB' } },
    ],
  })
  greek = await makeOrder(shop, {
    name: 'Γιώργος',
    email: 'g@example.com',
    postalCode: 'D-10115',
    phone: '020 7946 0123',
  })
  await addLine(shop, zoe.id)
  await shop.db.$client`update order_lines set sku = 'MUG-Tall-07' where order_id = ${zoe.id}`
  await shop.db.transaction(tx =>
    initiatePayment(tx, {
      orderId: zoe.id,
      amount: { amount: 2400, currency: 'GBP' },
      creditMinor: 0,
      method: 'pm_card_visa',
      at: new Date(),
    }),
  )
  await shop.db.$client`update payments set provider_id = 'pi_3Qabc' where order_id = ${zoe.id}`
  for (let other = 0; other < 3; other++) await makeOrder(shop)
})
afterAll(() => shop.close())

const found = async (search: string) => {
  const caller = staffCaller(shop, ada)
  const { rows } = await caller.list({ ...everyOrder, search })
  const { view: _view, ...filter } = everyOrder
  expect((await caller.counts({ ...filter, view: 'all', search })).all).toBe(rows.length)
  return rows.map(row => row.id)
}

test.each([
  '+44 20 7946 0991',
  '020 7946 0991',
  '0044 20 7946 0991',
  '(020) 7946-0991',
  '7946 0991',
  '+442079460991',
  'zoë 7946',
  'ZOE',
  'zoe\u0308',
  'STRAUSS',
  'strauß',
  'STRAUẞ',
  'lukasz',
  'sw1y 4lb',
  'SW1Y4LB',
  'sw1y',
  'MUG-TALL-07',
  'mug-tall-07 zoe',
  'mug-ta',
  'RP771234567GB',
  'rp-77 1234 567gb',
  '1234567',
  'pi_3Qabc',
  'zoe@example.com sw1y pi_3Qabc mug-tall-07 RP771234567GB strauss',
])('%o finds the order with this phone, name, postcode, SKU, tracking number and payment', async search => {
  expect(await found(search)).toEqual([zoe.id])
})

test.each(['γιωργοσ', 'ΓΙΩΡΓΟΣ', 'Γιώργος', 'D-10115', '10115', 'd10115', '+44 20 7946 0123'])(
  '%o finds the order from Berlin',
  async search => {
    expect(await found(search)).toEqual([greek.id])
  },
)

test.each(['zoe xylophone', '+44 20 7946 9999', 'sw1y 4lc', 'pi_3Qabd', 'mug-tall-08', 'rp%gb', '_________'])(
  '%o finds nothing',
  async search => {
    expect(await found(search)).toEqual([])
  },
)

test('an order is found by its number without dashes, by a part of it, and by its id', async () => {
  const bare = zoe.number.replaceAll('-', '')
  expect(await found(bare.toLowerCase())).toEqual([zoe.id])
  expect(await found(bare.slice(1, 8))).toEqual([zoe.id])
  expect(await found(`${zoe.number.slice(2, 6)} ${zoe.number.slice(7)}`)).toEqual([zoe.id])
  expect(await found(zoe.id)).toEqual([zoe.id])
  expect(await found(uuidv7())).toEqual([])
})
