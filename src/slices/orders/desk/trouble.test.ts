import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { jobInWordsFrom } from '#desk/job-words.tsx'
import { beat } from '#platform/jobs/heartbeat.ts'
import { knowQueues } from '#platform/jobs/queue-words.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { jobWords, queueWords } from '#run/queue-words.ts'
import { type DisputeState, disputes, payments } from '#slices/payments/schema.ts'
import { everyOrder } from './filter.ts'
import { countNeedy } from './list-queries.ts'
import { ada, confirmed, makeOrder, staffCaller, type TestOrder } from './test-orders.ts'
import { problemInWords } from './ui/problem-words.ts'
import { countNeedyJobs } from './waits.ts'

knowQueues(queueWords)

let shop: TestShop
let order: TestOrder
let other: TestOrder

beforeAll(async () => {
  shop = await openTestShop()
  order = await makeOrder(shop, { events: [confirmed()] })
  other = await makeOrder(shop, { events: [confirmed()] })
})
afterAll(() => shop.close())
beforeEach(async () => {
  await shop.db.$client`delete from pgboss.job`
  await shop.db.$client`delete from workers`
})

type Job = {
  queue: string
  state?: 'created' | 'retry'
  secondsAgo: number
  orderId?: string
  error?: object
}

async function waits({
  queue,
  state = 'retry',
  secondsAgo,
  orderId = order.id,
  error = { message: 'It said no' },
}: Job) {
  const id = uuidv7()
  await shop.db.$client`
    insert into pgboss.job (name, id, state, data, created_on, start_after, started_on, retry_count, retry_limit, output)
    values (${queue}, ${id}, ${state}, ${JSON.stringify({ orderId, seq: 2 })}::text::jsonb, now() - ${secondsAgo}::int * interval '1s',
      now() + ${state === 'retry' ? 300 : -secondsAgo}::int * interval '1s', now(), 2, 15, ${state === 'retry' ? JSON.stringify(error) : null}::text::jsonb)`
  return id
}

const troubles = async () => (await staffCaller(shop, ada).today()).troubles
const attention = async () => ({
  problems: await countNeedy(shop.db, new Date()),
  jobs: await countNeedyJobs(shop.db, new Date()),
})
const silence = () => shop.db.$client`update workers set seen_at = now() - interval '50 seconds'`

test('a queue that has failed for a minute is shown with its partner, its start, the error and the number of orders that wait', async () => {
  await beat(shop.db)
  await waits({ queue: 'notifications.send-confirmation', secondsAgo: 240 })
  await waits({ queue: 'notifications.send-shipped', secondsAgo: 30 })
  await waits({ queue: 'notifications.send-confirmation', secondsAgo: 20, orderId: other.id })
  await waits({
    queue: 'notifications.send-confirmation',
    state: 'created',
    secondsAgo: 1,
    orderId: uuidv7(),
  })
  const [mail, ...more] = await troubles()
  expect(more).toEqual([])
  expect(mail).toMatchObject({ kind: 'failing', service: 'Mail', jobs: 4, orders: 3, error: 'It said no' })
  expect(Math.round((Date.now() - (mail?.since.getTime() ?? 0)) / 1000)).toBeCloseTo(240, -1)
})

test('a job that failed a moment ago is not shown', async () => {
  await beat(shop.db)
  await waits({ queue: 'invoices.render', secondsAgo: 40 })
  expect(await troubles()).toEqual([])
})

test('each failing service is shown separately', async () => {
  await beat(shop.db)
  await waits({ queue: 'invoices.render', secondsAgo: 70 })
  await waits({ queue: 'warehouse.dispatch', secondsAgo: 70, error: { value: { message: 'job timed out' } } })
  expect(await troubles()).toMatchObject([
    { service: 'The warehouse', error: 'job timed out' },
    { service: 'Invoices', error: 'It said no' },
  ])
})

test('a worker that falls silent is shown within a minute, with its waiting jobs and since when', async () => {
  await beat(shop.db)
  expect(await troubles()).toEqual([])
  await silence()
  expect(await troubles()).toMatchObject([{ kind: 'no_worker', jobs: 0 }])
  await waits({ queue: 'order.confirmed', state: 'created', secondsAgo: 10 })
  expect(await troubles()).toMatchObject([{ kind: 'no_worker', jobs: 1 }])
})

