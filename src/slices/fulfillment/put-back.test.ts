import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addDays, clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { untilBlocked } from '#proof/testing/blocked.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { ownFloorOf } from '#proof/testing/own-floor.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { writeOff as writeOffUnits } from '#slices/floor/put-back/write-off.ts'
import { takeScans } from '#slices/floor/scans/take-scans.ts'
import { moveIntoOne } from '#slices/inventory/merge-stock.ts'
import { holdBesidesOrder } from '#slices/inventory/put-back/hold-until-put-back.ts'
import { splitStock } from '#slices/inventory/split-stock.ts'
import { setOffer } from '#slices/inventory/waiting/set-offer.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { repeatEffect } from '#slices/orders/effects/repeat-effect.ts'
import { cancelItems } from '#slices/orders/items/cancel-items.ts'
import type { Order } from '#slices/orders/order.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { readLines, requireOrder } from '#slices/orders/queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { recallItemsQueue, recallOrderQueue, repeatDispatchQueue } from './jobs.ts'
import { warehouseOf } from './test-warehouse.ts'

let shop: RestShop
let key: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'FIRST', units: { north: 1, south: 1 } })
  key = await keyFor(shop.db, '*')
  await floor.open()
})
afterAll(() => shop.close())
afterEach(async () => {
  await floor.hear()
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  const held = [1, 2, 3, 4, 11, 30, 31, 34, 42, 43, 47]
  expect(checked.filter(({ number, violations }) => held.includes(number) && violations > 0)).toEqual([])
})
const floor = ownFloorOf(
  () => shop,
  () => key,
)
const { run } = warehouseOf(() => shop)
const staff = () =>
  withGateway({ ...shop.ctx, actor: { kind: 'staff', id: uuidv7(), name: 'Anna' } as const })

let serial = 0
type Thing = { sku: string; variantId: string }
const thing = async (north: number): Promise<Thing> => {
  const { sku, variantId } = await stockUp(shop.db, { sku: `BACK-${++serial}`, units: { north } })
  return { sku, variantId }
}

/** More of it is sold than there is, from now on. */
async function soldBeyond({ sku }: Thing) {
  const expectedOn = addDays(clockIn(SHOP_TIME_ZONE, new Date()).day, 9)
  await setOffer(staff(), { sku, expectedOn, most: 5, reason: 'More is ordered' })
}

/** An order whose goods all lie in the north, handed over there. */
async function ordered(...lines: { sku: string; quantity: number }[]) {
  const order = await confirmedOrder(shop, { lines })
  await floor.handOver(order)
  return order
}

/** Fetches so many units of a thing in a new wave; without a number, all that is wanted. */
async function pick(...wanted: { sku: string; units?: number }[]) {
  const wave = await floor.wave('single')
  const tasks = await floor.tasks(wave.id)
  for (const { sku, units } of wanted) {
    const task = tasks.find(one => one.sku === sku)
    if (!task) throw new Error(`nobody fetches ${sku}`)
    const scan = { kind: 'pick' as const, task: task.id, code: sku, quantity: units ?? task.wanted }
    expect(await floor.scan(scan)).toEqual(['picked'])
  }
  await floor.hear()
  return tasks
}

async function callOff(order: Order) {
  await cancelOrder(staff(), { orderId: order.id, reason: 'changed mind' })
  await run(recallOrderQueue, order, 'order.recall_requested')
}

async function takeOut(order: Order, position: number, quantity: number) {
  const lineId = (await readLines(shop.db, order.id))[position]?.id ?? ''
  const lines = [{ lineId, quantity }]
  await cancelItems(staff(), { orderId: order.id, reason: 'fewer will do', refundId: uuidv7(), lines })
  await run(recallItemsQueue, order, 'order.items_recalled')
}

