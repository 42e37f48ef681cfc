import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { readEvents, readOrder } from '../queries.ts'
import { reviewOrder } from './review-order.ts'
import { ada, confirmed, makeOrder, shopper, staffCaller } from './test-orders.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const underReview = () =>
  makeOrder(shop, {
    events: [confirmed(), { type: 'order.put_under_review', data: { reason: 'amounts differ' } }],
  })
const reviews = async (orderId: string) =>
  (await readEvents(shop.db, orderId)).filter(event => event.type === 'order.reviewed')

test('a review lets the order go on and stands in its history with the person and their note', async () => {
  const { id } = await underReview()
  await staffCaller(shop, ada).reviewed({ orderId: id, note: '  The bank corrected it. ' })
  expect((await readOrder(shop.db, id))?.needsReview).toBeNull()
  expect(await reviews(id)).toMatchObject([
    { data: { note: 'The bank corrected it.' }, actor: expect.stringContaining('Ada') },
  ])
})

test('an order reviewed twice, also at once, is reviewed once', async () => {
  const { id } = await underReview()
  await Promise.all(
    Array.from({ length: 5 }, () => reviewOrder(shop.ctx, { orderId: id, note: 'Looked at it' })),
  )
  await reviewOrder(shop.ctx, { orderId: id, note: 'Looked again' })
  expect(await reviews(id)).toHaveLength(1)
})

test('a review needs a note, and a short one', async () => {
  const { id } = await underReview()
  for (const note of ['   ', 'x'.repeat(201)])
    await expect(staffCaller(shop, ada).reviewed({ orderId: id, note })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  expect(await reviews(id)).toHaveLength(0)
})

test('only staff may review, and only an existing order', async () => {
  const { id } = await underReview()
  await expect(staffCaller(shop, shopper).reviewed({ orderId: id, note: 'mine' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(staffCaller(shop, ada).reviewed({ orderId: uuidv7(), note: 'none' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect((await readOrder(shop.db, id))?.needsReview).toBe('amounts differ')
})
