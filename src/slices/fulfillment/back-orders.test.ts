import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { addDays, clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { EVERYTHING } from '#platform/rights/permission.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { announcementOf, confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { addToCart } from '#slices/cart/add-to-cart.ts'
import { expectedDay } from '#slices/catalog/later.ts'
import { readProduct } from '#slices/catalog/queries.ts'
import { setStock } from '#slices/inventory/desk/set-stock.ts'
import { planLaunch } from '#slices/inventory/plan-launch.ts'
import { stockLevels } from '#slices/inventory/schema.ts'
import { availableUnits } from '#slices/inventory/stock.ts'
import { fillWaiting } from '#slices/inventory/waiting/fill-waiting.ts'
import { backOrderOffers, waitingLines } from '#slices/inventory/waiting/schema.ts'
import { endOffer, setOffer } from '#slices/inventory/waiting/set-offer.ts'
import { moveWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import { sendConfirmation } from '#slices/notifications/send-confirmation.ts'
import { sendNewDay } from '#slices/notifications/send-new-day.ts'
import { sendShipped } from '#slices/notifications/send-shipped.ts'
import { sendStockCame } from '#slices/notifications/send-stock-came.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { readOrderWithParcels, readParcels } from '#slices/orders/delivery/read-parcels.ts'
import { cancelItems } from '#slices/orders/items/cancel-items.ts'
import type { Order } from '#slices/orders/order.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { readLines, requireOrder } from '#slices/orders/queries.ts'
import { orderAnswerOf } from '#slices/orders/rest/answers.ts'
import { orderStatus } from '#slices/orders/shop/shopper-queries.ts'
import { orderNews } from '#slices/orders/shop/ui/order-news.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { readPromisesOfOrder } from '#slices/promises/queries.ts'
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
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  expect(checked.filter(({ violations }) => violations > 0)).toEqual([])
})
const { ctx, run, shipmentsOf, callBack, storyOf } = warehouseOf(() => shop)

const dispatch = (order: Order) => run(dispatchOrderQueue, order, 'order.confirmed')
const now = (order: Order) => requireOrder(shop.db, order.id)
const parcelsOf = async (order: Order) =>
  (await readParcels(shop.db, await now(order))).map(
    ({ warehouse, state, lines }) =>
      `${warehouse} ${lines.map(({ quantity }) => quantity).join('+')} ${state}`,
  )
const inDays = (days: number) => addDays(clockIn(SHOP_TIME_ZONE, new Date()).day, days)
const staff = () => ({
  ...withGateway(shop.ctx),
  actor: { kind: 'staff', id: '0198c1b2-0000-7000-8000-000000000001', name: 'Anna' } as const,
  rights: [EVERYTHING],
})

let serial = 0
/** A thing of which the shop has so many units, sold beyond them. */
async function soldBeyond(units: Record<string, number>, most = 10) {
  const ware = await stockUp(shop.db, { sku: `LATE-${++serial}`, units })
  await setOffer(staff(), { sku: ware.sku, expectedOn: inDays(14), most, reason: 'More is ordered' })
  return ware
}
const offerOf = async (variantId: string) =>
  (await shop.db.select().from(backOrderOffers).where(eq(backOrderOffers.variantId, variantId)))[0]
const waitingOf = async (order: Order) =>
  (await shop.db.select().from(waitingLines).where(eq(waitingLines.orderId, order.id))).map(
    ({ waiting, unplanned }) => ({ waiting, unplanned }),
  )
const receive = (sku: string, warehouse: string, onHand: number) =>
  setStock(staff(), { sku, warehouse, onHand, reason: 'A delivery came' })

/** The answer to somebody who wants so many of it. */
const ask = (sku: string, quantity: number, method = 'pm_card_visa') => {
  const input = orderInput({ lines: [{ sku, quantity }], payment: { method } })
  return placeOrder(withGateway(shop.ctx), input, { customerId: null }).then(answer => ({
    answer,
    orderId: input.orderId,
  }))
}
const buy = (sku: string, quantity: number) => confirmedOrder(shop, { lines: [{ sku, quantity }] })
const free = async (variantId: string) => (await availableUnits(shop.db, [variantId])).get(variantId) ?? 0
const without = async (order: Order, quantity: number) => {
  const [line] = await readLines(shop.db, order.id)
  const lines = [{ lineId: line?.id ?? '', quantity }]
  return cancelItems(staff(), { orderId: order.id, reason: 'changed mind', refundId: uuidv7(), lines })
}
const ids = async (order: Order) => (await readParcels(shop.db, await now(order))).map(({ id }) => id)
async function send(order: Order, parcelId: string | undefined, ...states: string[]) {
  for (const state of states) expect(await callBack(order.id, { state, parcelId: parcelId ?? '' })).toBe(200)
}

