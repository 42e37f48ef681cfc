import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { unitsOnHand } from '#slices/inventory/stock.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { changeAddress } from '#slices/orders/delivery/change-address.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import { everyOrder } from '#slices/orders/desk/filter.ts'
import { ada, staffCaller } from '#slices/orders/desk/test-orders.ts'
import { repeatEffect } from '#slices/orders/effects/repeat-effect.ts'
import type { Order } from '#slices/orders/order.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { askWarehouse } from './ask-warehouse.ts'
import { dispatchOrderQueue, recallOrderQueue, repeatDispatchQueue, tellAddressQueue } from './jobs.ts'
import { readTroubles } from './queries.ts'
import { warehouseOf } from './test-warehouse.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({ warehouseStepMs: 3_600_000 })
})
afterAll(() => shop.close())
afterEach(async () => {
  strikeWith(undefined)
  await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
  // What is wrong after a test was done by it, and jobs are run by hand here.
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  const wrong = checked.filter(
    ({ number, violations }) => [1, 2, 3, 4, 11, 15, 16, 23, 30].includes(number) && violations > 0,
  )
  expect(wrong).toEqual([])
})
const { ctx, run, shipmentsOf, advance, callBack, storyOf } = warehouseOf(() => shop)
const fault = (kind: string, count = 1) => askSandbox(shop).fault({ service: 'warehouse', kind, count })

const dispatch = (order: Order) => run(dispatchOrderQueue, order, 'order.confirmed')
const recall = (order: Order) => run(recallOrderQueue, order, 'order.recall_requested')
const desk = () => withGateway({ ...shop.ctx, actor: { kind: 'staff', id: order0, name: 'Anna' } as const })
const order0 = '0198c1b2-0000-7000-8000-000000000001'
const cancel = (order: Order) => cancelOrder(desk(), { orderId: order.id, reason: 'changed mind' })
const now = (order: Order) => requireOrder(shop.db, order.id)
const parcelsOf = async (order: Order) => readParcels(shop.db, await now(order))
const theirs = async (order: Order) =>
  (await shipmentsOf(order)).map(({ warehouse, state }) => `${warehouse} ${state}`).sort()

let serial = 0
/** Two things of one kind in the north and one in the south, all three bought. */
async function splitOrder() {
  const { sku, variantId } = await stockUp(shop.db, {
    sku: `SPLIT-${++serial}`,
    units: { north: 2, south: 1 },
  })
  const order = await confirmedOrder(shop, { lines: [{ sku, quantity: 3 }] })
  return { order, variantId }
}

async function handedOver() {
  const { order, variantId } = await splitOrder()
  await dispatch(order)
  const [north, south] = await parcelsOf(order)
  if (!north || !south) throw new Error('the order was not split')
  return { order, variantId, north: north.id, south: south.id }
}

async function askNow(order: Order) {
  await shop.db
    .$client`update parcels set ask_at = now() - interval '1 ms' where order_id = ${order.id} and ask_at is not null`
  await askWarehouse(ctx(), { atOnce: 1 })
}

