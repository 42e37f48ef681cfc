import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { warehouses } from '#slices/inventory/schema.ts'
import { insertPrepared, prepared, preparing, together } from './prepared.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const warehouse = (code: string) => ({ id: crypto.randomUUID(), code, name: `Hall ${code}`, priority: 7 })
const codes = async (like: string) =>
  (
    await shop.db.execute<{ code: string }>(
      sql`select code from warehouses where code like ${like} order by code`,
    )
  ).map(({ code }) => code)

test.each([1, 2, 3, 64, 65, 200])('%i rows are inserted whole', async count => {
  const rows = Array.from({ length: count }, (_, index) =>
    warehouse(`${count}-${String(index).padStart(3, '0')}`),
  )
  await shop.db.transaction(tx => insertPrepared(tx, warehouses, rows))
  expect(await codes(`${count}-%`)).toEqual(rows.map(({ code }) => code))
})

test('a connection keeps few texts, however many rows are inserted at once', async () => {
  await shop.db.transaction(async tx => {
    for (let count = 1; count <= 130; count++)
      await insertPrepared(
        tx,
        warehouses,
        Array.from({ length: count }, (_, index) => warehouse(`few-${count}-${index}`)),
      )
    const [kept] = await prepared<{ texts: number }>(
      tx,
      `select count(*)::int as texts from pg_prepared_statements where statement like 'insert into "warehouses"%'`,
      [],
    )
    expect(kept?.texts).toBe(7)
  })
})

test('when statements fail together, the error is that of the first', async () => {
  const taken = warehouse('taken')
  await insertPrepared(shop.db, warehouses, [taken])
  const failing = shop.db.transaction(tx =>
    together([
      prepared(tx, 'select 1 as one', []),
      insertPrepared(tx, warehouses, [taken]),
      prepared(tx, 'select 1 / $1::int as nothing', [0]),
    ]),
  )
  await expect(failing).rejects.toMatchObject({ constraint_name: 'warehouses_pkey' })
})

test('a statement of Drizzle, which is sent later than it stands, does not hide what failed', async () => {
  const taken = warehouse('hidden')
  await insertPrepared(shop.db, warehouses, [taken])
  const failing = shop.db.transaction(tx =>
    together([
      (async () => tx.update(warehouses).set({ priority: 8 }).where(eq(warehouses.id, taken.id)))(),
      insertPrepared(tx, warehouses, [taken]),
    ]),
  )
  await expect(failing).rejects.toMatchObject({ constraint_name: 'warehouses_pkey' })
})

test('statements reach Postgres in the order of the calls', async () => {
  const one = warehouse('order')
  const [, , found] = await shop.db.transaction(tx =>
    together([
      insertPrepared(tx, warehouses, [one]),
      prepared(tx, `update warehouses set name = 'Second' where id = $1`, [one.id]),
      prepared<{ name: string }>(tx, 'select name from warehouses where id = $1', [one.id]),
    ]),
  )
  expect(found).toEqual([{ name: 'Second' }])
})

test('the error is that of the first in order, even when its answer comes last', async () => {
  const late = new Promise((_, refuse) => setTimeout(refuse, 20, new Error('the first')))
  await expect(together([late, Promise.reject(new Error('the second'))])).rejects.toThrow('the first')
})

test('a database that prepares does so in transactions too, and still takes all of one back', async () => {
  const gone = warehouse('gone')
  const failing = preparing(shop.db).transaction(async tx => {
    await tx.insert(warehouses).values(gone)
    expect(await tx.select().from(warehouses).where(eq(warehouses.code, 'gone'))).toMatchObject([gone])
    const [kept] = await tx.execute<{ texts: number }>(
      sql`select count(*)::int as texts from pg_prepared_statements where statement like 'select % from "warehouses" where "warehouses"."code" = $1'`,
    )
    expect(kept?.texts).toBe(1)
    throw new Error('never mind')
  })
  await expect(failing).rejects.toThrow('never mind')
  expect(await codes('gone')).toEqual([])
})