describe('an order for more than there is', () => {
  test('holds what is on the shelf, and the rest leaves in a parcel of its own when it has come', async () => {
    const { sku, variantId } = await soldBeyond({ north: 2 })
    const order = await buy(sku, 5)
    expect(await waitingOf(order)).toEqual([{ waiting: 3, unplanned: 0 }])
    expect((await offerOf(variantId))?.waiting).toBe(3)
    await dispatch(order)
    expect(await parcelsOf(order)).toEqual(['north 2 planned'])
    await receive(sku, 'north', 4)
    expect(await waitingOf(order)).toEqual([{ waiting: 1, unplanned: 2 }])
    await askWarehouse(ctx())
    expect(await parcelsOf(order)).toEqual(['north 2 planned', 'north 2 planned'])
    expect((await shipmentsOf(order)).length).toBe(2)
    expect(await storyOf(order)).toEqual([
      'order.parcels_planned',
      'order.parcels_planned',
      'order.stock_came',
    ])
    const [first, second] = await ids(order)
    await send(order, second, 'shipped', 'delivered')
    expect(await now(order)).toMatchObject({ delivery: 'partly_shipped', state: 'confirmed' })
    expect(await parcelsOf(order)).toEqual(['north 2 planned', 'north 2 delivered'])
    await send(order, first, 'shipped', 'delivered')
    expect(await now(order)).toMatchObject({ delivery: 'partly_shipped', state: 'confirmed' })
    await receive(sku, 'north', 1)
    await askWarehouse(ctx())
    const [, , third] = await ids(order)
    await send(order, third, 'shipped', 'delivered')
    expect(await now(order)).toMatchObject({ delivery: 'delivered', state: 'completed' })
  })

  test('is confirmed with no parcel when nothing is on a shelf', async () => {
    const { sku } = await soldBeyond({ north: 0, south: 0 })
    const order = await buy(sku, 2)
    await dispatch(order)
    expect(await parcelsOf(order)).toEqual([])
    expect(await shipmentsOf(order)).toEqual([])
    await receive(sku, 'south', 1)
    await receive(sku, 'north', 1)
    await askWarehouse(ctx())
    expect(await parcelsOf(order)).toEqual(['north 1 planned', 'south 1 planned'].sort())
    for (const id of await ids(order)) await send(order, id, 'shipped', 'delivered')
    expect(await now(order)).toMatchObject({ delivery: 'delivered', state: 'completed' })
  })

  test('that is filled before its hand-over leaves whole', async () => {
    const { sku } = await soldBeyond({ north: 1 })
    const order = await buy(sku, 2)
    await receive(sku, 'north', 2)
    await dispatch(order)
    await askWarehouse(ctx())
    expect(await waitingOf(order)).toEqual([{ waiting: 0, unplanned: 0 }])
    expect(await storyOf(order)).toEqual([])
    await callBack(order.id, { state: 'delivered' })
    expect(await now(order)).toMatchObject({ delivery: 'delivered' })
  })

  test('is promised the days of its later parcel from when the stock had come', async () => {
    const { sku } = await soldBeyond({ north: 1 })
    const order = await buy(sku, 2)
    await dispatch(order)
    await receive(sku, 'north', 2)
    const later = new Date(Date.now() + 10 * 86_400_000)
    await askWarehouse({ ...ctx(), now: () => later })
    const [, second] = await ids(order)
    const promise = (await readPromisesOfOrder(shop.db, order.id)).get(second ?? '')
    expect(promise?.reason[0]).toEqual({ part: 'stock_came' })
    expect(promise?.delays).toBe(0)
    expect((promise?.firstBy ?? '') > later.toISOString().slice(0, 10)).toBe(true)
  })
})

