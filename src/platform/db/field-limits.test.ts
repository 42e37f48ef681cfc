import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const file = readdirSync('drizzle').find(name => name.endsWith('_field_limits.sql'))
const migration = readFileSync(`drizzle/${file}`, 'utf8')

test('a shop that took longer fields before is migrated and can sell again', async () => {
  const sql = shop.db.$client
  for (const [, table, name] of migration.matchAll(/ALTER TABLE "(\w+)" ADD CONSTRAINT "(\w+)"/g))
    await sql.unsafe(`alter table ${table} drop constraint ${name}`)
  const code = 'X'.repeat(70)
  for (const sku of [`${code}@1.00`, `${code}@2.00`, 'ＭＵＧ\u00a01', 'CUP 2', 'ＣＵＰ\u00a02', 'FINE-3'])
    await stockUp(shop.db, { sku })
  await sql`update products set name = repeat('n', 900) where slug = ${`${code}@1.00`.toLowerCase()}`
  await sql`insert into customers (id, name, email) values (gen_random_uuid(), repeat('x', 200000), 'ana@example.com')`

  await sql.begin(async tx => void (await tx.unsafe(migration)))

  const kept = await sql<{ sku: string; name: string }[]>`
    select sku, name from variants v join products p on p.id = v.product_id order by sku collate "C"`
  expect(kept.map(row => row.sku)).toEqual([
    'CUP 2',
    'FINE-3',
    'MUG 1',
    expect.stringMatching(/^X{55}~[0-9a-f]{8}$/),
    expect.stringMatching(/^X{55}~[0-9a-f]{8}$/),
    // Another row has its plain form, so this one stays as it was.
    'ＣＵＰ\u00a02',
  ])
  expect(Math.max(...kept.map(row => row.name.length))).toBe(200)
  const [ana] = await sql`select char_length(name) as letters from customers where email = 'ana@example.com'`
  expect(ana?.letters).toBe(100)
  await expect(stockUp(shop.db, { sku: 'Y'.repeat(65) })).rejects.toThrow()
})
