import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { setHours } from '#slices/inventory/warehouses/change-warehouses.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { keepPromises } from '#slices/promises/keep-promises.ts'
import { readPromiseHistory, readPromisesOfOrder } from '#slices/promises/queries.ts'
import { cancelOrder } from '../cancel-order.ts'
import type { Order } from '../order.ts'
import { adoptPromises } from './adopt-promises.ts'
import { beginHandOver } from './hand-over.ts'
import { moveDelivery } from './move-delivery.ts'
import { planAgain } from './plan-parcels.ts'
import { ensurePromises } from './promise-parcels.ts'
import { readParcels } from './read-parcels.ts'

let shop: TestShop
let clock = new Date()
const at = (moment: string) => {
  clock = new Date(moment)
}
beforeAll(async () => {
  shop = await openTestShop()
  shop.ctx.now = () => clock
  await stockUp(shop.db, { sku: 'MUG', units: { north: 100, south: 100 } })
  await stockUp(shop.db, { sku: 'BOWL', units: { north: 100 } })
  await stockUp(shop.db, { sku: 'LAMP', units: { south: 100 } })
})
afterAll(() => shop.close())
beforeEach(async () => {
  // What other tests left open is none of this one's.
  await shop.db
    .$client`update parcel_promises set state = 'void', ended_at = now(), look_at = null where state = 'open'`
  await shop.db.$client`delete from pgboss.job where name = 'promise.delayed'`
})

async function ordered(moment: string, ...skus: string[]): Promise<Order> {
  at(moment)
  const order = await confirmedOrder(shop, { lines: skus.map(sku => ({ sku, quantity: 1 })) })
  await beginHandOver(shop.ctx, order.id)
  return order
}
const promisesOf = async ({ id }: Order) => [...(await readPromisesOfOrder(shop.db, id)).values()]
const promiseOf = async (order: Order) => (await promisesOf(order))[0]
const daysOf = async (order: Order) =>
  (await readPromiseHistory(shop.db, order.id)).flatMap(({ days }) => days)
const told = async () =>
  (
    await shop.db.$client<{ number: number }[]>`
    select (data ->> 'number')::int as number from pgboss.job where name = 'promise.delayed' order by 1`
  ).map(({ number }) => number)
const step = (order: Order, to: 'packed' | 'shipped' | 'delivered', parcelId = order.id) =>
  moveDelivery(shop.ctx, {
    orderId: order.id,
    parcelId,
    to,
    ...(to === 'shipped' && { carrier: 'Royal Parcel' }),
  })

test('the hand-over promises a day of the only parcel, with its reason, once', async () => {
  const order = await ordered('2026-12-01T15:59:59Z', 'BOWL')
  await beginHandOver(shop.ctx, order.id)
  at('2026-12-02T09:00:00Z')
  await ensurePromises(shop.ctx, order.id)
  expect(await promisesOf(order)).toMatchObject([
    {
      parcelId: order.id,
      earliest: '2026-12-03',
      latest: '2026-12-07',
      firstBy: '2026-12-07',
      state: 'open',
    },
  ])
  expect(await daysOf(order)).toMatchObject([
    {
      number: 1,
      reason: [
        { part: 'cut_off', leavesOn: '2026-12-01', cutOff: '16:00', timeZone: 'Europe/London' },
        { part: 'warehouse', code: 'north' },
        { part: 'lane', method: 'standard', country: 'GB', least: 2, most: 4 },
      ],
    },
  ])
})

test('each of several parcels has the days of its own warehouse, also when the mail asks for them first', async () => {
  await setHours(shop.ctx, { code: 'south', cutOff: '12:00', closedDays: ['2026-12-24'] })
  at('2026-12-23T13:00:00Z')
  const order = await confirmedOrder(shop, { lines: ['BOWL', 'LAMP'].map(sku => ({ sku, quantity: 1 })) })
  await Promise.all([
    ensurePromises(shop.ctx, order.id),
    ensurePromises(shop.ctx, order.id),
    beginHandOver(shop.ctx, order.id),
  ])
  const parcels = await readParcels(shop.db, order)
  const promises = await readPromisesOfOrder(shop.db, order.id)
  expect(parcels.map(({ id, warehouse }) => [warehouse, promises.get(id)?.latest])).toEqual([
    ['north', '2026-12-31'],
    ['south', '2027-01-05'],
  ])
  expect(promises.size).toBe(2)
  expect(promises.get(parcels[1]?.id ?? '')?.reason).toMatchObject([
    { part: 'cut_off', leavesOn: '2026-12-29', cutOff: '12:00' },
    { part: 'warehouse', code: 'south' },
    { part: 'split', parcels: 2 },
    { part: 'lane' },
    { part: 'holiday', days: ['2026-12-24', '2026-12-25', '2026-12-28', '2027-01-01'] },
  ])
  await setHours(shop.ctx, { code: 'south', cutOff: '16:00', closedDays: [] })
})