describe('the line', () => {
  test('is served in the order in which it was joined, and nobody overtakes it', async () => {
    const { sku, variantId } = await soldBeyond({ north: 0 })
    const first = await buy(sku, 3)
    const second = await buy(sku, 2)
    await receive(sku, 'north', 4)
    expect(await waitingOf(first)).toEqual([{ waiting: 0, unplanned: 3 }])
    expect(await waitingOf(second)).toEqual([{ waiting: 1, unplanned: 1 }])
    expect(await free(variantId)).toBe(0)
    const third = await buy(sku, 1)
    await receive(sku, 'north', 5)
    expect(await waitingOf(second)).toEqual([{ waiting: 0, unplanned: 2 }])
    expect(await waitingOf(third)).toEqual([{ waiting: 1, unplanned: 0 }])
  })

  test('gets what a cancelled order held, and loses what a cancelled order waited for', async () => {
    const { sku, variantId } = await soldBeyond({ north: 2 })
    const holds = await buy(sku, 3)
    const waits = await buy(sku, 1)
    const alsoWaits = await buy(sku, 1)
    await cancelOrder(staff(), { orderId: waits.id, reason: 'changed mind' })
    expect(await now(waits)).toMatchObject({ state: 'cancelled', money: 'refunded' })
    expect((await offerOf(variantId))?.waiting).toBe(2)
    await cancelOrder(staff(), { orderId: holds.id, reason: 'changed mind' })
    expect(await waitingOf(holds)).toEqual([{ waiting: 0, unplanned: 0 }])
    expect(await waitingOf(alsoWaits)).toEqual([{ waiting: 0, unplanned: 1 }])
    expect(await free(variantId)).toBe(1)
  })

  test('is left by an order whose card is declined', async () => {
    const { sku, variantId } = await soldBeyond({ north: 1 })
    const { answer, orderId } = await ask(sku, 3, 'pm_card_chargeDeclined')
    expect(answer.kind).toBe('declined')
    expect(await waitingOf({ id: orderId } as Order)).toEqual([{ waiting: 0, unplanned: 0 }])
    expect((await offerOf(variantId))?.waiting).toBe(0)
    expect(await free(variantId)).toBe(1)
  })

  test('is filled when a paused warehouse opens, and not before', async () => {
    const { sku, variantId } = await soldBeyond({ north: 0, west: 0 })
    await moveWarehouse(shop.ctx, { code: 'west', state: 'paused' })
    const order = await buy(sku, 2)
    await receive(sku, 'west', 5)
    expect(await waitingOf(order)).toEqual([{ waiting: 2, unplanned: 0 }])
    await moveWarehouse(shop.ctx, { code: 'west', state: 'open' })
    expect(await waitingOf(order)).toEqual([{ waiting: 0, unplanned: 2 }])
    expect(await free(variantId)).toBe(3)
  })

  test('is filled by a round if nothing else did it', async () => {
    const { sku } = await soldBeyond({ north: 0 })
    const order = await buy(sku, 1)
    await shop.db.$client.begin(async tx => {
      await tx`set local session_replication_role = replica`
      await tx`update stock_levels set on_hand = 1 where variant_id = (select variant_id from wares where sku = ${sku})`
      await tx`insert into stock_movements (variant_id, warehouse_id, quantity, units, from_place, to_place, reason, actor)
        select variant_id, warehouse_id, 1, 1, 'supplier', 'shelf', 'received', 'program' from stock_levels where variant_id = (select variant_id from wares where sku = ${sku})`
    })
    expect(await fillWaiting(shop.db)).toBe(1)
    expect(await waitingOf(order)).toEqual([{ waiting: 0, unplanned: 1 }])
  })

  test('holds while buyers, deliveries and cancellations come at once', async () => {
    const { sku, variantId } = await soldBeyond({ north: 3, south: 2 }, 40)
    const places = Array.from({ length: 12 }, (_, at) => ask(sku, 1 + (at % 3)))
    const deliveries = [receive(sku, 'north', 8), receive(sku, 'south', 9)]
    const orders = await Promise.all(places)
    await Promise.all(deliveries)
    await Promise.all(
      orders
        .filter((_, at) => at % 4 === 0)
        .map(({ orderId }) => cancelOrder(staff(), { orderId, reason: 'changed mind' })),
    )
    expect(orders.every(({ answer }) => answer.kind === 'confirmed')).toBe(true)
    const bought = orders.reduce((sum, _, at) => sum + (at % 4 === 0 ? 0 : 1 + (at % 3)), 0)
    const [shelves] = await shop.db.execute<{ reserved: number }>(
      sql`select sum(reserved)::int as reserved from stock_levels where variant_id = ${variantId}`,
    )
    expect((shelves?.reserved ?? 0) + ((await offerOf(variantId))?.waiting ?? 0)).toBe(bought)
  })
})