/** Our floor gives the parcel of an order back, and staff hand the order over once more: the id of its new parcel. */
async function sendAgain(order: Order): Promise<string> {
  await floor.post(`/parcels/${order.id}/give-back`, { reason: 'The box is wet' })
  await floor.hear()
  await repeatEffect(staff(), { orderId: order.id, kind: 'warehouse.dispatch' })
  await run(repeatDispatchQueue, order, 'order.hand_over_repeated')
  const [again] = await floor.on('waiting')
  return again?.id ?? ''
}

const back = (order: Pick<Order, 'id'>, { sku }: Pick<Thing, 'sku'>, quantity = 1) =>
  floor.scan({ kind: 'put_back', parcel: order.id, code: sku, quantity })

/** What lies in the north of it and how much of that is not for sale, as programs read it. */
async function shelf({ sku }: Pick<Thing, 'sku'>, at?: Date): Promise<[number, number]> {
  const query = `sku=${sku}${at ? `&at=${encodeURIComponent(at.toISOString())}` : ''}`
  const { places } = await floor.get(`/stock?${query}`)
  const north = (places as { warehouse: string; onHand: number; reserved: number }[]).find(
    ({ warehouse }) => warehouse === 'north',
  )
  return [north?.onHand ?? 0, north?.reserved ?? 0]
}

const databaseNow = async () => {
  const [row] = await shop.db.$client<{ now: string }[]>`select clock_timestamp()::text as now`
  return new Date(row?.now ?? '')
}

const buy = async ({ sku }: Thing, quantity: number) =>
  (await placeOrder(staff(), orderInput({ lines: [{ sku, quantity }] }), { customerId: null })).kind

const writeOff = (
  { id }: Pick<Order, 'id'>,
  { sku: code }: Thing,
  quantity: number,
  lossId = uuidv7(),
  by = key,
) => floor.post(`/parcels/${id}/write-off`, { id: lossId, code, quantity, reason: 'It is broken' }, by)