test('a parcel that leaves and arrives in time has kept its promise, one that arrives later has not', async () => {
  const kept = await ordered('2026-12-01T10:00:00Z', 'MUG')
  const broken = await ordered('2026-12-01T10:00:00Z', 'MUG')
  at('2026-12-01T15:00:00Z')
  for (const order of [kept, broken]) await step(order, 'shipped')
  at('2026-12-07T23:59:59Z')
  await step(kept, 'delivered')
  at('2026-12-08T00:00:01Z')
  await step(broken, 'delivered')
  expect([(await promiseOf(kept))?.state, (await promiseOf(broken))?.state]).toEqual(['kept', 'broken'])
  expect(await keepPromises(shop.ctx)).toBe(0)
})

test('a parcel that has not left by its last cut-off is promised again and told of, once for each new day and three times at most', async () => {
  const order = await ordered('2026-12-01T10:00:00Z', 'MUG')
  at('2026-12-03T15:59:59Z')
  expect(await keepPromises(shop.ctx)).toBe(0)
  at('2026-12-03T16:00:00Z')
  expect(
    await Promise.all([keepPromises(shop.ctx), keepPromises(shop.ctx)]).then(late => late.sort()),
  ).toEqual([0, 1])
  expect(await keepPromises(shop.ctx)).toBe(0)
  expect(await promiseOf(order)).toMatchObject({
    earliest: '2026-12-08',
    latest: '2026-12-10',
    firstBy: '2026-12-07',
    delays: 1,
    reason: [{ part: 'not_left', by: '2026-12-03T16:00:00.000Z' }],
  })
  expect(await told()).toEqual([2])
  for (const moment of [
    '2026-12-20T10:00:00Z',
    '2027-01-20T10:00:00Z',
    '2027-02-20T10:00:00Z',
    '2027-03-20T10:00:00Z',
  ]) {
    at(moment)
    await keepPromises(shop.ctx)
    await keepPromises(shop.ctx)
  }
  expect(await told()).toEqual([2, 3, 4])
  expect(await daysOf(order)).toHaveLength(4)
  expect(await promiseOf(order)).toMatchObject({
    state: 'open',
    delays: 3,
    lostSince: new Date('2027-02-20T10:00:00Z'),
  })
  await step(order, 'shipped')
  await step(order, 'delivered')
  expect(await promiseOf(order)).toMatchObject({ state: 'broken' })
})

test('a parcel that leaves too late is promised its real days without a mail of its own, and is told of when it is not there then', async () => {
  const order = await ordered('2026-12-01T10:00:00Z', 'MUG')
  at('2026-12-03T15:00:00Z')
  await step(order, 'shipped')
  expect(await promiseOf(order)).toMatchObject({
    latest: '2026-12-09',
    delays: 0,
    reason: [{ part: 'left_late', at: '2026-12-03T15:00:00.000Z' }],
  })
  at('2026-12-09T23:59:59Z')
  expect(await keepPromises(shop.ctx)).toBe(0)
  at('2026-12-10T00:00:00Z')
  expect(await keepPromises(shop.ctx)).toBe(1)
  expect(await promiseOf(order)).toMatchObject({
    earliest: '2026-12-11',
    latest: '2026-12-14',
    reason: [{ part: 'not_arrived', by: '2026-12-09' }],
  })
  expect(await told()).toEqual([3])
})

test('nothing is promised any more of a cancelled order, and nobody is told that it is late', async () => {
  const order = await ordered('2026-12-01T10:00:00Z', 'MUG')
  // Nothing was handed over, so no warehouse has to be asked.
  await shop.db.$client`delete from hand_overs where order_id = ${order.id}`
  await cancelOrder(withGateway(shop.ctx), { orderId: order.id, reason: 'changed mind' })
  at('2027-01-01T10:00:00Z')
  expect(await keepPromises(shop.ctx)).toBe(0)
  expect([(await promiseOf(order))?.state, await told()]).toEqual(['void', []])
})

test('a parcel that takes the place of a stopped one takes over its promise and its delays', async () => {
  const order = await ordered('2026-12-01T10:00:00Z', 'BOWL', 'LAMP')
  at('2026-12-03T16:00:00Z')
  await keepPromises(shop.ctx)
  const [north] = await readParcels(shop.db, order)
  await planAgain(shop.ctx, order.id, [north?.id ?? ''])
  const [again] = await readParcels(shop.db, order)
  const promises = await readPromisesOfOrder(shop.db, order.id)
  expect(again?.id).not.toBe(north?.id)
  expect(promises.get(north?.id ?? '')?.state).toBe('void')
  expect(promises.get(again?.id ?? '')).toMatchObject({
    state: 'open',
    firstBy: '2026-12-07',
    latest: '2026-12-10',
    delays: 1,
    reason: [{ part: 'replaces', parcelId: north?.id }],
  })
  expect([...promises.values()].filter(({ state }) => state === 'open')).toHaveLength(2)
})

