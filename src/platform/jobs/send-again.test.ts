import { PgBoss } from 'pg-boss'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { eventually } from '#proof/testing/eventually.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { readDeadLetters } from './dead-letters.ts'
import { jobId } from './job-sender.ts'
import { prepareQueues } from './prepare-queues.ts'
import { countDeadLetters, deadOrderIds } from './queries.ts'
import { defineQueue, PoisonJob } from './queue.ts'
import { countDone, readQueueFigures } from './queue-figures.ts'
import { sendAgain } from './send-again.ts'
import { transact } from './transact.ts'
import { workOn } from './work.ts'

let shop: TestShop
let broken = true
const runs: string[] = []

const queue = defineQueue({
  name: 'test.greet',
  schema: z.object({ orderId: z.uuid(), seq: z.int(), card: z.string().optional() }),
  async work(_ctx, { orderId }) {
    if (broken) throw new PoisonJob('Nobody is at home\nand nobody will be')
    runs.push(orderId)
  },
})

beforeAll(async () => {
  shop = await openTestShop()
  await prepareQueues(shop.databaseUrl, [queue])
})
afterAll(() => shop.close())
beforeEach(async () => {
  broken = true
  runs.length = 0
  await shop.db.$client`delete from pgboss.job`
})

async function working(until: () => Promise<void>) {
  const worker = await workOn(shop.databaseUrl, shop.ctx, [queue])
  try {
    await eventually(until)
  } finally {
    await worker.stop()
  }
}

async function killed(payload: object = { orderId: uuidv7(), seq: 2 }) {
  await transact(shop.ctx, ({ send }) => send(queue.name, payload, jobId(JSON.stringify(payload))))
  await working(async () => expect(await countDeadLetters(shop.db)).toHaveLength(1))
  const [letter] = (await readDeadLetters(shop.db, null)).letters
  if (!letter) throw new Error('no dead letter')
  return letter
}

const alive = () =>
  shop.db.$client<
    { state: string }[]
  >`select state from pgboss.job where name = ${queue.name} and state <> 'failed'`

test('a poisoned job stands among the dead letters with its error, and its personal data masked', async () => {
  const orderId = uuidv7()
  expect(await killed({ orderId, seq: 2, card: '4242 4242 4242 4242' })).toMatchObject({
    queue: queue.name,
    orderId,
    attempts: 1,
    attemptLimit: 13,
    error: 'Nobody is at home\nand nobody will be',
    payload: { orderId, seq: 2, card: '•••' },
  })
})

test('a job whose payload cannot be read is a dead letter without an order, and breaks no list', async () => {
  expect(await killed({ orderId: 'not an id' })).toMatchObject({
    orderId: null,
    payload: { orderId: '•••' },
    error: expect.stringContaining('test.greet cannot read its payload'),
  })
  expect(await shop.db.execute(deadOrderIds())).toHaveLength(0)
})

test('a dead letter sent again is one job, which is then done, and none is left', async () => {
  const letter = await killed()
  broken = false
  expect(await sendAgain(shop.ctx, { queue: queue.name, ids: [letter.id] })).toBe(1)
  expect(await alive()).toHaveLength(1)
  expect((await readDeadLetters(shop.db, null)).letters).toEqual([])
  await working(async () => expect(await alive()).toMatchObject([{ state: 'completed' }]))
  expect(runs).toEqual([letter.orderId])
  expect(await countDone(shop.db, new Date())).toEqual({ [queue.name]: 1 })
})

test('a second life is the row that pg-boss itself would write, with few tries, so that a job that fails again is soon back', async () => {
  const [ours, theirs] = [await killed({ orderId: uuidv7(), seq: 2 }), uuidv7()]
  await sendAgain(shop.ctx, { queue: queue.name, ids: [ours.id] })
  const row = async () => {
    const [found] = await shop.db.$client<Record<string, unknown>[]>`
      delete from pgboss.job where name = ${queue.name} and state = 'created' returning *`
    const { id, data, created_on, start_after, keep_until, source_root_id, retry_limit, ...same } =
      found ?? {}
    return { same, retry_limit, root: typeof source_root_id }
  }
  const written = await row()
  await shop.db.$client`
    insert into pgboss.job (name, id, data, source_name, source_id, source_root_id)
    values (${`${queue.name}.dead`}, ${theirs}, '{}', ${queue.name}, ${uuidv7()}, ${uuidv7()})`
  const boss = new PgBoss({ connectionString: shop.databaseUrl, supervise: false, schedule: false })
  await boss.start()
  await boss.redrive(`${queue.name}.dead`, { destination: queue.name, ids: [theirs] })
  await boss.stop({ graceful: false })
  expect(written).toEqual({ ...(await row()), retry_limit: 3 })
})

test('a dead letter sent again twice at once is one job', async () => {
  const letter = await killed()
  const choice = { queue: queue.name, ids: [letter.id] }
  const sent = await Promise.all(Array.from({ length: 4 }, () => sendAgain(shop.ctx, choice)))
  expect(sent.reduce((sum, count) => sum + count)).toBe(1)
  expect(await sendAgain(shop.ctx, choice)).toBe(0)
  expect(await alive()).toHaveLength(1)
})

test('all are sent again that had died when they were counted, and no later ones', async () => {
  const letter = await killed()
  const before = { queue: null, before: letter.diedAt }
  expect(await sendAgain(shop.ctx, before)).toBe(0)
  expect(await sendAgain(shop.ctx, { queue: null, before: new Date(letter.diedAt.getTime() + 1) })).toBe(1)
})

test('an unknown queue is refused', async () => {
  await expect(sendAgain(shop.ctx, { queue: 'no.such', ids: [uuidv7()] })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('the figures show every queue, idle ones included', async () => {
  await killed()
  await transact(shop.ctx, ({ send }) => send(queue.name, { orderId: uuidv7(), seq: 3 }, uuidv7()))
  const figures = await readQueueFigures(shop.db)
  expect(figures.filter(each => each.queue.includes('pgboss') || each.queue.endsWith('.dead'))).toEqual([])
  expect(figures.find(each => each.queue === queue.name)).toMatchObject({
    waiting: 1,
    running: 0,
    retrying: 0,
    dead: 1,
    oldestWaitingSince: expect.any(Date),
  })
  expect(figures.find(each => each.queue === 'order.confirmed')).toMatchObject({
    waiting: 0,
    oldestWaitingSince: null,
  })
})
