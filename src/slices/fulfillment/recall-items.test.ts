import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { availableUnits } from '#slices/inventory/stock.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import { cancelItems } from '#slices/orders/items/cancel-items.ts'
import type { Order } from '#slices/orders/order.ts'
import { readLines, requireOrder } from '#slices/orders/queries.ts'
import { orderStatus } from '#slices/orders/shop/shopper-queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { askWarehouse } from './ask-warehouse.ts'
import { dispatchOrderQueue, recallItemsQueue, recallOrderQueue } from './jobs.ts'
import { warehouseOf } from './test-warehouse.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({ warehouseStepMs: 3_600_000 })
})
afterAll(() => shop.close())
afterEach(async () => {
  strikeWith(undefined)
  await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  expect(checked.filter(({ violations }) => violations > 0)).toEqual([])
})
const { ctx, run, shipmentsOf, advance, callBack, storyOf } = warehouseOf(() => shop)

const dispatch = (order: Order) => run(dispatchOrderQueue, order, 'order.confirmed')
const recallItems = (order: Order) => run(recallItemsQueue, order, 'order.items_recalled')
const desk = () =>
  withGateway({
    ...shop.ctx,
    actor: { kind: 'staff', id: '0198c1b2-0000-7000-8000-000000000001', name: 'Anna' } as const,
  })
const now = (order: Order) => requireOrder(shop.db, order.id)
const parcelsOf = async (order: Order) => readParcels(shop.db, await now(order))
const theirs = async (order: Order) =>
  (await shipmentsOf(order)).map(({ warehouse, state }) => `${warehouse} ${state}`).sort()
const free = async (variantId: string) => (await availableUnits(shop.db, [variantId])).get(variantId)

/** Units of the order's lines by their position. */
async function without(order: Order, units: Record<number, number>, refundId: string = uuidv7()) {
  const lines = (await readLines(shop.db, order.id)).flatMap(({ id: lineId, position }) => {
    const quantity = units[position]
    return quantity ? [{ lineId, quantity }] : []
  })
  return cancelItems(desk(), { orderId: order.id, reason: 'changed mind', refundId, lines })
}

let serial = 0
/** So many units of one thing, all of what a shop has in these warehouses, and one thing of another kind in the north. */
async function orderOf(units: Record<string, number>) {
  const { sku, variantId } = await stockUp(shop.db, { sku: `ITEM-${++serial}`, units })
  const other = await stockUp(shop.db, { sku: `OTHER-${serial}`, units: { north: 1 } })
  const quantity = Object.values(units).reduce((sum, one) => sum + one, 0)
  const order = await confirmedOrder(shop, {
    lines: [
      { sku, quantity },
      { sku: other.sku, quantity: 1 },
    ],
  })
  return { order, variantId, otherId: other.variantId }
}

async function inTwo() {
  const made = await orderOf({ north: 2, south: 1 })
  await dispatch(made.order)
  const [north, south] = await parcelsOf(made.order)
  if (!north || !south) throw new Error('the order was not split')
  return { ...made, north: north.id, south: south.id }
}

async function askNow(order: Order) {
  await shop.db
    .$client`update parcels set ask_at = now() - interval '1 ms' where order_id = ${order.id} and ask_at is not null`
  await askWarehouse(ctx(), { atOnce: 1 })
}

test('what no warehouse has heard of is taken out at once: the stock is free, its money goes back, and the rest is sent', async () => {
  const { order, variantId } = await orderOf({ north: 4 })
  const after = await without(order, { 0: 2 })
  expect(after).toMatchObject({ state: 'confirmed', money: 'partially_refunded', recall: null, units: 3 })
  expect(await free(variantId)).toBe(2)
  const [line] = await readLines(shop.db, order.id)
  expect(line).toMatchObject({ quantity: 4, cancelled: 2 })
  expect(after.refundedMinor).toBe(2 * (line?.unitPriceMinor ?? 0))
  // What was taken out before counts on.
  expect(await without(order, { 0: 1 })).toMatchObject({ units: 2 })
  expect((await readLines(shop.db, order.id)).map(({ cancelled }) => cancelled)).toEqual([3, 0])
  await dispatch(order)
  expect(await parcelsOf(order)).toMatchObject([
    { warehouse: 'north', lines: [{ quantity: 1 }, { quantity: 1 }] },
  ])
  for (const state of ['shipped', 'delivered']) await callBack(order.id, { state })
  expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered' })
})

