import { afterAll, beforeAll, expect, test } from 'vitest'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { chargeLimits } from '#slices/payments/charge-limits.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { quoteOrder } from '#slices/pricing/quote-order.ts'
import { readOrder } from '../queries.ts'
import { placeOrder } from './place-order.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  // The delivery of a small order costs £3.95, and that of a large one nothing.
  await stockUp(shop.db, { sku: 'TOO-DEAR', priceMinor: 100_000_000 })
  await stockUp(shop.db, { sku: 'JUST-PAYABLE', priceMinor: 99_999_999 })
  await stockUp(shop.db, { sku: 'FOUR', priceMinor: 25_000_000 })
})
afterAll(() => shop.close())

const held = async () => (await shop.db.$client`select 1 from reservations where state = 'held'`).length

test.each([
  ['one thing', [{ sku: 'TOO-DEAR', quantity: 1 }]],
  ['many of them', [{ sku: 'FOUR', quantity: 4 }]],
])(
  '%s beyond what a payment can be is refused before anything is held, by the quote too',
  async (_, lines) => {
    const input = orderInput({ lines })
    const asked = { lines, country: 'GB' }
    const refusal = { code: 'validation_failed', message: expect.stringContaining('£999,999.99') }
    await expect(placeOrder(withGateway(shop.ctx), input, { customerId: null })).rejects.toMatchObject(
      refusal,
    )
    await expect(quoteOrder(shop.ctx, asked)).rejects.toMatchObject(refusal)
    expect(await readOrder(shop.db, input.orderId)).toBeNull()
    expect(await held()).toBe(0)
  },
)

test('the largest payment there is can be made', async () => {
  const input = orderInput({ lines: [{ sku: 'JUST-PAYABLE', quantity: 1 }] })
  expect(await placeOrder(withGateway(shop.ctx), input, { customerId: null })).toMatchObject({
    kind: 'confirmed',
    order: { total: { amount: chargeLimits('GBP').mostMinor } },
  })
})
