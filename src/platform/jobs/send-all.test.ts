import { PgBoss } from 'pg-boss'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { transact } from './transact.ts'

let shop: TestShop
let boss: PgBoss
beforeAll(async () => {
  shop = await openTestShop()
  boss = new PgBoss({ connectionString: shop.databaseUrl, max: 1, supervise: false, schedule: false })
  await boss.start()
})
afterAll(async () => {
  await boss.stop({ graceful: false })
  await shop.close()
})

const QUEUE = 'invoices.render'
const sendAll = (jobs: { queue: string; id: string; payload: object }[]) =>
  transact(shop.ctx, transaction => transaction.sendAll(jobs))

/** The whole row, with times as the seconds after its own beginning. */
async function rowOf(id: string) {
  const [found] = await shop.db.$client`
    select to_jsonb(j) - 'id' - 'created_on' - 'start_after' - 'keep_until' as row, j.start_after - j.created_on as starts_after,
      extract(epoch from j.keep_until - j.created_on)::int as kept_seconds from pgboss.job j where id = ${id}`
  return found
}

test('a job that is sent with many is the row that pg-boss itself would write', async () => {
  const payload = { orderId: uuidv7(), seq: 2 }
  const [ours, theirs] = [uuidv7(), uuidv7()]
  await sendAll([{ queue: QUEUE, id: ours, payload }])
  await boss.send(QUEUE, payload, { id: theirs })
  expect(await rowOf(ours)).toMatchObject({ row: { name: QUEUE, data: payload, state: 'created' } })
  expect(await rowOf(ours)).toEqual(await rowOf(theirs))
})

test('ids that were sent before add nothing, and the others are sent', async () => {
  const jobs = Array.from({ length: 5 }, (_, seq) => ({ queue: QUEUE, id: uuidv7(), payload: { seq } }))
  await sendAll(jobs.slice(0, 2))
  await Promise.all([sendAll(jobs), sendAll(jobs)])
  const ids = jobs.map(({ id }) => id)
  const sent = await shop.db.$client`select id from pgboss.job where id = any(${ids}::uuid[])`
  expect(sent).toHaveLength(5)
})

test('a job for a queue that does not exist is refused, and everything with it', async () => {
  const fine = { queue: QUEUE, id: uuidv7(), payload: {} }
  await expect(sendAll([fine, { queue: 'no.such', id: uuidv7(), payload: {} }])).rejects.toThrow()
  expect(await rowOf(fine.id)).toBeUndefined()
})
