import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { effectOf } from '#platform/jobs/effects.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { announcementOf, confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { dispatchOrderQueue } from '#slices/fulfillment/jobs.ts'
import { sendConfirmationQueue } from '#slices/notifications/jobs.ts'
import type { Order } from '#slices/orders/order.ts'
import { jobId } from './job-sender.ts'
import { postpone } from './postpone.ts'
import { readOrderJobs } from './queries.ts'
import type { Queue } from './queue.ts'
import { transact } from './transact.ts'
import { workOn } from './work.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())
afterEach(async () => {
  await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
  await shop.db.$client`delete from pgboss.job`
})

async function send(queue: Queue, order: Order) {
  const announcement = await announcementOf(shop, order.id, 'order.confirmed')
  const id = jobId(order.id, announcement.seq, queue.name)
  await transact(shop.ctx, transaction => transaction.send(queue.name, announcement, id))
  return { id, queue: queue.name }
}

type JobRow = { state: string; retryCount: number; waitMs: number; message: string | null }
async function jobOf({ id }: { id: string }): Promise<JobRow | undefined> {
  const [row] = await shop.db.$client<JobRow[]>`
    select state, retry_count as "retryCount", (extract(epoch from start_after - now()) * 1000)::float8 as "waitMs", output ->> 'message' as message
    from pgboss.job where id = ${id}`
  return row
}

async function hits(): Promise<number> {
  const faults = (await (await fetch(`${shop.sandbox.url}/_sandbox/faults`)).json()) as { hits: number }[]
  return faults.reduce((sum, fault) => sum + fault.hits, 0)
}

async function working<T>(queue: Queue, until: () => Promise<T>): Promise<T> {
  const worker = await workOn(shop.databaseUrl, shop.ctx, [queue])
  try {
    return await until()
  } finally {
    await worker.stop()
  }
}

test.each([
  ['resend', sendConfirmationQueue],
  ['warehouse', dispatchOrderQueue],
] as const)(
  'a "too many" of %s postpones the job as long as it asks, without using up a try, and the others with it',
  async (service, queue) => {
    const orders = await Promise.all(Array.from({ length: 4 }, () => confirmedOrder(shop)))
    await askSandbox(shop).fault({ service, kind: 'rate_limit', count: 100, ms: 6_000 })
    const jobs = await Promise.all(orders.map(order => send(queue, order)))
    await working(queue, async () => {
      await eventually(async () => {
        for (const job of jobs) expect(await jobOf(job)).toMatchObject({ state: 'retry', retryCount: 0 })
      })
      for (const job of jobs) {
        const { waitMs = 0, message } = (await jobOf(job)) ?? {}
        expect(waitMs).toBeGreaterThan(1_000)
        expect(waitMs).toBeLessThan(7_300)
        expect(message).toMatch(/pause of 6 s/)
      }
      // One batch may be under way when the first answer comes; no later one calls in vain.
      expect(await hits()).toBeLessThanOrEqual(4)
      const drawn = await hits()
      const more = await send(queue, await confirmedOrder(shop))
      await eventually(async () => expect(await jobOf(more)).toMatchObject({ state: 'retry', retryCount: 0 }))
      expect(await hits()).toBe(drawn)
      await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
      await eventually(async () => {
        for (const order of orders) expect(await effectOf(shop.db, order.id, queue.name)).not.toBeNull()
      })
      await eventually(async () => {
        for (const job of jobs) expect(await jobOf(job)).toMatchObject({ state: 'completed', retryCount: 0 })
      })
    })
  },
)

test('a service that says "not now" for half a day is down: the job begins to use up its tries', async () => {
  const order = await confirmedOrder(shop)
  await askSandbox(shop).fault({ service: 'resend', kind: 'rate_limit', count: 100, ms: 1_000 })
  const job = await send(sendConfirmationQueue, order)
  await shop.db.$client`update pgboss.job set created_on = now() - interval '13 hours' where id = ${job.id}`
  await working(sendConfirmationQueue, () =>
    eventually(async () => expect((await jobOf(job))?.retryCount).toBeGreaterThan(0)),
  )
})

test('a job that somebody else has taken meanwhile is not put back', async () => {
  const job = await send(sendConfirmationQueue, await confirmedOrder(shop))
  await shop.db
    .$client`update pgboss.job set state = 'active', retry_count = 2, started_on = now() where id = ${job.id}`
  const put = { id: job.id, retryCount: 1, waitMs: 1_000, message: 'x' }
  await postpone(shop.db, job.queue, [put])
  expect(await jobOf(job)).toMatchObject({ state: 'active', retryCount: 2 })
  await postpone(shop.db, job.queue, [{ ...put, retryCount: 2 }])
  expect(await jobOf(job)).toMatchObject({ state: 'retry', retryCount: 2 })
})

test('the desk shows how many tries a postponed job has used', async () => {
  const order = await confirmedOrder(shop)
  const job = await send(sendConfirmationQueue, order)
  await shop.db
    .$client`update pgboss.job set state = 'active', retry_count = 2, started_on = now() where id = ${job.id}`
  await postpone(shop.db, job.queue, [
    { id: job.id, retryCount: 2, waitMs: 60_000, message: 'asks for a pause' },
  ])
  const { seq } = await announcementOf(shop, order.id, 'order.confirmed')
  expect(await readOrderJobs(shop.db, order.id, [seq])).toContainEqual(
    expect.objectContaining({ id: job.id, state: 'retrying', attempts: 2, error: 'asks for a pause' }),
  )
})
