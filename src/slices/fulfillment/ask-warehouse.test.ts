import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { askWarehouse } from './ask-warehouse.ts'
import { dispatchOrderQueue } from './jobs.ts'
import { parcels } from './schema.ts'
import { warehouseOf } from './test-warehouse.ts'

let shop: TestShop
beforeAll(async () => {
  // This warehouse's call-backs go nowhere, so every one is lost.
  shop = await openTestShop({ warehouseStepMs: 3_600_000 })
})
afterAll(() => shop.close())
afterEach(async () => {
  await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
  await shop.db.update(parcels).set({ askAt: null })
})
const { ctx, run, advance, callBack, dispatchOf, storyOf } = warehouseOf(() => shop)

async function handedOver() {
  const order = await confirmedOrder(shop)
  await run(dispatchOrderQueue, order, 'order.confirmed')
  return order
}
const startedMs = Date.now()
/** Runs a round this many seconds after the tests began. */
const roundAt = (seconds: number) =>
  askWarehouse({ ...ctx(), now: () => new Date(startedMs + seconds * 1_000) })
const secondsUntilAsked = async (order: { id: string }) => {
  const [row] = await shop.db.select().from(parcels).where(eq(parcels.orderId, order.id))
  return row?.askAt ? Math.round((row.askAt.getTime() - startedMs) / 1_000) : null
}

test('the shop asks about a parcel after 90 seconds without call-backs, and its news counts like a call-back', async () => {
  const order = await handedOver()
  for (let step = 0; step < 3; step++) await advance(order)
  expect(await roundAt(60)).toBe(0)
  expect(await roundAt(200)).toBe(1)
  const current = await readOrder(shop.db, order.id)
  expect(current).toMatchObject({
    delivery: 'shipped',
    carrier: expect.any(String),
    trackingNumber: expect.any(String),
  })
  // No message said when the parcel was picked or packed.
  expect(await storyOf(order)).toEqual(['order.shipped'])
})

test('the shop does not ask again about a delivered parcel', async () => {
  const order = await handedOver()
  for (let step = 0; step < 4; step++) await advance(order)
  await roundAt(200)
  expect(await readOrder(shop.db, order.id)).toMatchObject({ state: 'completed', delivery: 'delivered' })
  expect(await secondsUntilAsked(order)).toBeNull()
  expect(await roundAt(1e6)).toBe(0)
})

test('the shop asks again about a parcel whose order did not follow because the process died in between', async () => {
  const order = await handedOver()
  for (let step = 0; step < 4; step++) await advance(order)
  strikeWith(point => {
    if (point === 'delivery.in') throw new Error('killed')
  })
  await roundAt(200)
  strikeWith(undefined)
  expect(await readOrder(shop.db, order.id)).toMatchObject({ delivery: 'unfulfilled' })
  await roundAt(400)
  expect(await readOrder(shop.db, order.id)).toMatchObject({ state: 'completed', delivery: 'delivered' })
})

test('the shop asks ever more rarely without news, and after 90 seconds again once news came', async () => {
  const order = await handedOver()
  const waits: number[] = []
  for (let at = 200, round = 0; round < 8; round++) {
    expect(await roundAt(at)).toBe(1)
    const next = (await secondsUntilAsked(order)) ?? 0
    waits.push(next - at)
    at = next
  }
  expect(waits).toEqual([180, 360, 720, 1440, 1800, 1800, 1800, 1800])
  await callBack(order.id, { state: 'picking' })
  expect((await dispatchOf(order))?.asks).toBe(0)
})

test('the shop asks a warehouse that is away at most three times a round, and again in the next round', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, handedOver))
  await askSandbox(shop).fault({ service: 'warehouse', kind: 'error_500', count: 100 })
  expect(await askWarehouse({ ...ctx(), now: () => new Date(startedMs + 2e6) }, { atOnce: 1 })).toBe(0)
  const faults = (await (await fetch(`${shop.sandbox.url}/_sandbox/faults`)).json()) as { hits: number }[]
  expect(faults[0]?.hits).toBe(3)
  await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
  expect(await roundAt(3e6)).toBe(all.length)
})

test('when two workers ask at once, only one of them asks about each parcel', async () => {
  const all = await Promise.all(Array.from({ length: 6 }, handedOver))
  const rounds = await Promise.all([roundAt(4e6), roundAt(4e6)])
  expect(rounds[0] + rounds[1]).toBe(all.length)
})

test('staff see an order that the warehouse does not know, and the shop changes nothing by itself', async () => {
  const order = await handedOver()
  await fetch(`${shop.sandbox.url}/_sandbox/reset`, { method: 'POST' })
  await roundAt(5e6)
  expect((await dispatchOf(order))?.missingSince).toBeInstanceOf(Date)
  expect(await readOrder(shop.db, order.id)).toMatchObject({ state: 'confirmed', delivery: 'unfulfilled' })
})