test('if no worker ever ran, a job that waits for a minute shows it', async () => {
  await waits({ queue: 'order.confirmed', state: 'created', secondsAgo: 30 })
  expect(await troubles()).toEqual([])
  await waits({ queue: 'order.confirmed', state: 'created', secondsAgo: 61 })
  expect(await troubles()).toMatchObject([{ kind: 'no_worker', jobs: 2 }])
})

test('jobs that wait although a worker runs are shown too', async () => {
  await beat(shop.db)
  await waits({ queue: 'order.confirmed', state: 'created', secondsAgo: 61 })
  expect(await troubles()).toMatchObject([{ kind: 'waiting', queues: ['order.confirmed'], jobs: 1 }])
})

test('failing jobs are a list with error, order, tries and next try, and can be tried now, one or all of a queue', async () => {
  const first = await waits({ queue: 'warehouse.dispatch', secondsAgo: 100 })
  await waits({ queue: 'warehouse.dispatch', secondsAgo: 90, orderId: uuidv7() })
  await waits({ queue: 'invoices.render', secondsAgo: 80 })
  const staff = staffCaller(shop, ada)
  const answer = await staff.failing({ queue: 'warehouse.dispatch' })
  expect(answer.total).toBe(2)
  expect(answer.jobs.find(job => job.id === first)).toMatchObject({
    orderNumber: order.number,
    error: 'It said no',
    attempts: 3,
    attemptLimit: 16,
    nextTryAt: expect.any(Date),
  })
  const due = async () =>
    (await staff.failing({ queue: null })).jobs.filter(job => job.nextTryAt.getTime() <= Date.now() + 1_000)
  expect(await due()).toEqual([])
  expect(await staff.tryNow({ queue: 'warehouse.dispatch', ids: [first] })).toEqual({ tried: 1 })
  expect((await due()).map(job => job.id)).toEqual([first])
  // This costs none of the job's own tries.
  expect((await due())[0]?.attemptLimit).toBe(17)
  expect(await staff.tryNow({ queue: 'warehouse.dispatch' })).toEqual({ tried: 2 })
  expect(await staff.tryNow({ queue: null })).toEqual({ tried: 3 })
  expect(await due()).toHaveLength(3)
})

test('the frame counts the orders and jobs that need a person', async () => {
  await beat(shop.db)
  expect(await attention()).toEqual({ problems: 0, jobs: 0 })
  await waits({ queue: 'warehouse.dispatch', secondsAgo: 100 })
  await shop.db
    .$client`insert into pgboss.job (name, data) values ('order.shipped.dead', ${JSON.stringify({ orderId: order.id })}::text::jsonb)`
  expect(await attention()).toEqual({ problems: 1, jobs: 2 })
})

test('an order whose dispute waits for an answer, or that is not picked, needs a person once each, whatever else it needs', async () => {
  const staff = staffCaller(shop, ada)
  const disputed = await makeOrder(shop, {
    at: new Date(Date.now() - 3_600_000),
    events: [confirmed()],
  })
  expect(await attention()).toEqual({ problems: 1, jobs: 0 })
  const paymentId = uuidv7()
  const money = { amountMinor: 2_400, currency: 'GBP' }
  await shop.db
    .insert(payments)
    .values({ ...money, id: paymentId, orderId: disputed.id, method: 'pm_1', status: 'initiated' })
  const disputeId = uuidv7()
  await shop.db.insert(disputes).values({
    ...money,
    id: disputeId,
    providerId: 'du_1',
    paymentId,
    orderId: disputed.id,
    reason: 'fraudulent',
    state: 'needs_response',
    dueAt: new Date('2026-12-09T12:00:00Z'),
    openedAt: new Date(),
  })
  const problems = async () => (await staff.list({ ...everyOrder, view: 'problems' })).rows
  expect(await attention()).toEqual({ problems: 1, jobs: 0 })
  const [row] = await problems()
  expect(row).toMatchObject({
    id: disputed.id,
    problem: { review: null, unsettled: false, disputed: { amountMinor: 2_400 } },
  })
  expect(row?.problem && problemInWords(row.problem, jobInWordsFrom(jobWords))).toBe(
    '£24.00 is disputed. Answer at the bank by Wed 9 Dec',
  )
  const becomes = (state: DisputeState, dueAt: Date | null) => shop.db.update(disputes).set({ state, dueAt })
  await becomes('inquiry', new Date())
  expect(await problems()).toHaveLength(1)
  for (const state of ['inquiry', 'under_review', 'lost', 'won', 'closed'] as const) {
    await becomes(state, null)
    expect(await problems()).toEqual([])
  }
})
