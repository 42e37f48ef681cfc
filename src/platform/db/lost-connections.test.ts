import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { eventually } from '#proof/testing/eventually.ts'
import { type Db, openDatabase, type Tx } from './client.ts'

let admin: postgres.Sql
let db: Db
beforeAll(async () => {
  admin = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} })
  await admin`create table if not exists lost_connections (note text)`
})
afterAll(async () => {
  await admin`drop table lost_connections`
  await admin.end()
})

/** One connection, so that the next query must use it again. */
async function onOneConnection(work: () => Promise<void>) {
  db = openDatabase(inject('postgresUrl'), { connections: 1, name: 'orderly-lost' })
  await work().finally(() => db.$client.end({ timeout: 1 }))
}

async function killConnectionOf(tx: Tx) {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
  await admin`select pg_terminate_backend(${row?.pid ?? 0})`
}
const notes = async () =>
  (await admin<{ note: string }[]>`select note from lost_connections order by note`).map(row => row.note)

test('a transaction whose connection is lost during a statement fails, and the next one works', () =>
  onOneConnection(async () => {
    const lost = db.transaction(async tx => {
      await tx.execute(sql`select pg_sleep(25)`)
    })
    const killed = eventually(async () => {
      const ended = await admin`
        select pg_terminate_backend(pid) from pg_stat_activity where state = 'active' and query = 'select pg_sleep(25)'`
      expect(ended).toHaveLength(1)
    })
    await expect(lost).rejects.toThrow()
    await killed
    await eventually(() => db.execute(sql`select 1`))
    await db.transaction(tx => tx.execute(sql`select 1`))
  }))

test('later statements of a dead transaction are refused, and none of them gets into the next one', () =>
  onOneConnection(async () => {
    let goOn = () => {}
    const waits = new Promise<void>(done => {
      goOn = done
    })
    let refused: unknown
    const dead = db.transaction(async tx => {
      await tx.execute(sql`insert into lost_connections values ('dead, before')`)
      await killConnectionOf(tx)
      await waits
      await tx.execute(sql`insert into lost_connections values ('dead, after')`).catch(error => {
        refused = error
      })
    })
    await expect(dead).rejects.toThrow()
    let rolledBack = false
    await db
      .transaction(async tx => {
        await tx.execute(sql`insert into lost_connections values ('living')`)
        goOn()
        await eventually(() => expect(refused).toBeDefined())
        const [seen] = await tx.execute<{ count: number }>(
          sql`select count(*)::int as count from lost_connections`,
        )
        expect(seen?.count).toBe(1)
        tx.rollback()
      })
      .catch(() => {
        rolledBack = true
      })
    expect(String((refused as Error).cause ?? refused)).toContain('is lost')
    expect(rolledBack).toBe(true)
    expect(await notes()).toEqual([])
  }))