describe('an offer', () => {
  const isOutOfStock = async (sku: string, quantity: number) => {
    const { answer } = await ask(sku, quantity)
    return answer.kind === 'out_of_stock' ? answer.lines.map(({ available }) => available) : answer.kind
  }

  test('lets so many units wait and no more', async () => {
    const { sku } = await soldBeyond({ north: 1 }, 3)
    await buy(sku, 2)
    expect(await isOutOfStock(sku, 3)).toEqual([0])
    await buy(sku, 2)
    expect(await isOutOfStock(sku, 1)).toEqual([0])
  })

  test('gives its last places to one of several who want them at once', async () => {
    const { sku } = await soldBeyond({ north: 0 }, 3)
    const asked = await Promise.all(Array.from({ length: 5 }, () => ask(sku, 2)))
    expect(asked.map(({ answer }) => answer.kind).sort()).toEqual([
      'confirmed',
      ...Array.from({ length: 4 }, () => 'out_of_stock'),
    ])
  })

  test('sells until its day is over, or until it is ended, and those who wait keep their place', async () => {
    const { sku, variantId } = await soldBeyond({ north: 0 })
    const order = await buy(sku, 1)
    await shop.db
      .update(backOrderOffers)
      .set({ expectedOn: inDays(-1) })
      .where(eq(backOrderOffers.variantId, variantId))
    expect(await isOutOfStock(sku, 1)).toEqual([0])
    await setOffer(staff(), { sku, expectedOn: inDays(0), most: 10, reason: 'Today' })
    await buy(sku, 1)
    await endOffer(staff(), { sku })
    expect(await isOutOfStock(sku, 1)).toEqual([0])
    await receive(sku, 'north', 1)
    expect(await waitingOf(order)).toEqual([{ waiting: 0, unplanned: 1 }])
  })

  test('sells nothing together with what is sold from the shelf alone', async () => {
    const { sku } = await soldBeyond({ north: 0 })
    const other = await stockUp(shop.db, { sku: `SHELF-${serial}`, units: { north: 0 } })
    const input = orderInput({
      lines: [
        { sku, quantity: 1 },
        { sku: other.sku, quantity: 1 },
      ],
    })
    expect(await placeOrder(withGateway(shop.ctx), input, { customerId: null })).toMatchObject({
      kind: 'out_of_stock',
    })
  })

  test('is refused for a day that is over, below those who wait, and beside a launch', async () => {
    const { sku, variantId } = await soldBeyond({ north: 0 })
    await buy(sku, 3)
    const set = (changes: object) =>
      setOffer(staff(), { sku, expectedOn: inDays(3), most: 10, reason: 'r', ...changes })
    await expect(set({ expectedOn: inDays(-1) })).rejects.toMatchObject({ code: 'validation_failed' })
    await expect(set({ expectedOn: inDays(401) })).rejects.toMatchObject({ code: 'validation_failed' })
    await expect(set({ most: 2 })).rejects.toThrow('3 units wait')
    await expect(set({ sku: 'NOTHING' })).rejects.toMatchObject({ code: 'not_found' })
    const launch = {
      variantId,
      startsAt: new Date(Date.now() + 3_600_000),
      endsAt: new Date(Date.now() + 7_200_000),
      buckets: 1,
      admitPerMinute: null,
      turnMinutes: 10,
      unitsPerTurn: 4,
    } as const
    await expect(planLaunch(staff(), launch)).rejects.toThrow('End that offer first')
    await endOffer(staff(), { sku })
    await planLaunch(staff(), launch)
    await expect(set({})).rejects.toThrow('launch')
  })
})

