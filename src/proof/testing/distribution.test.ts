import { afterAll, beforeAll, expect, test } from 'vitest'
import { exceptions } from '#platform/db/distribution.ts'
import type { Placement } from '#platform/db/placement.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from '#run/house.ts'
import { openTestShop, type TestShop } from './test-shop.ts'

type Key = {
  name: string
  table: string
  kind: 'unique' | 'foreign'
  columns: string[]
  to: string | null
  toColumns: string[]
}

const placements: Record<string, Placement> = Object.assign(
  {},
  ...house.map((one: Slice) => one.places ?? {}),
)

let shop: TestShop
let columns: Map<string, Set<string>>
let keys: Key[]
beforeAll(async () => {
  shop = await openTestShop()
  const sql = shop.db.$client
  const found = await sql<{ table: string; columns: string[] }[]>`
    select c.relname as "table", array_agg(a.attname::text) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition group by 1`
  columns = new Map(found.map(row => [row.table, new Set(row.columns)]))
  keys = await sql<Key[]>`
    select i.relname as name, t.relname as "table", 'unique' as kind, null as "to", '{}'::text[] as "toColumns",
      array(select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum = any (x.indkey)) as columns
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    where t.relnamespace = 'public'::regnamespace and x.indisunique and not t.relispartition
    union all
    select k.conname, t.relname, 'foreign', target.relname,
      array(select a.attname::text from unnest(k.confkey) with ordinality n (num, at) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.num order by n.at),
      array(select a.attname::text from unnest(k.conkey) with ordinality n (num, at) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.num order by n.at)
    from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class target on target.oid = k.confrelid
    where k.contype = 'f' and t.relnamespace = 'public'::regnamespace and k.conparentid = 0`
})
afterAll(() => shop.close())

test('every table has its place, should the database be spread over several machines', () => {
  const unplaced = [...columns.keys()].filter(table => !placements[table])
  const gone = Object.keys(placements).filter(table => !columns.has(table))
  expect(unplaced, 'Say in the slice.ts of its slice where the table would stand').toEqual([])
  expect(gone, 'There is no such table any more: take it out of its slice.ts').toEqual([])
})

test('every key would hold there, but for those whose remedy is written down', () => {
  const broken = new Map([...lackingColumns(), ...keys.flatMap(brokenKey)])
  const unknown = [...broken].filter(([name]) => !exceptions[name]).map(([name, why]) => `${name}: ${why}`)
  expect(
    unknown,
    'Put the distribution column into the key, or write into src/platform/db/distribution.ts what to do about it',
  ).toEqual([])
  const mended = Object.keys(exceptions).filter(name => !broken.has(name))
  expect(mended, 'It would hold now: take it out of src/platform/db/distribution.ts').toEqual([])
})

function lackingColumns(): [string, string][] {
  return Object.entries(placements).flatMap(([table, place]) =>
    place.kind === 'distributed' && !columns.get(table)?.has(place.by)
      ? [[`${table}: column ${place.by}`, `${table} is distributed by a column that it does not have`]]
      : [],
  )
}

function brokenKey(key: Key): [string, string][] {
  const place = placements[key.table]
  const why = place && (key.kind === 'unique' ? brokenUnique(key) : brokenForeign(key))
  return why ? [[`${key.table}.${key.name}`, why]] : []
}

function brokenUnique({ table, columns: of }: Key): string | null {
  const place = placements[table]
  if (place?.kind !== 'distributed' || of.includes(place.by)) return null
  return `unique (${of.join(', ')}) lacks ${place.by}, by which ${table} is distributed`
}

/** The tables a foreign key can point to: copies that are everywhere, or rows that are sure to lie on the same machine. */
function brokenForeign({ table, columns: from, to, toColumns }: Key): string | null {
  const [place, target] = [placements[table], placements[to ?? '']]
  if (!place || !target || target.kind === 'reference') return null
  if (place.kind === 'local') return target.kind === 'local' ? null : `${to} is not on the first machine`
  if (place.kind === 'reference' || target.kind === 'local')
    return `${table} points from everywhere to one place, ${to}`
  const together =
    place.group === target.group &&
    from.some((column, at) => column === place.by && toColumns[at] === target.by)
  return together ? null : `foreign (${from.join(', ')}) leads to another machine`
}
