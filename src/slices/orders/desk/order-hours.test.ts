import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { countOrderHours } from './order-hours.ts'
import { ada, confirmed, makeOrder, staffCaller } from './test-orders.ts'

let shop: TestShop
/** Noon in London in summer. */
const noon = new Date('2026-07-01T11:00:00Z')
const today = () => staffCaller(shop, ada, () => noon).today()

beforeAll(async () => {
  shop = await openTestShop()
  const at = (time: string) => new Date(`2026-${time}:00Z`)
  await makeOrder(shop, { at: at('06-25T12:10'), totalMinor: 900, events: [confirmed(900)] })
  await makeOrder(shop, { at: at('06-30T07:59'), totalMinor: 300, events: [confirmed(300)] })
  await makeOrder(shop, { at: at('06-30T10:59'), totalMinor: 40, events: [confirmed(40)] })
  await makeOrder(shop, { at: at('06-30T11:01'), totalMinor: 5, events: [confirmed(5)] })
  await makeOrder(shop, { at: at('07-01T02:30'), totalMinor: 1_000, events: [confirmed(1_000)] })
  await makeOrder(shop, { at: at('07-01T10:59'), totalMinor: 20_000, events: [confirmed(20_000)] })
})
afterAll(() => shop.close())

test('the desk says the same before its hours are counted and after', async () => {
  const before = await today()
  await countOrderHours(shop.db, noon)
  const after = await today()
  expect(after).toEqual(before)
  expect(after.yesterday).toMatchObject({ placed: 2, revenueMinor: 340 })
  expect(after.today).toMatchObject({ placed: 2, revenueMinor: 21_000 })
  expect(after.days.map(day => day.revenueMinor).filter(Boolean)).toEqual([900, 345, 21_000])
})

test('a counted hour is read from its row and not from the orders', async () => {
  await shop.db.$client`update order_hours set revenue_minor = 7 where starts_at = '2026-06-25T12:00:00Z'`
  const { days } = await today()
  expect(days.map(day => day.revenueMinor).filter(Boolean)).toEqual([7, 345, 21_000])
})

test('a late order is found when its hour is counted again, but not after two days', async () => {
  await makeOrder(shop, { at: new Date('2026-06-30T09:00:00Z'), totalMinor: 60, events: [confirmed(60)] })
  await countOrderHours(shop.db, noon)
  expect((await today()).days.map(day => day.revenueMinor).filter(Boolean)).toEqual([7, 405, 21_000])
})