describe('items taken out', () => {
  test('are those that wait first, and the order is as far as what is left', async () => {
    const { sku, variantId } = await soldBeyond({ north: 2 })
    const order = await buy(sku, 4)
    await dispatch(order)
    const [parcel] = await ids(order)
    await send(order, parcel, 'shipped', 'delivered')
    expect(await now(order)).toMatchObject({ delivery: 'partly_shipped' })
    await without(order, 1)
    expect(await waitingOf(order)).toEqual([{ waiting: 1, unplanned: 0 }])
    expect(await now(order)).toMatchObject({ delivery: 'partly_shipped', units: 3 })
    await without(order, 1)
    expect(await now(order)).toMatchObject({
      delivery: 'delivered',
      state: 'completed',
      money: 'partially_refunded',
    })
    expect((await offerOf(variantId))?.waiting).toBe(0)
  })

  test('may have come a moment ago, and are free for the next', async () => {
    const { sku } = await soldBeyond({ north: 1 })
    const order = await buy(sku, 4)
    const next = await buy(sku, 1)
    await dispatch(order)
    await receive(sku, 'north', 3)
    expect(await waitingOf(order)).toEqual([{ waiting: 1, unplanned: 2 }])
    await without(order, 2)
    expect(await waitingOf(order)).toEqual([{ waiting: 0, unplanned: 1 }])
    expect(await waitingOf(next)).toEqual([{ waiting: 0, unplanned: 1 }])
    await askWarehouse(ctx())
    expect(await parcelsOf(order)).toEqual(['north 1 planned', 'north 1 planned'])
  })

  test('may wait and lie in a parcel: the parcel is stopped, and all go together', async () => {
    const { sku } = await soldBeyond({ north: 3 })
    const order = await buy(sku, 4)
    await dispatch(order)
    await without(order, 2)
    expect(await now(order)).toMatchObject({ recall: 'items', units: 4 })
    // Meanwhile what it waits for comes.
    await receive(sku, 'north', 4)
    await askWarehouse(ctx())
    expect(await waitingOf(order)).toEqual([{ waiting: 0, unplanned: 1 }])
    await run(recallItemsQueue, order, 'order.items_recalled')
    expect(await now(order)).toMatchObject({ recall: null, units: 2, money: 'partially_refunded' })
    expect(await waitingOf(order)).toEqual([{ waiting: 0, unplanned: 0 }])
    expect(await parcelsOf(order)).toEqual(['north 2 planned'])
  })

  test('that are all of an order end it', async () => {
    const { sku } = await soldBeyond({ north: 0 })
    const order = await buy(sku, 2)
    await dispatch(order)
    await without(order, 2)
    expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded' })
    // No warehouse has heard of it, so there is nobody to tell.
    await run(recallOrderQueue, order, 'order.cancelled')
  })
})

test('an order that is called back leaves the line with its goods', async () => {
  const { sku, variantId } = await soldBeyond({ north: 1 })
  const order = await buy(sku, 2)
  await dispatch(order)
  await cancelOrder(staff(), { orderId: order.id, reason: 'changed mind' })
  expect(await now(order)).toMatchObject({ recall: 'requested' })
  await run(recallOrderQueue, order, 'order.recall_requested')
  expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded' })
  expect(await free(variantId)).toBe(1)
  expect((await offerOf(variantId))?.waiting).toBe(0)
})

test('several units of one order and one warehouse leave with their own parcel alone', async () => {
  const { sku, variantId } = await soldBeyond({ north: 2 })
  const order = await buy(sku, 3)
  await dispatch(order)
  await receive(sku, 'north', 3)
  const [first] = await ids(order)
  // What has come is not planned yet when the first parcel leaves.
  await send(order, first, 'shipped')
  const [shelf] = await shop.db.select().from(stockLevels).where(eq(stockLevels.variantId, variantId))
  expect(shelf).toMatchObject({ onHand: 1, reserved: 1 })
  await askWarehouse(ctx())
  expect(await parcelsOf(order)).toEqual(['north 2 shipped', 'north 1 planned'])
})

