import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOwnData } from '#platform/db/own-data.ts'
import type { Slice } from '#platform/slice.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { house } from './house.ts'
import { keptOfPeople } from './kept-of-people.ts'
import { ownTables } from './own-data.ts'

/** Columns that say who somebody is, or how to reach them. */
const OF_PEOPLE = ['customer_id', 'visitor_id', 'email', 'phone', 'network']

let shop: TestShop
/** The tables with a foreign key to customers, or with a column for a customer's id. */
let byCustomer: Set<string>
let ofPeople: Set<string>
beforeAll(async () => {
  shop = await openTestShop()
  const sql = shop.db.$client
  const keys = await sql<{ table: string }[]>`
    select conrelid::regclass::text as "table" from pg_constraint
    where contype = 'f' and confrelid = 'customers'::regclass and conparentid = 0`
  const columns = await sql<{ table: string; column: string }[]>`
    select t.relname as "table", a.attname as "column" from pg_class t join pg_attribute a on a.attrelid = t.oid
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
      and a.attname = any (${OF_PEOPLE})`
  ofPeople = new Set(columns.map(({ table }) => table))
  byCustomer = new Set([
    ...keys.map(({ table }) => table),
    ...columns.filter(({ column }) => /^(customer|visitor)_id$/.test(column)).map(({ table }) => table),
  ])
})
afterAll(() => shop.close())

const tablesOf = (one: Slice) => Object.keys(one.places ?? {})
const isByCustomer = (one: Slice, table: string) => {
  const place = one.places?.[table]
  return (place?.kind === 'distributed' && place.group === 'customer') || byCustomer.has(table)
}

test('what a visitor has comes along when they sign in, or the slice says why it does not', () => {
  const forgotten = house.flatMap((one: Slice) =>
    one.carriesOver
      ? []
      : tablesOf(one).filter(table => isByCustomer(one, table) && !one.leavesBehind?.[table]),
  )
  expect(forgotten, 'Say carriesOver in the slice.ts, or leavesBehind with the reason').toEqual([])
})

test('what a customer downloads has every table with rows of theirs, and each can be read', async () => {
  const left = house.flatMap((one: Slice) =>
    tablesOf(one).filter(table => isByCustomer(one, table) && !one.ownData?.[table]),
  )
  expect(left, 'Say ownData in the slice.ts').toEqual([])
  const foreign = house.flatMap((one: Slice) =>
    Object.keys(one.ownData ?? {}).filter(table => !tablesOf(one).includes(table)),
  )
  expect(foreign).toEqual([])
  const id = '00000000-0000-7000-8000-000000000001'
  await shop.db.$client`insert into customers (id, name, email) values (${id}, 'Ana', 'own-data@example.com')`
  const data = await readOwnData(shop.db, ownTables, id)
  expect(Object.keys(data)).toEqual(Object.keys(ownTables))
  expect(data.customers).toMatchObject([{ email: 'own-data@example.com' }])
})

test('no row of theirs keeps a customer from being deleted', async () => {
  const keys = await shop.db.$client<{ table: string; rule: string }[]>`
    select conrelid::regclass::text as "table", confdeltype::text as rule from pg_constraint
    where contype = 'f' and confrelid = 'customers'::regclass and conparentid = 0`
  expect(keys.filter(({ rule }) => !['c', 'n'].includes(rule))).toEqual([])
})

test('nothing is said to stay behind that is not by customer, or whose slice carries its rows over', () => {
  const idle = house.flatMap((one: Slice) =>
    Object.keys(one.leavesBehind ?? {}).filter(table => one.carriesOver || !isByCustomer(one, table)),
  )
  expect(idle).toEqual([])
})

test('the page on privacy says what each slice keeps of a person', () => {
  const silent = house
    .filter((one: Slice) => !one.keepsOfPeople && tablesOf(one).some(table => ofPeople.has(table)))
    .map(({ name }) => name)
  expect(silent, 'Say keepsOfPeople in the slice.ts').toEqual([])
})

test('each of its sentences ends, and no two stand at the same place', () => {
  for (const { what, why, howLong } of keptOfPeople)
    for (const sentence of [what, why, howLong]) expect(sentence).toMatch(/^[A-Z].*\.$/)
  expect(new Set(keptOfPeople.map(({ place }) => place)).size).toBe(keptOfPeople.length)
})
