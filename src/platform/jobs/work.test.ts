import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { openDatabaseDoor } from '#proof/testing/database-door.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { jobId } from './job-sender.ts'
import { prepareQueues } from './prepare-queues.ts'
import { defineBatchQueue, PoisonJob, type Schedule } from './queue.ts'
import { transact } from './transact.ts'
import { workOn } from './work.ts'

let shop: TestShop
/** The batches as they were worked on, in order; those that failed too. */
const batches: number[][] = []

const queue = defineBatchQueue({
  name: 'test.count',
  schema: z.object({ number: z.int() }),
  async work(ctx, payloads) {
    const numbers = payloads.map(({ number }) => number).sort((a, b) => a - b)
    batches.push(numbers)
    await ctx.db.transaction(async tx => {
      for (const number of numbers)
        await tx.execute(sql`insert into counted values (${number}) on conflict do nothing`)
      if (numbers.includes(13)) throw new PoisonJob('thirteen')
    })
  },
})

const oneByOne = defineBatchQueue({
  name: 'test.one-by-one',
  schema: z.object({}),
  limits: { batchSize: 1 },
  async work() {
    batches.push([])
  },
})

beforeAll(async () => {
  shop = await openTestShop()
  await prepareQueues(shop.databaseUrl, [queue, oneByOne])
  await shop.db.$client`create table counted (number int primary key)`
})
afterAll(() => shop.close())
beforeEach(async () => {
  batches.length = 0
  await shop.db.$client`delete from pgboss.job`
  await shop.db.$client`delete from counted`
})
afterEach(() => strikeWith(undefined))

async function countAll(payloads: object[], on = queue) {
  const jobs = payloads.map((payload, at) => ({
    queue: on.name,
    payload,
    id: jobId(JSON.stringify(payload), at),
  }))
  await transact(shop.ctx, ({ sendAll }) => sendAll(jobs))
  const worker = await workOn(shop.databaseUrl, shop.ctx, [on])
  try {
    await eventually(async () => expect((await jobsBy()).open ?? 0).toBe(0))
  } finally {
    await worker.stop()
  }
}

async function jobsBy(): Promise<Record<string, number>> {
  const rows = await shop.db.$client<{ state: string; count: number }[]>`
    select case when state < 'completed' then 'open' else state::text end as state, count(*)::int from pgboss.job
    where name in (${queue.name}, ${oneByOne.name}) group by 1`
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

const counted = async () =>
  (await shop.db.$client<{ number: number }[]>`select number from counted order by 1`).map(
    ({ number }) => number,
  )

const numbers = (...all: number[]) => all.map(number => ({ number }))

test('jobs that wait together are worked on together', async () => {
  await countAll(numbers(1, 2, 3))
  expect(batches).toEqual([[1, 2, 3]])
  expect(await jobsBy()).toEqual({ completed: 3 })
})

test('a job that fails takes none of its batch with it, and goes to the dead letters alone', async () => {
  await countAll(numbers(12, 13, 14))
  expect(batches[0]).toEqual([12, 13, 14])
  expect(await counted()).toEqual([12, 14])
  expect(await jobsBy()).toEqual({ completed: 2, failed: 1 })
})

test('a job that cannot be read takes none of its batch with it either', async () => {
  await countAll([{ number: 1 }, { number: 'two' }, { number: 3 }])
  expect(await counted()).toEqual([1, 3])
  expect(await jobsBy()).toEqual({ completed: 2, failed: 1 })
})

test('a full batch has the waiting jobs counted again, the next full one does not, and a batch of one never does', async () => {
  const counts = async () => {
    const [row] = await shop.db.$client<{ counts: number }[]>`
      select analyze_count::int as counts from pg_stat_user_tables where relname = 'job_common'`
    return row?.counts ?? 0
  }
  const before = await counts()
  await countAll([{}, {}], oneByOne)
  batches.length = 0
  await countAll(numbers(1, 2, 3))
  await countAll(numbers(...Array.from({ length: 30 }, (_, index) => 100 + index)))
  expect(batches.map(batch => batch.length)).toEqual([3, 10, 10, 10])
  await eventually(async () => expect(await counts()).toBe(before + 1))
})

test.each(['job.fetched', 'job.done'])('a batch that is struck at %s is done in the end', async point => {
  let struck = 0
  strikeWith(at => {
    if (at === point && struck++ === 0) throw new Error(`struck at ${point}`)
  })
  await countAll(numbers(1, 2, 3))
  expect(struck).toBeGreaterThan(1)
  expect(await counted()).toEqual([1, 2, 3])
  expect(await jobsBy()).toEqual({ completed: 3 })
})

// Each cut falls into another step of the start: before a word is said, while the schema is looked at, while schedules are written.
test.each([0, 5, 20])(
  'a worker that loses its database %i ms into its start waits for it and then works',
  async cutMs => {
    const door = await openDatabaseDoor(shop.databaseUrl, { lets: connection => connection > 3, cutMs })
    const schedule: Schedule = {
      queue: queue.name,
      cron: '0 3 * * *',
      timeZone: 'UTC',
      payload: { number: 1 },
    }
    const worker = await workOn(door.url, shop.ctx, [queue], [schedule])
    try {
      await transact(shop.ctx, ({ sendAll }) =>
        sendAll([{ queue: queue.name, payload: { number: 7 }, id: jobId('after the cut', cutMs) }]),
      )
      await eventually(async () => expect(await counted()).toEqual([7]))
      expect(door.seen()).toBeGreaterThan(3)
    } finally {
      await worker.stop()
      await door.close()
      await shop.db.$client`delete from pgboss.schedule`
    }
  },
)

test('what is wrong with the database itself is not waited for', async () => {
  const elsewhere = new URL(shop.databaseUrl)
  elsewhere.pathname = '/no_such_database'
  await expect(workOn(elsewhere.href, shop.ctx, [queue])).rejects.toThrow(/does not exist/)
})