test('what was fetched for an order that is called off is for sale when it is put back, and what was not at once', async () => {
  const [mug, rug] = [await thing(3), await thing(2)]
  const order = await ordered({ sku: mug.sku, quantity: 3 }, { sku: rug.sku, quantity: 2 })
  await pick({ sku: mug.sku, units: 2 })
  const before = await databaseNow()
  await callOff(order)
  expect((await requireOrder(shop.db, order.id)).state).toBe('cancelled')
  expect(await shelf(mug)).toEqual([3, 2])
  expect(await shelf(rug)).toEqual([2, 0])
  expect(await buy(mug, 2)).toBe('out_of_stock')
  const between = await databaseNow()
  expect(await back(order, mug)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([3, 1])
  expect(await buy(mug, 2)).toBe('confirmed')
  expect(await back(order, mug)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([3, 2])
  expect(await back(order, mug)).toEqual(['too_many'])
  // The past stays as it was.
  expect(await shelf(mug, before)).toEqual([3, 3])
  expect(await shelf(mug, between)).toEqual([3, 2])
})

test('a scan that is sent again, or at the same moment, sets free once', async () => {
  const mug = await thing(3)
  const order = await ordered({ sku: mug.sku, quantity: 3 })
  await pick(mug)
  await callOff(order)
  const scan = { id: uuidv7(), kind: 'put_back', parcel: order.id, code: mug.sku, quantity: 1 } as const
  await Promise.all(
    [1, 2, 3].map(() => floor.scan({ ...scan, at: '2026-11-30T10:00:00.000Z' } as typeof scan)),
  )
  expect(await shelf(mug)).toEqual([3, 2])
  await Promise.all([back(order, mug), back(order, mug)])
  expect(await shelf(mug)).toEqual([3, 0])
})

test('a scan whose process dies before its commit sets nothing free', async () => {
  const mug = await thing(1)
  const order = await ordered({ sku: mug.sku, quantity: 1 })
  await pick(mug)
  await callOff(order)
  strikeWith(point => {
    if (point === 'scan.in') throw new Error('struck')
  })
  const scan = { id: uuidv7(), kind: 'put_back' as const, parcel: order.id, code: mug.sku, quantity: 1 }
  const sent = [{ ...scan, at: new Date().toISOString() }]
  await expect(takeScans({ ...shop.ctx, rights: ['*'] }, sent)).rejects.toThrow('struck')
  strikeWith(undefined)
  expect(await shelf(mug)).toEqual([1, 1])
  expect(await floor.scan(scan)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([1, 0])
})

test('a unit that is put back at the moment at which its order gives units back is not held for ever', async () => {
  const mug = await thing(4)
  const order = await ordered({ sku: mug.sku, quantity: 2 })
  await pick(mug)
  const again = await sendAgain(order)
  await pick(mug)
  expect(await shelf(mug)).toEqual([4, 4])
  let ended: Promise<void> | undefined
  strikeWith(async point => {
    if (point !== 'scan.in' || ended) return
    ended = callOff(order)
    await untilBlocked(shop.db)
  })
  expect(await back(order, mug)).toEqual(['put_back'])
  strikeWith(undefined)
  await ended
  expect((await requireOrder(shop.db, order.id)).state).toBe('cancelled')
  expect(await shelf(mug)).toEqual([4, 3])
  expect(await back({ id: again }, mug, 2)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([4, 1])
  expect(await back(order, mug)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([4, 0])
})

test('an item that is taken out in the middle of the walk waits to be put back, and the rest stays promised to its order', async () => {
  const [mug, rug] = [await thing(2), await thing(1)]
  const order = await ordered({ sku: mug.sku, quantity: 2 }, { sku: rug.sku, quantity: 1 })
  await pick(mug, rug)
  await takeOut(order, 0, 1)
  // One is promised to the rest of the order; of the two in the tote, the shelf has none to spare for the other.
  expect(await shelf(mug)).toEqual([2, 2])
  expect(await shelf(rug)).toEqual([1, 1])
  expect(await back(order, mug)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([2, 2])
  expect(await back(order, mug)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([2, 1])
  expect(await back(order, rug)).toEqual(['put_back'])
  expect(await shelf(rug)).toEqual([1, 1])
  const [again] = await floor.on('waiting')
  await pick(mug, rug)
  for (const verb of ['pack', 'hand-over']) await floor.post(`/parcels/${again?.id}/${verb}`)
  await floor.hear()
  expect(await shelf(mug)).toEqual([1, 0])
})

test('an order that gives units back in two steps holds no more than lies in its totes', async () => {
  const mug = await thing(3)
  const order = await ordered({ sku: mug.sku, quantity: 3 })
  await pick({ sku: mug.sku, units: 2 })
  await takeOut(order, 0, 1)
  // Two lie in the tote, and two are promised to the rest of the order.
  expect(await shelf(mug)).toEqual([3, 3])
  await callOff(order)
  expect(await shelf(mug)).toEqual([3, 2])
  expect(await back(order, mug, 2)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([3, 0])
})

test('a parcel that is sent again in a new one keeps what lies in the old tote off sale too, as far as the shelf has it', async () => {
  const mug = await thing(5)
  const order = await ordered({ sku: mug.sku, quantity: 2 })
  await pick(mug)
  const again = await sendAgain(order)
  // Two lie in the old tote and two are to be fetched: one can be sold.
  expect(await shelf(mug)).toEqual([5, 4])
  // What lies in the tote is held already.
  await shop.db.transaction(tx => holdBesidesOrder(tx, order.id))
  expect(await shelf(mug)).toEqual([5, 4])
  expect(await buy(mug, 2)).toBe('out_of_stock')
  await pick(mug)
  for (const verb of ['pack', 'hand-over']) await floor.post(`/parcels/${again}/${verb}`)
  await floor.hear()
  expect(await shelf(mug)).toEqual([3, 2])
  expect(await back(order, mug, 2)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([3, 0])
})

test('units in several buckets are held where they lie, and come home with them', async () => {
  const mug = await thing(4)
  await splitStock({ ...shop.ctx, actor: { kind: 'program' } }, { variantId: mug.variantId, buckets: 2 })
  const orders = [await ordered({ sku: mug.sku, quantity: 2 }), await ordered({ sku: mug.sku, quantity: 2 })]
  await pick(mug)
  const picked = (await floor.on('picked')).map(({ id }) => id)
  const first = orders.find(({ id }) => picked.includes(id))
  if (!first) throw new Error('one was fetched')
  await callOff(first)
  expect(await shelf(mug)).toEqual([4, 4])
  const merged = await shop.db.transaction(tx =>
    moveIntoOne(tx, { variantId: mug.variantId }, { kind: 'program' }),
  )
  expect(merged).toEqual({ whole: true })
  expect(await shelf(mug)).toEqual([4, 4])
  expect(await back(first, mug, 2)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([4, 2])
})

test('a unit that is lost is written off with a reason, once, and the parcel no longer waits for it', async () => {
  const mug = await thing(3)
  const order = await ordered({ sku: mug.sku, quantity: 2 })
  await pick(mug)
  const loss = uuidv7()
  expect(await writeOff(order, mug, 1)).toMatchObject({ status: 409 })
  await callOff(order)
  expect((await floor.on('put_back')).find(({ id }) => id === order.id)).toMatchObject({
    putBackSince: expect.any(String),
  })
  expect(await writeOff(order, mug, 3)).toMatchObject({ status: 409 })
  const others = await keyFor(shop.db, 'floor.work')
  expect(await writeOff(order, mug, 1, uuidv7(), others)).toMatchObject({ status: 403 })
  const [south] = await shop.db.$client<{ id: string }[]>`select id from warehouses where code = 'south'`
  const away = { ...staff(), rights: [`stock.write@${south?.id}`] }
  const said = { id: uuidv7(), parcel: order.id, code: mug.sku, quantity: 1, reason: 'It is broken' }
  await expect(writeOffUnits(away, said)).rejects.toThrow(/Your role does not count/)
  for (const _ of ['once', 'again'])
    expect(await writeOff(order, mug, 1, loss)).toMatchObject({
      status: 201,
      body: { id: loss, quantity: 1 },
    })
  expect(await writeOff(order, mug, 2, loss)).toMatchObject({ status: 422 })
  expect(await shelf(mug)).toEqual([2, 1])
  expect(await back(order, mug)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([2, 0])
  expect((await floor.on('put_back')).map(({ id }) => id)).not.toContain(order.id)
  const [row] = await shop.db.$client<{ note: string; units: number }[]>`
    select note, units from stock_movements where cause_id = ${loss}`
  expect(row).toEqual({ note: 'It is broken', units: 1 })
})

test('a lost unit is written off also while somebody waits for the same thing, and what is found later goes to them', async () => {
  const mug = await thing(2)
  const order = await ordered({ sku: mug.sku, quantity: 2 })
  await pick(mug)
  await soldBeyond(mug)
  const waits = await confirmedOrder(shop, { lines: [{ sku: mug.sku, quantity: 2 }] })
  const held = async () => {
    const [row] = await shop.db.$client<{ units: number }[]>`
      select coalesce(sum(quantity), 0)::int as units from reservations where order_id = ${waits.id} and state = 'held'`
    return row?.units
  }
  await callOff(order)
  expect(await writeOff(order, mug, 1)).toMatchObject({ status: 201 })
  expect(await shelf(mug)).toEqual([1, 1])
  expect(await held()).toBe(0)
  expect(await back(order, mug)).toEqual(['put_back'])
  expect(await held()).toBe(1)
  expect(await shelf(mug)).toEqual([1, 1])
})

test('an order leaves the line while what it gave back is put back, and neither waits for the other for ever', async () => {
  const [mug, rug] = [await thing(1), await thing(2)]
  await soldBeyond(rug)
  const order = await ordered({ sku: mug.sku, quantity: 1 }, { sku: rug.sku, quantity: 4 })
  await pick(mug, rug)
  await takeOut(order, 0, 1)
  const [stopped] = await floor.on('put_back')
  let ended: Promise<void> | undefined
  // As a scan locks: what is to be put back first, and then the shelf.
  await shop.db.transaction(async tx => {
    await tx.execute(sql`select lock_put_back(${order.id})`)
    ended = callOff(order)
    await untilBlocked(shop.db)
    await tx.execute(sql`select from stock_levels where variant_id = ${rug.variantId} for update`)
  })
  await ended
  expect((await requireOrder(shop.db, order.id)).state).toBe('cancelled')
  expect(await shelf(rug)).toEqual([2, 2])
  expect(await back({ id: stopped?.id ?? '' }, rug, 2)).toEqual(['put_back'])
  expect(await shelf(rug)).toEqual([2, 0])
})

test('a lost unit of an order that goes on is written off what the shelf has beside it, and refused when all is promised', async () => {
  const mug = await thing(2)
  const order = await ordered({ sku: mug.sku, quantity: 2 })
  await pick(mug)
  await takeOut(order, 0, 1)
  expect(await shelf(mug)).toEqual([2, 2])
  expect(await writeOff(order, mug, 1)).toMatchObject({ status: 201 })
  expect(await shelf(mug)).toEqual([1, 1])
  expect(await writeOff(order, mug, 1)).toMatchObject({ status: 409 })
  expect(await back(order, mug)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([1, 1])
})

test('fewer than wait to be put back are not written down, and the answer says what to do', async () => {
  const mug = await thing(2)
  const order = await ordered({ sku: mug.sku, quantity: 2 })
  await pick(mug)
  await callOff(order)
  const body = { warehouse: 'north', onHand: 1, reason: 'Counted' }
  const path = `/api/v1/admin/variants/${mug.sku}/stock`
  const answer = await shop.send('PUT', path, { headers: key, body })
  expect(answer.status).toBe(409)
  expect(JSON.stringify(answer.body)).toContain('2 units wait to be put back')
  expect(await back(order, mug, 2)).toEqual(['put_back'])
  expect((await shop.send('PUT', path, { headers: key, body })).status).toBe(200)
})

test('what lies in totes is put back also where somebody else packs by now', async () => {
  const mug = await thing(1)
  const order = await ordered({ sku: mug.sku, quantity: 1 })
  await pick(mug)
  await callOff(order)
  const away = { floor: 'outside', reason: 'We give it to them' }
  await shop.send('PATCH', '/api/v1/admin/warehouses/north', { headers: key, body: away })
  try {
    const floors = async () =>
      ((await floor.get('/floors')).floors as { code: string; putBack: number }[]).find(
        ({ code }) => code === 'north',
      )?.putBack
    expect(await floors()).toBeGreaterThan(0)
    expect(await back(order, mug)).toEqual(['put_back'])
    expect(await shelf(mug)).toEqual([1, 0])
  } finally {
    await floor.open()
  }
})

test('a parcel that a version without holds called off is put back without setting anything free twice', async () => {
  const mug = await thing(2)
  const order = await ordered({ sku: mug.sku, quantity: 1 })
  await pick(mug)
  await callOff(order)
  // As the migration finds it.
  await shop.db.$client`update put_back_holds set until = since where order_id = ${order.id}`
  await shop.db.$client`update stock_levels set reserved = 0 where variant_id = ${mug.variantId}`
  await shop.db.$client`update floor_parcels set held_back = false where id = ${order.id}`
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  expect(checked.find(({ number }) => number === 47)).toMatchObject({ violations: 0 })
  expect(await buy(mug, 1)).toBe('confirmed')
  expect(await back(order, mug)).toEqual(['put_back'])
  expect(await shelf(mug)).toEqual([2, 1])
})
