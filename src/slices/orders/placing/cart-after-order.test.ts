import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { untilBlocked } from '#proof/testing/blocked.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { addToCart } from '#slices/cart/add-to-cart.ts'
import { changeLine } from '#slices/cart/change-line.ts'
import { readCart } from '#slices/cart/queries.ts'
import { takeFromCart } from '#slices/cart/take-from-cart.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { settleOrder } from '../settle-order.ts'
import { placeOrder } from './place-order.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

let serial = 0
let customerId: string
let sku: string
let other: string
let variantId: string
beforeEach(async () => {
  customerId = uuidv7()
  await shop.db.insert(customers).values({
    id: customerId,
    name: 'Visitor',
    email: `${customerId}@visitor.invalid`,
    isAnonymous: true,
  })
  const stock = { priceMinor: 1_250, units: { north: 200 } }
  ;({ sku, variantId } = await stockUp(shop.db, { ...stock, sku: `KEPT-${++serial}` }))
  other = (await stockUp(shop.db, { ...stock, sku: `OTHER-${serial}` })).sku
})

const add = (quantity: number, what = sku) => addToCart(shop.ctx, { customerId, sku: what, quantity })
const buy = (quantity: number, payment = { method: 'pm_card_visa' }) =>
  placeOrder(withGateway(shop.ctx), orderInput({ lines: [{ sku, quantity }], payment }), { customerId })
async function inCart() {
  const { lines } = await readCart(shop.db, customerId)
  return Object.fromEntries(lines.map(line => [line.sku, line.quantity]))
}

test.each([
  [3, 1, 2],
  [3, 3, undefined],
  [2, 5, undefined],
  [99, 98, 1],
])('of %i in the cart, after %i were bought, %s stay', async (before, bought, after) => {
  await add(before)
  await add(4, other)
  expect(await buy(bought)).toMatchObject({ kind: 'confirmed' })
  expect(await inCart()).toEqual({ ...(after && { [sku]: after }), [other]: 4 })
})

test('a line added in another tab while the bank asks the shopper stays in the cart', async () => {
  await add(2)
  const asked = await buy(2, { method: 'pm_card_authenticationRequired' })
  if (asked.kind !== 'requires_action')
    throw new Error(`expected the bank to ask, the answer was ${asked.kind}`)
  await add(3)
  await add(1, other)
  await askSandbox(shop).approve3ds(asked)
  await settleOrder(withGateway(shop.ctx), asked.order.id)
  expect(await inCart()).toEqual({ [sku]: 3, [other]: 1 })
})

test('two orders at the same moment take the lines of both out of the cart', async () => {
  await add(5)
  await Promise.all([buy(1), buy(2)])
  expect(await inCart()).toEqual({ [sku]: 2 })
})

test.each([
  [5, 1, 4],
  [1, 2, undefined],
])('a line set to %i while the order is confirmed is counted from there', async (set, bought, after) => {
  await add(bought)
  let change: Promise<unknown> = Promise.resolve()
  await shop.db.transaction(async tx => {
    await tx.execute('select 1')
    // The change locks the line first. Taking out waits for it and must count from the new quantity.
    let taken: Promise<void> = Promise.resolve()
    await shop.db.transaction(async changing => {
      await changeLine({ db: changing as unknown as TestShop['db'] }, { customerId, sku, quantity: set })
      taken = takeFromCart(tx, customerId, [{ variantId, quantity: bought }])
      await untilBlocked(shop.db)
    })
    change = taken
    await change
  })
  expect((await inCart())[sku]).toBe(after)
})