test('a whole line is taken out of a parcel that the warehouse has: it stops it, and the rest leaves in a new one', async () => {
  const { order, otherId } = await orderOf({ north: 3 })
  await dispatch(order)
  await advance(order)
  const asked = await without(order, { 1: 1 })
  expect(asked).toMatchObject({ state: 'confirmed', money: 'paid', recall: 'items', units: 4 })
  expect(await free(otherId)).toBe(0)
  await recallItems(order)
  await recallItems(order)
  expect(await now(order)).toMatchObject({ money: 'partially_refunded', recall: null, units: 3 })
  expect(await free(otherId)).toBe(1)
  expect(await theirs(order)).toEqual(['north cancelled', 'north received'])
  const [parcel, ...more] = await parcelsOf(order)
  expect(more).toEqual([])
  expect(parcel).toMatchObject({ state: 'planned', lines: [{ quantity: 3 }] })
  // To its buyer it is the only parcel of the order, as it was before.
  const status = await orderStatus(shop.db, order.id, { customerId: null, isStaff: true }, new Date())
  expect(status).toMatchObject({ parcels: [], exception: null, lines: [{ cancelled: 0 }, { cancelled: 1 }] })
  for (const state of ['shipped', 'delivered'])
    await callBack(order.id, { parcelId: parcel?.id ?? '', state })
  expect(await now(order)).toMatchObject({ state: 'completed', needsReview: null })
  expect(await storyOf(order)).toEqual([
    'order.items_recalled',
    'order.parcels_planned',
    'order.items_cancelled',
    'order.refunded',
    'order.shipped',
    'order.delivered',
    'order.completed',
  ])
})

test('the same id is the same wish, another wish needs another id, and the id of a refund is taken', async () => {
  const { order } = await orderOf({ north: 3 })
  const id = uuidv7()
  await Promise.all([without(order, { 0: 1 }, id), without(order, { 0: 1 }, id)])
  expect(await without(order, { 0: 1 }, id)).toMatchObject({ units: 3 })
  await expect(without(order, { 0: 2 }, id)).rejects.toThrow('Another refund')
  expect(await refundsOf(shop.db, order.id)).toHaveLength(1)
})

test('only the parcels that hold the items are stopped, those that are least far first', async () => {
  const { order, variantId, south } = await inTwo()
  for (let step = 0; step < 2; step++) await advance(order, south)
  await callBack(order.id, { parcelId: south, state: 'packed' })
  await without(order, { 0: 2 })
  await recallItems(order)
  expect(await theirs(order)).toEqual(['north cancelled', 'north received', 'south packed'])
  expect(await parcelsOf(order)).toMatchObject([
    { warehouse: 'north', lines: [{ quantity: 1 }] },
    { warehouse: 'south', id: south, state: 'packed', lines: [{ quantity: 1 }] },
  ])
  expect(await free(variantId)).toBe(2)
})

test('what is left of a partly shipped order is taken out, and the order is as far as what has left', async () => {
  const { order, south } = await inTwo()
  for (let step = 0; step < 3; step++) await advance(order, south)
  await callBack(order.id, { parcelId: south, state: 'shipped' })
  await without(order, { 0: 2, 1: 1 })
  await recallItems(order)
  expect(await now(order)).toMatchObject({ state: 'confirmed', delivery: 'shipped', units: 1 })
  await callBack(order.id, { parcelId: south, state: 'delivered' })
  expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered', needsReview: null })
  const later = await inTwo()
  for (const state of ['shipped', 'delivered'])
    await callBack(later.order.id, { parcelId: later.south, state })
  await without(later.order, { 0: 2, 1: 1 })
  await recallItems(later.order)
  expect(await now(later.order)).toMatchObject({ state: 'completed', delivery: 'delivered', units: 1 })
})

