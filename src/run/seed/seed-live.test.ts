import { afterAll, beforeAll, expect, test } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { products } from '#slices/catalog/schema.ts'
import { seedDemo } from './seed.ts'

let shop: TestShop
beforeAll(async () => {
  // Read once, at the first use: before the shop opens.
  Object.assign(process.env, {
    STRIPE_SECRET_KEY: 'sk_live_only_for_this_test',
    STRIPE_PUBLISHABLE_KEY: 'pk_live_only_for_this_test',
    STRIPE_WEBHOOK_SECRET: 'whsec_only_for_this_test',
    WAREHOUSE_WEBHOOK_SECRET: 'whsec_b25seS1mb3ItdGhpcy10ZXN0',
  })
  shop = await openTestShop()
  await seedDemo()
})
afterAll(() => shop.close())

test('where money is real nobody with a known password is let in, staff least of all', async () => {
  expect(await shop.db.$count(products)).toBeGreaterThan(0)
  expect(await shop.db.$count(customers)).toBe(0)
})
