import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../testing/test-shop.ts'
import { sumOf } from './staff-jobs-view.ts'
import { ada, confirmed, makeOrder, shopper, staffCaller, type TestOrder } from './staff-test-orders.ts'

let shop: TestShop
let order: TestOrder

beforeAll(async () => {
  shop = await openTestShop()
  order = await makeOrder(shop, { events: [confirmed()] })
})
afterAll(() => shop.close())
beforeEach(async () => {
  await shop.db.$client`delete from pgboss.job`
})

/** A dead letter as pg-boss leaves it. */
async function die(queue: string, orderId: string = order.id): Promise<string> {
  const id = uuidv7()
  await shop.db.$client`
    insert into pgboss.job (name, id, data, source_name, source_id, source_root_id, source_retry_count, source_output)
    values (${`${queue}.dead`}, ${id}, ${JSON.stringify({ orderId, seq: 2 })}::text::jsonb, ${queue}, ${uuidv7()}, ${uuidv7()}, 12, '{"message":"It said no"}')`
  return id
}

test('a dead letter names its order; one of no order of ours stands without', async () => {
  await die('warehouse.dispatch')
  await die('invoices.render', uuidv7())
  const { letters, total, more } = await staffCaller(shop, ada).deadLetters({ queue: null })
  expect(letters).toMatchObject([
    { queue: 'invoices.render', orderNumber: null },
    { queue: 'warehouse.dispatch', orderNumber: order.number, error: 'It said no', attempts: 13 },
  ])
  expect({ total, more }).toEqual({ total: 2, more: false })
})

test('one queue is looked at and sent again by itself', async () => {
  await die('warehouse.dispatch')
  await die('invoices.render')
  const staff = staffCaller(shop, ada)
  const seen = await staff.deadLetters({ queue: 'invoices.render' })
  expect(seen).toMatchObject({ letters: [{ queue: 'invoices.render' }], total: 1 })
  expect(await staff.sendAgain({ queue: 'invoices.render', before: seen.readAt })).toEqual({ sent: 1 })
  expect((await staff.deadLetters({ queue: null })).letters).toMatchObject([{ queue: 'warehouse.dispatch' }])
})

test('a hundred are shown, and that there are more is said', async () => {
  await Promise.all(Array.from({ length: 101 }, () => die('warehouse.dispatch')))
  const staff = staffCaller(shop, ada)
  const seen = await staff.deadLetters({ queue: null })
  expect([seen.letters.length, seen.more, seen.total]).toEqual([100, true, 101])
  expect(sumOf((await staff.jobs()).queues).dead).toBe(101)
})

test('only staff see the jobs and send them again', async () => {
  const id = await die('warehouse.dispatch')
  for (const [visitor, code] of [
    [null, 'UNAUTHORIZED'],
    [shopper, 'FORBIDDEN'],
  ] as const) {
    const caller = staffCaller(shop, visitor)
    await expect(caller.jobs()).rejects.toMatchObject({ code })
    await expect(caller.jobsDone()).rejects.toMatchObject({ code })
    await expect(caller.deadLetters({ queue: null })).rejects.toMatchObject({ code })
    await expect(caller.sendAgain({ queue: 'warehouse.dispatch', ids: [id] })).rejects.toMatchObject({ code })
  }
  expect((await staffCaller(shop, ada).deadLetters({ queue: null })).total).toBe(1)
})