test('an order out of two warehouses is two parcels, each told with its warehouse and its goods, and each leaves its own shelf', async () => {
  const { order, variantId } = await splitOrder()
  const before = await parcelsOf(order)
  expect(before).toMatchObject([
    { warehouse: 'north', state: 'planned', lines: [{ quantity: 2 }] },
    { warehouse: 'south', state: 'planned', lines: [{ quantity: 1 }] },
  ])
  await dispatch(order)
  await dispatch(order)
  expect((await parcelsOf(order)).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  expect(await theirs(order)).toEqual(['north received', 'south received'])
  const [north, south] = before.map(({ id }) => id)
  for (const state of ['picking', 'packed', 'shipped'])
    await callBack(order.id, { parcelId: north, state, carrier: 'DPD', trackingNumber: 'N1' })
  expect(await now(order)).toMatchObject({ state: 'confirmed', delivery: 'partly_shipped' })
  expect((await unitsOnHand(shop.db, [variantId])).get(variantId)).toBe(1)
  await callBack(order.id, { parcelId: south, state: 'picking' })
  await callBack(order.id, { parcelId: north, state: 'delivered' })
  expect(await parcelsOf(order)).toMatchObject([
    { state: 'delivered', carrier: 'DPD', trackingNumber: 'N1' },
    { state: 'picking', carrier: null },
  ])
  await callBack(order.id, { parcelId: south, state: 'shipped', carrier: 'GLS', trackingNumber: 'S1' })
  expect(await now(order)).toMatchObject({ state: 'confirmed', delivery: 'shipped' })
  expect((await unitsOnHand(shop.db, [variantId])).get(variantId)).toBe(0)
  await callBack(order.id, { parcelId: south, state: 'delivered' })
  expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered' })
  expect(await storyOf(order)).toEqual([
    'order.parcels_planned',
    'order.picking',
    'order.packed',
    'order.parcel_shipped',
    'order.parcel_moved',
    'order.parcel_delivered',
    'order.shipped',
    'order.delivered',
    'order.completed',
  ])
})

test('staff find an order by the number of each of its parcels', async () => {
  const { order, north, south } = await handedOver()
  await callBack(order.id, { parcelId: north, state: 'shipped', trackingNumber: `FIRST${order.number}` })
  await callBack(order.id, { parcelId: south, state: 'shipped', trackingNumber: `SECOND${order.number}` })
  for (const number of [`first${order.number}`, `SECOND${order.number}`]) {
    const { rows } = await staffCaller(shop, ada).list({ ...everyOrder, search: number })
    expect(rows.map(({ id }) => id)).toEqual([order.id])
  }
})

test('news that names only the order is refused while it has several parcels, and each parcel may be named as an order', async () => {
  const { order, north } = await handedOver()
  await callBack(order.id, { state: 'shipped' })
  await callBack(order.id, { parcelId: order0, state: 'shipped' })
  const refused = await shop.db.$client<{ refusal: string }[]>`
    select refusal from warehouse_callbacks where order_id = ${order.id} and refusal is not null order by received_at`
  expect(refused.map(({ refusal }) => refusal)).toEqual([
    `Order ${order.number} is sent in 2 parcels, and the message does not say which of them it is about.`,
    `Order ${order.number} has no parcel ${order0}.`,
  ])
  expect(await now(order)).toMatchObject({ delivery: 'unfulfilled' })
  await callBack(north, { state: 'shipped', trackingNumber: 'N1' })
  expect(await parcelsOf(order)).toMatchObject([
    { state: 'shipped', trackingNumber: 'N1' },
    { state: 'planned' },
  ])
})

test('a parcel cannot be named with an order that is not its own', async () => {
  const { order, north } = await handedOver()
  const other = await confirmedOrder(shop)
  await dispatch(other)
  await callBack(other.id, { parcelId: north, state: 'shipped' })
  expect([(await now(order)).delivery, (await now(other)).delivery]).toEqual(['unfulfilled', 'unfulfilled'])
})

test('news of two parcels at once sends both, whichever comes first', async () => {
  for (let round = 0; round < 5; round++) {
    const { order, north, south } = await handedOver()
    const say = (state: string) =>
      Promise.all([north, south].map(parcelId => callBack(order.id, { parcelId, state })))
    expect(await say('shipped')).toEqual([200, 200])
    expect(await now(order)).toMatchObject({ delivery: 'shipped' })
    expect(await say('delivered')).toEqual([200, 200])
    expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered' })
  }
})

test('a parcel that arrives although nobody said that it left takes its goods along', async () => {
  const { order, north, south } = await handedOver()
  await callBack(order.id, { parcelId: south, state: 'delivered' })
  expect(await now(order)).toMatchObject({ state: 'confirmed', delivery: 'partly_shipped' })
  await callBack(order.id, { parcelId: north, state: 'delivered' })
  expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered' })
})

test('a worker that dies between two parcels hands each over once', async () => {
  const { order } = await splitOrder()
  let sent = 0
  strikeWith(point => {
    if (point === 'dispatch.sent' && ++sent === 1) throw new Error('the worker died')
  })
  await expect(dispatch(order)).rejects.toThrow('the worker died')
  expect(await theirs(order)).toEqual(['north received'])
  await dispatch(order)
  expect(await theirs(order)).toEqual(['north received', 'south received'])
})

test('an order that is stopped between two parcels hands over no more of them, and none is sent', async () => {
  const { order } = await splitOrder()
  let sent = 0
  strikeWith(async point => {
    if (point === 'dispatch.sent' && ++sent === 1) await cancel(order)
  })
  await dispatch(order)
  expect(await theirs(order)).toEqual(['north received'])
  await expect(recall(order)).rejects.toThrow('may still be on its way')
  await shop.db.$client`update hand_overs set at = at - interval '5 minutes' where order_id = ${order.id}`
  await recall(order)
  expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded' })
  expect(await theirs(order)).toEqual(['north cancelled'])
})

test('a recall stops every parcel', async () => {
  const { order } = await handedOver()
  await cancel(order)
  await fault('error_500')
  await expect(recall(order)).rejects.toThrow()
  expect(await now(order)).toMatchObject({ state: 'confirmed', recall: 'requested' })
  await recall(order)
  expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded' })
  expect(await theirs(order)).toEqual(['north cancelled', 'south cancelled'])
  expect(await parcelsOf(order)).toMatchObject([{ state: 'cancelled' }, { state: 'cancelled' }])
})

test('when one parcel has left, the order goes on, and what was stopped of it leaves in a new parcel', async () => {
  const { order, north, south } = await handedOver()
  await cancel(order)
  // The news of the southern parcel is lost.
  for (let step = 0; step < 3; step++) await advance(order, south)
  await recall(order)
  expect(await now(order)).toMatchObject({ state: 'confirmed', recall: 'refused' })
  expect(await theirs(order)).toEqual(['north cancelled', 'north received', 'south shipped'])
  const [again] = await parcelsOf(order)
  expect(again).toMatchObject({ warehouse: 'north', state: 'planned', lines: [{ quantity: 2 }] })
  expect(again?.id).not.toBe(north)
  await askNow(order)
  for (let step = 0; step < 4; step++) await advance(order)
  await askNow(order)
  expect(await now(order)).toMatchObject({ state: 'completed', needsReview: null })
  // The parcel that was stopped comes to life at the warehouse all the same: a person must know.
  await callBack(order.id, { parcelId: north, state: 'shipped' })
  expect((await now(order)).needsReview).toContain('its goods were handed over again')
})

test('a recall whose worker dies after it stopped one parcel ends the same way', async () => {
  const { order, south } = await handedOver()
  await cancel(order)
  for (let step = 0; step < 3; step++) await advance(order, south)
  strikeWith(point => {
    if (point === 'recall.answered') throw new Error('the worker died')
  })
  await expect(recall(order)).rejects.toThrow('the worker died')
  strikeWith(undefined)
  // The call-back comes before the next try, and ends the recall.
  await callBack(order.id, { parcelId: south, state: 'shipped' })
  expect(await now(order)).toMatchObject({ recall: 'refused', delivery: 'partly_shipped' })
  await recall(order)
  expect(await theirs(order)).toEqual(['north cancelled', 'north received', 'south shipped'])
})

test('what could not be told of a new parcel is told later, also when the process that planned it is gone', async () => {
  const { order, north, south } = await handedOver()
  await cancel(order)
  for (let step = 0; step < 3; step++) await advance(order, south)
  await callBack(order.id, { parcelId: south, state: 'shipped' })
  expect(await now(order)).toMatchObject({ recall: 'refused' })
  // The warehouse has stopped the other one, says so, and is away when it is to take its goods again.
  await fetch(`${shop.sandbox.url}/warehouse/v1/orders/${north}`, {
    method: 'DELETE',
    headers: { authorization: 'Bearer key' },
  })
  await fault('error_500')
  expect(await callBack(order.id, { parcelId: north, state: 'cancelled', id: 'msg_north' })).toBe(500)
  expect(await callBack(order.id, { parcelId: north, state: 'cancelled', id: 'msg_north' })).toBe(200)
  expect(await theirs(order)).toEqual(['north cancelled', 'south shipped'])
  await askNow(order)
  expect(await theirs(order)).toEqual(['north cancelled', 'north received', 'south shipped'])
})

test('one warehouse that does not answer a recall keeps no other from stopping, and one that has sent its parcel ends it', async () => {
  const { order, north, south } = await handedOver()
  await cancel(order)
  await fault('error_500')
  await expect(recall(order)).rejects.toThrow('answered 500')
  expect(await theirs(order)).toEqual(['north received', 'south cancelled'])
  for (let step = 0; step < 3; step++) await advance(order, north)
  await recall(order)
  expect(await now(order)).toMatchObject({ recall: 'refused' })
  const other = await handedOver()
  await cancel(other.order)
  for (let step = 0; step < 3; step++) await advance(other.order, other.north)
  await recall(other.order)
  // Nothing of it had to be stopped and planned again.
  expect(await theirs(other.order)).toEqual(['north shipped', 'south received'])
  expect((await parcelsOf(other.order)).map(({ id }) => id)).toEqual([other.north, other.south])
  expect(south).not.toBe(other.south)
})

test('a run that is cut short tells nobody twice, and goes on where it stopped', async () => {
  const { order } = await splitOrder()
  const sent: string[] = []
  const calls = globalThis.fetch
  globalThis.fetch = (async (url: string, init?: RequestInit) => {
    if (init?.method === 'PUT') sent.push(String(url).split('/').at(-1) ?? '')
    return calls(url, init)
  }) as typeof fetch
  try {
    let points = 0
    strikeWith(point => {
      if (point === 'dispatch.sent' && ++points === 2) throw new Error('the worker died')
    })
    await expect(dispatch(order)).rejects.toThrow('the worker died')
    strikeWith(undefined)
    await dispatch(order)
  } finally {
    globalThis.fetch = calls
  }
  const [north, south] = (await parcelsOf(order)).map(({ id }) => id)
  expect(sent).toEqual([north, south, south])
})

test('a shop that still runs a version before parcels tells orders whole', async () => {
  const settings = vi.spyOn(env().warehouse, 'parcels', 'get').mockReturnValue('one')
  try {
    const { order } = await splitOrder()
    await dispatch(order)
    expect(await theirs(order)).toEqual(['null received'])
    for (const state of ['shipped', 'delivered']) await callBack(order.id, { state })
    expect(await now(order)).toMatchObject({ state: 'completed' })
  } finally {
    settings.mockRestore()
  }
})

test('after that, a parcel that a warehouse stops by itself is for a person, and is not planned again and again', async () => {
  const { order, south } = await handedOver()
  await cancel(order)
  for (let step = 0; step < 3; step++) await advance(order, south)
  await recall(order)
  const [again] = await parcelsOf(order)
  for (let time = 0; time < 2; time++)
    await callBack(order.id, { parcelId: again?.id ?? '', state: 'cancelled' })
  expect((await parcelsOf(order))[0]?.id).toBe(again?.id)
  expect((await now(order)).needsReview).toContain('has cancelled a parcel of this order by itself')
  // Staff hand it over again, and its goods leave in a new parcel.
  await repeatEffect(desk(), { orderId: order.id, kind: 'warehouse.dispatch' })
  await run(repeatDispatchQueue, order, 'order.hand_over_repeated')
  await run(repeatDispatchQueue, order, 'order.hand_over_repeated')
  expect((await parcelsOf(order))[0]?.id).not.toBe(again?.id)
  expect((await theirs(order)).filter(parcel => parcel === 'north received')).toHaveLength(2)
})

test('a parcel that the warehouse stops by itself is handed over again as a new one while the other is being picked', async () => {
  const { order, north, south } = await handedOver()
  await callBack(order.id, { parcelId: south, state: 'picking' })
  await callBack(order.id, { parcelId: north, state: 'cancelled' })
  await repeatEffect(desk(), { orderId: order.id, kind: 'warehouse.dispatch' })
  await run(repeatDispatchQueue, order, 'order.hand_over_repeated')
  const plan = await parcelsOf(order)
  expect(plan).toMatchObject([{ state: 'planned' }, { id: south, state: 'picking' }])
  expect(plan[0]?.id).not.toBe(north)
  for (const { id } of plan) await callBack(order.id, { parcelId: id, state: 'delivered' })
  expect(await now(order)).toMatchObject({ state: 'completed' })
})

test('a refused call-back that names a parcel as an order shows staff the order', async () => {
  const { order, north } = await handedOver()
  await cancel(order)
  await recall(order)
  await callBack(north, { state: 'shipped' })
  expect((await readTroubles(shop.db)).refused).toContainEqual(
    expect.objectContaining({ orderId: order.id, number: order.number }),
  )
})

test('a parcel that the warehouse stops by itself waits for a person', async () => {
  const { order, north } = await handedOver()
  await callBack(order.id, { parcelId: north, state: 'cancelled' })
  expect((await now(order)).needsReview).toContain('has cancelled a parcel of this order by itself')
})

test('another address reaches every parcel; when one is packed, all go to the address before', async () => {
  const { order, north } = await handedOver()
  const there = async () =>
    (await (await fetch(`${shop.sandbox.url}/_sandbox/shipments?orderId=${order.id}`)).json()).map(
      ({ shipTo }: { shipTo: { line1: string } }) => shipTo.line1,
    )
  const home = order.shippingAddress
  const move = (line1: string) =>
    changeAddress(ctx(), { orderId: order.id, shippingAddress: { ...home, line1 } })
  const tell = () => run(tellAddressQueue, order, 'order.address_changed')
  await move('2 Moved Street')
  await tell()
  expect(await there()).toEqual(['2 Moved Street', '2 Moved Street'])
  for (let step = 0; step < 2; step++) await advance(order, north)
  // The news that it is packed has not come yet.
  await move('3 Moved Street')
  const [late] = await shop.db.$client<{ seq: number }[]>`
    select max(seq) as seq from order_events where order_id = ${order.id} and type = 'order.address_changed'`
  await tellAddressQueue.perform(
    shop.ctx,
    { orderId: order.id, seq: late?.seq ?? 0 },
    { id: 'job', attempt: 1 },
  )
  expect(await there()).toEqual(['2 Moved Street', '2 Moved Street'])
  expect((await now(order)).shippingAddress.line1).toBe('2 Moved Street')
})

test('an order that an older version told whole stays one parcel, and is asked about', async () => {
  const { order } = await splitOrder()
  await shop.db.$client`insert into hand_overs (order_id, state, at) values (${order.id}, 'taken', now())`
  await shop.db
    .$client`insert into dispatches (order_id, state, ask_at) values (${order.id}, 'received', now() - interval '1 ms')`
  const input = orderInput({ lines: [] })
  await fetch(`${shop.sandbox.url}/warehouse/v1/orders/${order.id}`, {
    method: 'PUT',
    headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    body: JSON.stringify({
      orderNumber: order.number,
      shippingMethod: 'standard',
      shipTo: { ...input.shippingAddress },
      lines: [{ sku: 'A', name: 'A', quantity: 3 }],
    }),
  })
  await advance(order)
  await askWarehouse(ctx())
  expect(await now(order)).toMatchObject({ delivery: 'picking' })
  for (const state of ['shipped', 'delivered']) await callBack(order.id, { state })
  expect(await now(order)).toMatchObject({ state: 'completed' })
  expect(await parcelsOf(order)).toMatchObject([
    { id: order.id, state: 'delivered', lines: [{ quantity: 3 }] },
  ])
})
