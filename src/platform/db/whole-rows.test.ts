import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Db, openDatabase } from './client.ts'

let db: Db
beforeAll(() => {
  db = openDatabase(inject('postgresUrl'), { connections: 1, name: 'orderly-whole-rows' })
})
afterAll(() => db.$client.end({ timeout: 1 }))

/** Three rows come, and the fourth ends it. */
const failing = () => db.execute(sql`select 1 / (4 - n) from generate_series(1, 10) n`)

const readings: [string, () => Promise<unknown>][] = [
  ['Drizzle’s raw SQL', () => db.execute(sql`select n from generate_series(1, 2) n`)],
  ['Drizzle’s own queries', () => db.select({ n: sql`n` }).from(sql`generate_series(1, 2) n`)],
  ['the driver’s', () => db.$client`select n from generate_series(1, 2) n`],
  [
    'a prepared one',
    () => db.$client.unsafe('select n from generate_series($1::int, 2) n', [1], { prepare: true }).execute(),
  ],
  [
    'one in a transaction',
    () => db.transaction(async tx => [...(await tx.execute(sql`select n from generate_series(1, 2) n`))]),
  ],
]

test.each(readings)(
  'after a statement that failed among its rows, the rows of %s are whole',
  async (_, read) => {
    await expect(failing()).rejects.toThrow()
    expect([...((await read()) as Iterable<unknown>)]).toEqual([{ n: 1 }, { n: 2 }])
  },
)

test('so are they behind one that fails in the same pipeline, and after a lost connection', async () => {
  const [failed, read] = await Promise.allSettled([failing(), db.execute(sql`select 7 as n`)])
  expect(failed.status).toBe('rejected')
  expect(read).toMatchObject({ value: [{ n: 7 }] })
  const lost = db.execute(
    sql`select repeat('x', 9000), case when n = 6 then pg_terminate_backend(pg_backend_pid()) end from generate_series(1, 50) n`,
  )
  await expect(lost).rejects.toThrow()
  const found = await db.execute(sql`select 8 as n`).catch(() => db.execute(sql`select 8 as n`))
  expect([...found]).toEqual([{ n: 8 }])
})

test('nothing is taken from a result that is empty or whole', async () => {
  expect([...(await db.execute(sql`select 1 where false`))]).toEqual([])
  const several = await db.$client.unsafe('select 1 as n; select 2 as n')
  expect(several.map(one => [...one])).toEqual([[{ n: 1 }], [{ n: 2 }]])
})
