import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { jobId } from './job-sender.ts'
import { countDeadLetters, readOrderJobs } from './queries.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

type Written = {
  name: string
  id: string
  state?: string
  retryCount?: number
  startedOn?: Date
  output?: object
  sourceId?: string
  sourceRetryCount?: number
  sourceOutput?: object
  orderId?: string
}

async function write(job: Written) {
  const json = (value: object | undefined) => (value ? JSON.stringify(value) : null)
  await shop.db.$client`
    insert into pgboss.job (name, id, state, retry_count, retry_limit, started_on, output, data, source_name, source_id, source_root_id, source_retry_count, source_output)
    values (${job.name}, ${job.id}, ${job.state ?? 'created'}, ${job.retryCount ?? 0}, 12, ${job.startedOn?.toISOString() ?? null}, ${json(job.output)}::text::jsonb,
      ${json({ orderId: job.orderId })}::text::jsonb, ${job.sourceId ? job.name.replace(/\.dead$/, '') : null}, ${job.sourceId ?? null}, ${job.sourceId ?? null},
      ${job.sourceRetryCount ?? null}, ${json(job.sourceOutput)}::text::jsonb)`
}

const queue = 'order.confirmed'

test('a waiting job has not been tried and says when it will be', async () => {
  const orderId = uuidv7()
  await write({ name: queue, id: jobId(orderId, 2, queue) })
  const [job] = await readOrderJobs(shop.db, orderId, [1, 2])
  expect(job).toMatchObject({
    queue,
    state: 'waiting',
    attempts: 0,
    attemptLimit: 13,
    error: null,
    endedAt: null,
  })
  expect(job?.nextTryAt).toBeInstanceOf(Date)
})

test('a job between two tries shows the first line of its error', async () => {
  const orderId = uuidv7()
  await write({
    name: queue,
    id: jobId(orderId, 2, queue),
    state: 'retry',
    retryCount: 2,
    startedOn: new Date(),
    output: { message: 'The mailbox is full\n  at send (mail.ts)' },
  })
  expect(await readOrderJobs(shop.db, orderId, [2])).toMatchObject([
    { state: 'retrying', attempts: 3, error: 'The mailbox is full' },
  ])
})

test('a done job has no error left', async () => {
  const orderId = uuidv7()
  await write({
    name: queue,
    id: jobId(orderId, 2, queue),
    state: 'completed',
    retryCount: 1,
    startedOn: new Date(),
    output: { message: 'earlier' },
  })
  expect(await readOrderJobs(shop.db, orderId, [2])).toMatchObject([
    { state: 'done', attempts: 2, error: null, nextTryAt: null },
  ])
})

test('a job that was given up is one dead letter with its error', async () => {
  const orderId = uuidv7()
  const id = jobId(orderId, 2, queue)
  await write({
    name: queue,
    id,
    state: 'failed',
    retryCount: 12,
    startedOn: new Date(Date.now() - 1000),
    output: { message: 'gone' },
  })
  const deadLetterId = uuidv7()
  await write({
    name: `${queue}.dead`,
    id: deadLetterId,
    sourceId: id,
    sourceRetryCount: 12,
    sourceOutput: { message: 'The warehouse said no' },
    orderId,
  })
  expect(await readOrderJobs(shop.db, orderId, [2])).toMatchObject([
    { queue, id, deadLetterId, state: 'dead', attempts: 13, error: 'The warehouse said no' },
  ])
})

test('a dead letter that was sent again is the job it became', async () => {
  const orderId = uuidv7()
  const id = jobId(orderId, 2, queue)
  await write({ name: queue, id, state: 'failed', retryCount: 12, startedOn: new Date() })
  await shop.db
    .$client`insert into pgboss.job (name, id, state, source_root_id) values (${queue}, ${uuidv7()}, 'created', ${id})`
  expect(await readOrderJobs(shop.db, orderId, [2])).toMatchObject([
    { queue, id, state: 'waiting', attempts: 0 },
  ])
})

test('an order with very many events shows the jobs of its latest, in every queue', async () => {
  const orderId = uuidv7()
  const names = await shop.db.$client<{ name: string }[]>`
    select name from pgboss.queue where name not like '%.dead' order by name`
  const last = names.at(-1)?.name ?? ''
  await write({ name: last, id: jobId(orderId, 900, last) })
  const seqs = Array.from({ length: 900 }, (_, at) => at + 1)
  expect(await readOrderJobs(shop.db, orderId, seqs)).toMatchObject([{ queue: last }])
})

test('the jobs of other orders are left out', async () => {
  await write({ name: queue, id: jobId(uuidv7(), 2, queue) })
  expect(await readOrderJobs(shop.db, uuidv7(), [1, 2, 3])).toEqual([])
})

test('dead letters are counted by the queue that gave up', async () => {
  await shop.db.$client`delete from pgboss.job`
  expect(await countDeadLetters(shop.db)).toEqual([])
  for (const name of ['order.shipped.dead', 'order.shipped.dead', 'order.refunded.dead', 'order.shipped'])
    await write({ name, id: uuidv7() })
  await write({ name: 'order.refunded.dead', id: uuidv7(), state: 'completed' })
  expect(await countDeadLetters(shop.db)).toEqual([
    { queue: 'order.refunded', count: 1 },
    { queue: 'order.shipped', count: 2 },
  ])
})

test('after a long outage they are still counted to the last one', async () => {
  await shop.db.$client`
    insert into pgboss.job (name, data) select 'order.shipped.dead', '{}' from generate_series(1, 1500)`
  expect(await countDeadLetters(shop.db)).toContainEqual({ queue: 'order.shipped', count: 1_502 })
})