describe('shoppers', () => {
  type Received = { subject: string; text: string }
  const inboxOf = async ({ number }: Order) =>
    (await (await fetch(`${shop.sandbox.url}/_sandbox/emails?orderNumber=${number}`)).json()) as Received[]
  const daysOf = (order: Order) => shop.db.$client<
    { data: { orderId: string; expectedOn: string; setAt: string } }[]
  >`
    delete from pgboss.job where name = 'stock.rescheduled' and data ->> 'orderId' = ${order.id} returning data`
  const set = (sku: string, days: number) =>
    setOffer(staff(), { sku, expectedOn: inDays(days), most: 10, reason: 'The supplier says so' })
  const day = (days: number) => expectedDay(inDays(days))

  test('read on the product, in the cart and on the order what comes later, and when', async () => {
    const { sku } = await soldBeyond({ north: 1 })
    const product = await readProduct(shop.db, sku.toLowerCase())
    expect(product.variants[0]).toMatchObject({ available: 1, later: { units: 10, expectedOn: inDays(14) } })
    const customerId = uuidv7()
    await shop.db
      .insert(customers)
      .values({ id: customerId, name: 'Ana', email: `${customerId}@example.com` })
    const { cart } = await addToCart(shop.ctx, { customerId, sku, quantity: 99 })
    expect(cart.lines[0]).toMatchObject({ quantity: 11, available: 11, later: { onShelf: 1 } })
    const order = await buy(sku, 3)
    const key = { customerId: null, isStaff: true }
    const status = await orderStatus(shop.db, order.id, key, new Date())
    expect(status?.lines[0]?.waiting).toEqual({ units: 2, expectedOn: inDays(14) })
    expect(status && orderNews(status).sentence).toContain(`2 items wait for stock, expected ${day(14)}`)
    const found = await readOrderWithParcels(shop.db, order.id)
    expect(found && orderAnswerOf(found).lines[0]).toMatchObject({ waiting: 2, expectedOn: inDays(14) })
    expect((await readProduct(shop.db, sku.toLowerCase())).variants[0]).toMatchObject({
      available: 0,
      later: { units: 8 },
    })
  })

  test('get the day with the confirmation, once more when it changes, and a mail when the stock has come', async () => {
    const { sku } = await soldBeyond({ north: 0 })
    const order = await buy(sku, 2)
    const { seq } = await announcementOf(shop, order.id, 'order.confirmed')
    await sendConfirmation(shop.ctx, { orderId: order.id, seq })
    await set(sku, 20)
    await set(sku, 21)
    for (const _ of [1, 2]) {
      await askWarehouse(ctx())
      for (const { data } of await daysOf(order))
        for (const again of [data, data]) await sendNewDay(shop.ctx, again)
    }
    await set(sku, 14)
    await askWarehouse(ctx())
    for (const { data } of await daysOf(order)) await sendNewDay(shop.ctx, data)
    await dispatch(order)
    await receive(sku, 'north', 1)
    await askWarehouse(ctx())
    const came = await announcementOf(shop, order.id, 'order.stock_came')
    for (const _ of [1, 2]) await sendStockCame(shop.ctx, came)
    const mails = await inboxOf(order)
    expect(mails.map(({ subject }) => subject.replace(order.number, 'O'))).toEqual([
      `Order O is confirmed — leaves from ${day(14)}`,
      `Order O: stock is now expected ${day(21)}`,
      `Order O: stock is now expected ${day(14)}`,
      expect.stringMatching(/^In stock: what you waited for of order O arrives /),
    ])
    expect(mails[0]?.text).toContain(`Waiting for stock: 2 × Thing ${sku}, expected ${day(14)}`)
    expect(mails[3]?.text).toContain(`Still waiting for stock: 1 × Thing ${sku}, expected ${day(14)}`)
  })

  test('are told that the rest waits when the only parcel so far leaves', async () => {
    const { sku } = await soldBeyond({ north: 1 })
    const order = await buy(sku, 2)
    await dispatch(order)
    const [parcel] = await ids(order)
    await send(order, parcel, 'shipped')
    await sendShipped(shop.ctx, await announcementOf(shop, order.id, 'order.parcel_shipped'))
    const [mail] = await inboxOf(order)
    expect(mail?.subject).toMatch(/^Shipped: a part of order/)
    expect(mail?.text).toContain('The rest of your order waits for stock')
  })
})