test('orders that were under way before promises were written get one, the late ones quietly', async () => {
  const [fresh, late, away] = [
    await ordered('2026-12-01T10:00:00Z', 'MUG'),
    await ordered('2026-11-20T10:00:00Z', 'MUG'),
    await ordered('2026-11-20T10:00:00Z', 'MUG'),
  ]
  await step(away, 'shipped')
  await shop.db.$client`truncate promise_days, parcel_promises`
  at('2026-12-01T12:00:00Z')
  await adoptPromises(shop.ctx)
  await adoptPromises(shop.ctx)
  expect(await promiseOf(fresh)).toMatchObject({ latest: '2026-12-07', firstBy: '2026-12-07' })
  expect(await promiseOf(late)).toMatchObject({ firstBy: '2026-11-26', latest: '2026-12-07', delays: 0 })
  expect((await promiseOf(late))?.reason).toEqual([{ part: 'noticed_late' }])
  expect(await promiseOf(away)).toMatchObject({
    firstBy: '2026-11-26',
    earliest: '2026-12-02',
    latest: '2026-12-03',
  })
  expect([await keepPromises(shop.ctx), await told()]).toEqual([0, []])
})

/** What happens to orders while a version runs that knows of no promises. */
async function withoutPromises(work: () => Promise<void>) {
  const sql = shop.db.$client
  await sql`create table promises_before as table parcel_promises`
  await sql`create table days_before as table promise_days`
  await work()
  await sql`truncate promise_days, parcel_promises`
  await sql`insert into parcel_promises select * from promises_before`
  await sql`insert into promise_days select * from days_before`
  await sql`drop table promises_before, days_before`
}

test('what a version without promises moved meanwhile is followed by the next round', async () => {
  const [left, arrived, called, goesOn] = [
    await ordered('2026-12-01T10:00:00Z', 'MUG'),
    await ordered('2026-12-01T10:00:00Z', 'MUG'),
    await ordered('2026-12-01T10:00:00Z', 'MUG'),
    await ordered('2026-12-01T10:00:00Z', 'MUG'),
  ]
  const split = await ordered('2026-12-01T10:00:00Z', 'BOWL', 'LAMP')
  const [north] = await readParcels(shop.db, split)
  await shop.db.$client`delete from hand_overs where order_id = ${called.id}`
  await withoutPromises(async () => {
    await step(left, 'shipped')
    await step(arrived, 'shipped')
    await step(arrived, 'delivered')
    await cancelOrder(withGateway(shop.ctx), { orderId: called.id, reason: 'changed mind' })
    await step(split, 'packed', north?.id)
    await planAgain(shop.ctx, split.id, [north?.id ?? ''])
  })
  expect((await promisesOf(split)).map(({ state }) => state)).toEqual(['open', 'open'])
  await adoptPromises(shop.ctx)
  await adoptPromises(shop.ctx)
  expect(await promiseOf(left)).toMatchObject({ state: 'open', leftAt: clock })
  expect((await promiseOf(arrived))?.state).toBe('kept')
  expect((await promiseOf(called))?.state).toBe('void')
  expect(await promiseOf(goesOn)).toMatchObject({ state: 'open', leftAt: null })
  expect((await promisesOf(split)).map(({ state }) => state).sort()).toEqual(['open', 'open', 'void'])
})

test('a warehouse that hands over later than before keeps what can still be kept', async () => {
  const order = await ordered('2026-12-01T10:00:00Z', 'MUG')
  await setHours(shop.ctx, { code: 'north', cutOff: '20:00' })
  at('2026-12-03T16:00:00Z')
  expect(await keepPromises(shop.ctx)).toBe(0)
  at('2026-12-03T20:00:00Z')
  expect(await keepPromises(shop.ctx)).toBe(1)
  expect((await promiseOf(order))?.latest).toBe('2026-12-10')
  await setHours(shop.ctx, { code: 'north', cutOff: '16:00' })
})

test('a fault at one parcel keeps none of the others from being looked at, and leaves nothing of it', async () => {
  const orders = [await ordered('2026-12-01T10:00:00Z', 'MUG'), await ordered('2026-12-01T10:00:00Z', 'MUG')]
  at('2026-12-03T16:00:00Z')
  let strikes = 1
  strikeWith(point => {
    if (point === 'promise.in' && strikes-- > 0) throw new Error('struck')
  })
  expect(await keepPromises(shop.ctx)).toBe(1)
  strikeWith(undefined)
  const delays = async () => (await Promise.all(orders.map(promiseOf))).map(promise => promise?.delays).sort()
  expect([await delays(), await told()]).toEqual([[0, 1], [2]])
  expect(await keepPromises(shop.ctx)).toBe(1)
  expect([await delays(), await told()]).toEqual([
    [1, 1],
    [2, 2],
  ])
})

test('the history of a promise is added to and never rewritten', async () => {
  const order = await ordered('2026-12-01T10:00:00Z', 'MUG')
  await expect(
    shop.db.$client`update promise_days set promised_by = '2026-12-24' where order_id = ${order.id}`,
  ).rejects.toThrow('append-only')
})
