import { afterAll, beforeAll, expect, test } from 'vitest'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { ada, staffCaller } from '#slices/orders/desk/test-orders.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { withGateway } from './gateway.ts'
import { noteProviderRest, readProviderHealth } from './provider-rests.ts'
import { noteRefusedOrder } from './refused-orders.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await stockUp(shop.db, { sku: 'MUG' })
})
afterAll(() => shop.close())

const counted = async () => {
  const [row] = await shop.db.$client<{ door: number; after: number; minutes: number }[]>`
    select coalesce(sum(at_the_door), 0)::int as door, coalesce(sum(after_reserving), 0)::int as after, count(*)::int as minutes from refused_orders`
  return row
}

test('the shop counts orders that it refuses in an outage of the bank, at the door and after reserving, and Today shows them', async () => {
  await askSandbox(shop).fault({ service: 'stripe', kind: 'down', ms: 60_000 })
  const place = () =>
    placeOrder(withGateway(shop.ctx), orderInput({ lines: [{ sku: 'MUG', quantity: 1 }] }), {
      customerId: null,
    })
  const answers = []
  for (let order = 0; order < 8; order++) answers.push((await place()).kind)
  const refused = answers.filter(kind => kind === 'payments_unavailable').length
  expect(refused).toBeGreaterThan(0)
  await eventually(async () =>
    expect(((await counted())?.door ?? 0) + ((await counted())?.after ?? 0)).toBe(refused),
  )
  const today = await staffCaller(shop, ada).today()
  expect(today.refused).toMatchObject({ attempts: refused })
  expect(today.failures).toContainEqual({ reason: 'payments_unavailable', count: refused })
})

test('the process adds up a burst before it writes one row a minute', async () => {
  await shop.db.$client`delete from refused_orders`
  for (let attempt = 0; attempt < 500; attempt++) void noteRefusedOrder(shop.ctx, 'atTheDoor')
  await noteRefusedOrder(shop.ctx, 'afterReserving')
  expect(await counted()).toEqual({ door: 500, after: 1, minutes: 1 })
})

test('the banner shows since when the bank is away and how many orders were refused since', async () => {
  await shop.db.$client`delete from provider_rests`
  const since = new Date(Date.now() - 90_000)
  await noteProviderRest(shop.ctx, { since, until: new Date(Date.now() + 10_000) })
  expect(await readProviderHealth(shop.db, new Date())).toMatchObject({
    rest: { since, processes: 1 },
    refused: { attempts: 501 },
  })
})
