import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { jobId } from './job-sender.ts'
import { transact } from './transact.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const QUEUE = 'order.confirmed'
const payload = { orderId: '0198c1b2-0000-7000-8000-000000000001', seq: 2 }
const jobs = async (id: string) =>
  shop.db.$client<
    { data: string; state: string }[]
  >`select data, state from pgboss.job where name = ${QUEUE} and id = ${id}`

test('a job sent in a transaction stands with it', async () => {
  const id = jobId('stands')
  await transact(shop.ctx, async ({ send }) => send(QUEUE, payload, id))
  expect(await jobs(id)).toHaveLength(1)
})

test('a job sent in a transaction falls with it', async () => {
  const id = jobId('falls')
  const failing = transact(shop.ctx, async ({ send }) => {
    await send(QUEUE, payload, id)
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await jobs(id)).toHaveLength(0)
})

test('the same id sent again, also at once, is one job, and the transaction lives', async () => {
  const id = jobId('once')
  await Promise.all(
    Array.from({ length: 5 }, () => transact(shop.ctx, async ({ send }) => send(QUEUE, payload, id))),
  )
  await transact(shop.ctx, async ({ send }) => send(QUEUE, payload, id))
  expect(await jobs(id)).toHaveLength(1)
})

test('an id follows from its words alone', () => {
  expect(jobId('a', 1, 'b')).toBe(jobId('a', 1, 'b'))
  expect(jobId('a', 1, 'b')).not.toBe(jobId('a', 2, 'b'))
})

test('workers are woken on the very channel that pg-boss listens on', async () => {
  const listening = Promise.withResolvers<string>()
  const plain = new PgBoss({ connectionString: shop.databaseUrl, max: 1, supervise: false, schedule: false })
  await plain.start()
  const under = plain.getDb()
  const boss = new PgBoss({
    db: {
      executeSql: (text, values) => under.executeSql(text, values),
      listen: async channel => {
        listening.resolve(channel)
        return { close: async () => {} }
      },
    },
    supervise: false,
    schedule: false,
    useListenNotify: true,
  })
  await boss.start()
  const heard = Promise.withResolvers<string>()
  await shop.db.$client.listen(await listening.promise, heard.resolve)
  shop.ctx.jobs.wake([QUEUE])
  expect(await heard.promise).toBe(QUEUE)
  await boss.stop({ graceful: false })
  await plain.stop({ graceful: false })
})