test('a parcel that left before it could be stopped keeps its items, and what was stopped beside it is sent again', async () => {
  const { order, south } = await inTwo()
  await without(order, { 0: 3 })
  for (let step = 0; step < 3; step++) await advance(order, south)
  await recallItems(order)
  expect(await now(order)).toMatchObject({ recall: 'refused', money: 'paid', units: 4 })
  expect(await theirs(order)).toEqual(['north cancelled', 'north received', 'south shipped'])
  // What has not left may still be taken out.
  await askNow(order)
  await without(order, { 1: 1 })
  await askNow(order)
  expect(await now(order)).toMatchObject({ recall: null, units: 3, delivery: 'partly_shipped' })
})

test('a parcel of which somebody says that it left, although its warehouse stops it, keeps its items', async () => {
  const { order, north } = await inTwo()
  await without(order, { 1: 1 })
  await callBack(order.id, { parcelId: north, state: 'shipped' })
  await recallItems(order)
  expect(await now(order)).toMatchObject({
    recall: 'refused',
    units: 4,
    delivery: 'partly_shipped',
    money: 'paid',
  })
})

test('who asks for all of it meanwhile gets all of it', async () => {
  const { order } = await inTwo()
  await without(order, { 0: 1 })
  await cancelOrder(desk(), { orderId: order.id, reason: 'all of it' })
  await recallItems(order)
  expect(await now(order)).toMatchObject({ recall: 'requested', units: 4 })
  await run(recallOrderQueue, order, 'order.recall_requested')
  expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded' })
})

test('naming everything cancels the order', async () => {
  const { order } = await orderOf({ north: 1 })
  const id = uuidv7()
  expect(await without(order, { 0: 1, 1: 1 }, id)).toMatchObject({ state: 'cancelled', money: 'refunded' })
  expect(await without(order, { 0: 1, 1: 1 }, id)).toMatchObject({ state: 'cancelled' })
  expect(await refundsOf(shop.db, order.id)).toHaveLength(1)
})

test('what is not here, or is no part of the order, is refused in words', async () => {
  const { order } = await orderOf({ north: 2 })
  await expect(without(order, { 0: 3 })).rejects.toThrow(/Of “.+” only 2 can still be taken out/)
  await dispatch(order)
  await without(order, { 0: 1 })
  await expect(without(order, { 0: 1 })).rejects.toThrow('Try again in a moment')
  await callBack(order.id, { state: 'shipped' })
  expect(await now(order)).toMatchObject({ recall: 'refused' })
  await expect(without(order, { 0: 1 })).rejects.toThrow('Everything has left the house')
  await callBack(order.id, { state: 'delivered' })
  await recallItems(order)
  expect(await now(order)).toMatchObject({ state: 'completed', units: 3 })
})

test.each(['items-recall.answered', 'items.in'])(
  'a worker that dies at %s leaves no unit and no penny behind',
  async at => {
    const { order } = await inTwo()
    await without(order, { 0: 1 })
    strikeWith(point => {
      if (point === at) throw new Error('the worker died')
    })
    await expect(recallItems(order)).rejects.toThrow('the worker died')
    strikeWith(undefined)
    expect(await now(order)).toMatchObject({ recall: 'items', units: 4 })
    await askNow(order)
    expect(await now(order)).toMatchObject({ recall: null, units: 3, money: 'partially_refunded' })
    await recallItems(order)
    expect(await refundsOf(shop.db, order.id)).toHaveLength(1)
  },
)

test('a warehouse that is away when the new parcel is to be told hears of it in the next round', async () => {
  const { order } = await orderOf({ north: 2 })
  await dispatch(order)
  await without(order, { 0: 1 })
  strikeWith(async point => {
    if (point === 'items.in')
      await askSandbox(shop).fault({ service: 'warehouse', kind: 'error_500', count: 1 })
  })
  await expect(recallItems(order)).rejects.toThrow('answered 500')
  strikeWith(undefined)
  expect(await theirs(order)).toEqual(['north cancelled'])
  await askNow(order)
  expect(await theirs(order)).toEqual(['north cancelled', 'north received'])
})
