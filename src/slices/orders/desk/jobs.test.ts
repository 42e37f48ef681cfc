import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sumOf } from '#desk/jobs/view.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { compareRowsWithEvents } from '../rebuild.ts'
import { everyOrder } from './filter.ts'
import { ada, confirmed, makeOrder, shopper, staffCaller, type TestOrder } from './test-orders.ts'

let shop: TestShop
let order: TestOrder

beforeAll(async () => {
  shop = await openTestShop()
  order = await makeOrder(shop, { events: [confirmed()] })
})
afterAll(() => shop.close())
beforeEach(async () => {
  await shop.db.$client`delete from pgboss.job`
})

/** A dead letter as pg-boss leaves it. */
async function die(queue: string, orderId: string = order.id): Promise<string> {
  const id = uuidv7()
  await shop.db.$client`
    insert into pgboss.job (name, id, data, source_name, source_id, source_root_id, source_retry_count, source_output)
    values (${`${queue}.dead`}, ${id}, ${JSON.stringify({ orderId, seq: 2 })}::text::jsonb, ${queue}, ${uuidv7()}, ${uuidv7()}, 12, '{"message":"It said no"}')`
  return id
}

test('a dead letter names its order, and one without an order of ours names none', async () => {
  await die('warehouse.dispatch')
  await die('invoices.render', uuidv7())
  const { letters, total, more } = await staffCaller(shop, ada).deadLetters({ queue: null })
  expect(letters).toMatchObject([
    { queue: 'invoices.render', orderNumber: null },
    { queue: 'warehouse.dispatch', orderNumber: order.number, error: 'It said no', attempts: 13 },
  ])
  expect({ total, more }).toEqual({ total: 2, more: false })
})

test('one queue can be listed and sent again alone', async () => {
  await die('warehouse.dispatch')
  await die('invoices.render')
  const staff = staffCaller(shop, ada)
  const answer = await staff.deadLetters({ queue: 'invoices.render' })
  expect(answer).toMatchObject({ letters: [{ queue: 'invoices.render' }], total: 1 })
  expect(await staff.sendAgain({ queue: 'invoices.render', before: answer.readAt })).toEqual({ sent: 1 })
  expect((await staff.deadLetters({ queue: null })).letters).toMatchObject([{ queue: 'warehouse.dispatch' }])
})

test('a hundred are shown, and the answer says that there are more', async () => {
  await Promise.all(Array.from({ length: 101 }, () => die('warehouse.dispatch')))
  const staff = staffCaller(shop, ada)
  const answer = await staff.deadLetters({ queue: null })
  expect([answer.letters.length, answer.more, answer.total]).toEqual([100, true, 101])
  expect(sumOf((await staff.jobs()).queues).dead).toBe(101)
})

const history = async (orderId = order.id) => {
  const { events } = await staffCaller(shop, ada).order({ orderId })
  return events
    .filter(event => event.type.startsWith('order.jobs_'))
    .map(({ type, data, actor }) => ({ type, data, actor }))
}

test('each order’s history says who sent its jobs again, and the row is still the fold of the history', async () => {
  const [one, two] = [await makeOrder(shop, { events: [confirmed()] }), await makeOrder(shop)]
  await die('warehouse.dispatch', one.id)
  await die('invoices.render', one.id)
  await die('invoices.render', two.id)
  const staff = staffCaller(shop, ada)
  expect(await staff.sendAgain({ orderIds: [one.id] })).toEqual({ sent: 2 })
  expect(await staff.sendAgain({ orderIds: [one.id] })).toEqual({ sent: 0 })
  expect(await history(one.id)).toMatchObject([
    {
      type: 'order.jobs_sent_again',
      data: { queues: ['invoices.render'] },
      actor: expect.stringContaining('Ada'),
    },
    { type: 'order.jobs_sent_again', data: { queues: ['warehouse.dispatch'] } },
  ])
  expect(await history(two.id)).toEqual([])
  expect((await compareRowsWithEvents(shop.db)).differences).toEqual([])
})

