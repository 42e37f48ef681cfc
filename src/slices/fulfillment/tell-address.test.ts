import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Queue } from '#platform/jobs/queue.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { changeAddress } from '#slices/orders/delivery/change-address.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents, requireOrder } from '#slices/orders/queries.ts'
import { compareRowsWithEvents } from '#slices/orders/rebuild.ts'
import { handOvers } from '#slices/orders/schema.ts'
import { askWarehouse } from './ask-warehouse.ts'
import { dispatchOrderQueue, tellAddressQueue } from './jobs.ts'
import { warehouseOf } from './test-warehouse.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({ warehouseStepMs: 3_600_000 })
})
afterAll(() => shop.close())
afterEach(async () => {
  strikeWith(undefined)
  await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
})
const { run, advance, storyOf, dispatchOf } = warehouseOf(() => shop)

const home = {
  name: 'Ana Moss',
  line1: '1 Shelf Street',
  city: 'London',
  postalCode: 'SW1A 1AA',
  country: 'GB',
}
const street = (number: number) => ({ ...home, line1: `${number} Moved Street` })
const move = (order: Order, number: number) =>
  changeAddress(shop.ctx, { orderId: order.id, shippingAddress: street(number) })
const dispatch = (order: Order) => run(dispatchOrderQueue, order, 'order.confirmed')
const addressHere = async (order: Order) => (await requireOrder(shop.db, order.id)).shippingAddress.line1
const addressThere = async (order: Order) => {
  const answer = await fetch(`${shop.sandbox.url}/_sandbox/shipments?orderId=${order.id}`)
  const shipments = (await answer.json()) as { shipTo: { line1: string } }[]
  return shipments.map(({ shipTo }) => shipTo.line1)
}
const fault = (kind: string, ms?: number) =>
  fetch(`${shop.sandbox.url}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ service: 'warehouse', kind, count: 1, ms }),
  })
/** The jobs of all changes so far, oldest first. */
async function tell(order: Order, queue: Queue = tellAddressQueue) {
  for (const { type, seq } of await readEvents(shop.db, order.id))
    if (type === 'order.address_changed')
      await queue.perform(shop.ctx, { orderId: order.id, seq }, { id: 'job', attempt: 1 })
}

test('an order that was not handed over yet is handed over with its new address', async () => {
  const order = await confirmedOrder(shop)
  await move(order, 2)
  await tell(order)
  expect(await addressThere(order)).toEqual([])
  await dispatch(order)
  expect([await addressHere(order), await addressThere(order)]).toEqual([
    '2 Moved Street',
    ['2 Moved Street'],
  ])
})

test('a warehouse that has the order is told the new address, and goes by it', async () => {
  const order = await confirmedOrder(shop)
  await dispatch(order)
  await advance(order)
  await move(order, 2)
  await move(order, 3)
  await tell(order)
  expect([await addressHere(order), await addressThere(order)]).toEqual([
    '3 Moved Street',
    ['3 Moved Street'],
  ])
  expect(await storyOf(order)).toEqual(['order.address_changed', 'order.address_changed'])
})

test('a warehouse that has packed the parcel keeps the address, and the order goes back to it', async () => {
  const order = await confirmedOrder(shop)
  await dispatch(order)
  await move(order, 2)
  await tell(order)
  await advance(order)
  await advance(order)
  // The news that it is packed has not come yet.
  await move(order, 3)
  await tell(order)
  expect([await addressHere(order), await addressThere(order)]).toEqual([
    '2 Moved Street',
    ['2 Moved Street'],
  ])
  expect(await storyOf(order)).toEqual([
    'order.address_changed',
    'order.address_changed',
    'order.address_refused',
  ])
  await tell(order)
  expect((await compareRowsWithEvents(shop.db)).differences).toEqual([])
})

test('a parcel that has arrived before the warehouse was told went to the address before, and the order says so', async () => {
  const order = await confirmedOrder(shop)
  await dispatch(order)
  await move(order, 2)
  for (let step = 0; step < 4; step++) await advance(order)
  await shop.db.$client`update parcels set ask_at = now() - interval '1 ms' where order_id = ${order.id}`
  await askWarehouse(shop.ctx)
  expect(await requireOrder(shop.db, order.id)).toMatchObject({ state: 'completed', delivery: 'delivered' })
  await tell(order)
  expect([await addressHere(order), await addressThere(order)]).toEqual([home.line1, [home.line1]])
})

test('a hand-over whose answer was lost tells the new address when it is tried again', async () => {
  const order = await confirmedOrder(shop)
  await fault('timeout_after', 10)
  await expect(dispatch(order)).rejects.toThrow()
  await move(order, 2)
  await dispatch(order)
  expect([await addressHere(order), await addressThere(order)]).toEqual([
    '2 Moved Street',
    ['2 Moved Street'],
  ])
})

test('a hand-over whose answer was lost, and whose parcel is packed, brings the old address back', async () => {
  const order = await confirmedOrder(shop)
  await fault('timeout_after', 10)
  await expect(dispatch(order)).rejects.toThrow()
  await advance(order)
  await advance(order)
  await move(order, 2)
  await dispatch(order)
  await tell(order)
  expect([await addressHere(order), await addressThere(order)]).toEqual([home.line1, [home.line1]])
  // It is asked about from now on, as every parcel there.
  expect(await dispatchOf(order)).toMatchObject({ askAt: expect.any(Date) })
  await shop.db.$client`update parcels set ask_at = now() - interval '1 ms' where order_id = ${order.id}`
  await askWarehouse(shop.ctx)
  expect(await requireOrder(shop.db, order.id)).toMatchObject({ delivery: 'packed' })
})

test('an older hand-over that arrives late changes nothing', async () => {
  const order = await confirmedOrder(shop)
  let late: (() => void) | undefined
  strikeWith(point => {
    if (point !== 'dispatch.before-send' || late) return
    return new Promise<void>(resolve => {
      late = resolve
    })
  })
  const first = dispatch(order)
  await expect.poll(() => late).toBeDefined()
  await move(order, 2)
  await tell(order)
  expect(await addressThere(order)).toEqual(['2 Moved Street'])
  late?.()
  await first
  expect([await addressHere(order), await addressThere(order)]).toEqual([
    '2 Moved Street',
    ['2 Moved Street'],
  ])
  const [note] = await shop.db.select().from(handOvers).where(eq(handOvers.orderId, order.id))
  expect(note?.toldVersion).toBe((await requireOrder(shop.db, order.id)).version)
})

test('a hand-over that died before it noted the answer is asked about again, also when the warehouse has begun to pick', async () => {
  const order = await confirmedOrder(shop)
  await move(order, 2)
  await tell(order)
  strikeWith(point => {
    if (point === 'dispatch.sent') throw new Error('the process died')
  })
  await expect(dispatch(order)).rejects.toThrow()
  strikeWith(undefined)
  await advance(order)
  await shop.db
    .$client`update hand_overs set state = 'taken' where order_id = ${order.id} and state = 'under_way'`
  await shop.db.$client`update orders set delivery = 'picking' where id = ${order.id}`
  const told = async () => {
    const [note] = await shop.db.select().from(handOvers).where(eq(handOvers.orderId, order.id))
    return note?.toldVersion
  }
  expect(await told()).toBeNull()
  await dispatch(order)
  expect(await told()).toBe(order.version + 1)
  expect(await addressThere(order)).toEqual(['2 Moved Street'])
})

test('a call that does not reach the warehouse is tried again', async () => {
  const order = await confirmedOrder(shop)
  await dispatch(order)
  await move(order, 2)
  for (const kind of ['down', 'error_500']) {
    await fault(kind)
    await expect(tell(order)).rejects.toThrow()
  }
  await tell(order)
  expect(await addressThere(order)).toEqual(['2 Moved Street'])
})
