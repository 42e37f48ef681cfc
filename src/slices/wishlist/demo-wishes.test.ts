import { expect, test } from 'vitest'
import { openTestShop } from '#proof/testing/test-shop.ts'
import { seedDemo } from '#run/seed/seed.ts'
import { SHOPPER_EMAIL } from '#slices/customers/demo/demo-people.ts'
import { findCustomer } from '#slices/customers/queries.ts'
import { readWishes } from './queries.ts'

test('the demo customer wishes for three things, one of them sold out', async () => {
  const shop = await openTestShop()
  await seedDemo()
  const sam = await findCustomer(shop.db, SHOPPER_EMAIL)
  const list = await readWishes(shop.db, sam ?? '')
  expect(list).toHaveLength(3)
  expect(list.filter(({ available }) => available === 0)).toHaveLength(1)
  await shop.close()
})