test('a job that was sent again is listed as waiting, however many events the order had since', async () => {
  const one = await makeOrder(shop, { events: [confirmed()] })
  await shop.db.$client`
    insert into pgboss.job (name, data, source_name, source_id, source_root_id)
    values ('warehouse.dispatch.dead', ${JSON.stringify({ orderId: one.id, seq: 2 })}::text::jsonb, 'warehouse.dispatch',
      ${jobId(one.id, 2, 'warehouse.dispatch')}, ${jobId(one.id, 2, 'warehouse.dispatch')})`
  const staff = staffCaller(shop, ada)
  const state = async () =>
    (await staff.order({ orderId: one.id })).jobs.find(job => job.queue === 'warehouse.dispatch')?.state
  expect(await state()).toBe('dead')
  await staff.sendAgain({ orderIds: [one.id] })
  expect(await state()).toBe('waiting')
})

test('a discarded job leaves every list, and its reason is in the history', async () => {
  const one = await makeOrder(shop, { events: [confirmed()] })
  const id = await die('warehouse.recall', one.id)
  const staff = staffCaller(shop, ada)
  const discard = { queue: 'warehouse.recall', ids: [id], reason: 'The parcel came back by hand' }
  await expect(staff.discard({ ...discard, reason: ' ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect(await staff.discard(discard)).toEqual({ discarded: 1 })
  expect(await staff.discard(discard)).toEqual({ discarded: 0 })
  expect(await staff.sendAgain({ queue: 'warehouse.recall', ids: [id] })).toEqual({ sent: 0 })
  expect(await history(one.id)).toMatchObject([
    {
      type: 'order.jobs_discarded',
      data: { queues: ['warehouse.recall'], reason: discard.reason },
      actor: expect.stringContaining('Ada'),
    },
  ])
  expect((await staff.deadLetters({ queue: null })).total).toBe(0)
  expect((await staff.list({ ...everyOrder, view: 'problems' })).rows).toEqual([])
  expect((await compareRowsWithEvents(shop.db)).differences).toEqual([])
})

test('each row of the problems says why it is there', async () => {
  const reviewed = await makeOrder(shop, {
    events: [confirmed(), { type: 'order.put_under_review', data: { reason: 'amounts differ' } }],
  })
  const stuck = await makeOrder(shop, { at: new Date(Date.now() - 600_000) })
  await die('warehouse.dispatch', reviewed.id)
  await die('invoices.render', reviewed.id)
  const { rows } = await staffCaller(shop, ada).list({ ...everyOrder, view: 'problems' })
  const problemOf = (id: string) => rows.find(row => row.id === id)?.problem
  expect(problemOf(reviewed.id)).toEqual({
    review: 'amounts differ',
    dead: ['invoices.render', 'warehouse.dispatch'],
    disputed: null,
    recalledAt: null,
    unsettled: false,
  })
  expect(problemOf(stuck.id)).toEqual({
    review: null,
    dead: [],
    disputed: null,
    recalledAt: null,
    unsettled: true,
  })
  expect((await staffCaller(shop, ada).list(everyOrder)).rows.every(row => row.problem === undefined)).toBe(
    true,
  )
})

test('only staff see the jobs and send them again', async () => {
  const id = await die('warehouse.dispatch')
  for (const [visitor, code] of [
    [null, 'UNAUTHORIZED'],
    [shopper, 'FORBIDDEN'],
  ] as const) {
    const caller = staffCaller(shop, visitor)
    await expect(caller.jobs()).rejects.toMatchObject({ code })
    await expect(caller.jobsDone()).rejects.toMatchObject({ code })
    await expect(caller.deadLetters({ queue: null })).rejects.toMatchObject({ code })
    await expect(caller.sendAgain({ queue: 'warehouse.dispatch', ids: [id] })).rejects.toMatchObject({ code })
    await expect(caller.failing({ queue: null })).rejects.toMatchObject({ code })
    await expect(caller.tryNow({ queue: null })).rejects.toMatchObject({ code })
    const discard = { queue: 'warehouse.dispatch', ids: [id], reason: 'x' }
    await expect(caller.discard(discard)).rejects.toMatchObject({ code })
  }
  expect((await staffCaller(shop, ada).deadLetters({ queue: null })).total).toBe(1)
})
