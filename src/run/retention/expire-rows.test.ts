import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { makeOrder } from '#slices/orders/desk/test-orders.ts'
import { expireRows } from './expire-rows.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const left = async (table: string, column: string): Promise<string[]> => {
  const rows = await shop.db.$client.unsafe(`select ${column} as name from ${table} order by 1`)
  return rows.map(row => String(row.name))
}

test('counted requests go a day after their span, and those that still count stay', async () => {
  const now = Date.now()
  await shop.db
    .$client`insert into rate_limits (key, points, expire) values ('old', 1, ${now - 2 * 86_400_000}), ('closed', 1, ${now + 1_000})`
  await expireRows(shop.ctx)
  expect(await left('rate_limits', 'key')).toEqual(['closed'])
})

test('webhooks and call-backs go after ninety days, but not before they were processed', async () => {
  const rows = (table: string, orderId: string) =>
    shop.db.$client.unsafe(`insert into ${table} (id, type, order_id, payload, received_at, processed_at) values
      ('done', 'x', '${orderId}', '{}', now() - interval '91 days', now()), ('open', 'x', '${orderId}', '{}', now() - interval '91 days', null), ('young', 'x', '${orderId}', '{}', now() - interval '80 days', now())`)
  for (const table of ['webhook_events', 'warehouse_callbacks']) {
    await rows(table, uuidv7())
    await expireRows(shop.ctx)
    expect(await left(table, 'id')).toEqual(['open', 'young'])
  }
})

test('a visitor who left nothing goes with the last session; one who ordered, has an account or may come back stays', async () => {
  const visitor = async (name: string, anonymous: boolean, ended: string) => {
    const id = uuidv7()
    await shop.db
      .$client`insert into customers (id, name, email, is_anonymous) values (${id}, ${name}, ${`${name}@example.com`}, ${anonymous})`
    await shop.db
      .$client`insert into sessions (id, customer_id, token, expires_at) values (${uuidv7()}, ${id}, ${name}, now() - ${ended}::interval)`
    await shop.db.$client`insert into carts (id, customer_id) values (${uuidv7()}, ${id})`
    return id
  }
  await visitor('gone', true, '31 days')
  await visitor('recent', true, '29 days')
  await visitor('account', false, '31 days')
  const buyer = await visitor('buyer', true, '31 days')
  const { id } = await makeOrder(shop)
  await shop.db.$client`update orders set customer_id = ${buyer} where id = ${id}`
  const back = await visitor('back', true, '31 days')
  await shop.db
    .$client`insert into sessions (id, customer_id, token, expires_at) values (${uuidv7()}, ${back}, 'again', now() + interval '1 day')`
  await expireRows(shop.ctx)
  expect(await left('customers', 'name')).toEqual(['account', 'back', 'buyer', 'recent'])
  expect(await left('sessions', 'token')).toEqual(['again', 'recent'])
  expect(await left('carts', 'id')).toHaveLength(4)
})

test('verifications and rests of processes go a day after they ended', async () => {
  await shop.db
    .$client`insert into verifications (id, identifier, value, expires_at) values (${uuidv7()}, 'old', 'v', now() - interval '2 days'), (${uuidv7()}, 'new', 'v', now())`
  await shop.db
    .$client`insert into provider_rests (process, since, until) values ('old', now(), now() - interval '2 days'), ('new', now(), now())`
  await expireRows(shop.ctx)
  expect(await left('verifications', 'identifier')).toEqual(['new'])
  expect(await left('provider_rests', 'process')).toEqual(['new'])
})

test('a night deletes a limited number of rows, and the next one the rest', async () => {
  await shop.db
    .$client`insert into rate_limits (key, points, expire) select 'old' || n, 1, 0 from generate_series(1, 25) n`
  expect((await expireRows(shop.ctx, { rowsAtOnce: 5, batches: 3 }))['counted requests']).toBe(15)
  expect((await expireRows(shop.ctx, { rowsAtOnce: 5, batches: 3 }))['counted requests']).toBe(10)
})
