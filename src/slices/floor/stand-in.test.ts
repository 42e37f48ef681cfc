import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { ownFloorOf } from '#proof/testing/own-floor.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import type { Sandbox } from '#sandbox/sandbox.ts'
import type { AskShop } from '#sandbox/stand-in/shop-floors.ts'
import { type StandIn, startStandIn } from '#sandbox/stand-in/stand-in.ts'
import { openStore } from '#sandbox/store.ts'
import { recallOrderQueue } from '#slices/fulfillment/jobs.ts'
import { warehouseOf } from '#slices/fulfillment/test-warehouse.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import type { Order } from '#slices/orders/order.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { floorParcels, scans, waves } from './schema.ts'
import { makeWave } from './waves/make-wave.ts'

let shop: RestShop
let key: Record<string, string>
let sku: string
const opened: StandIn[] = []
beforeAll(async () => {
  shop = await openRestShop()
  key = await keyFor(shop.db, '*')
  sku = (await stockUp(shop.db, { sku: 'STAND-IN', units: { north: 200 } })).sku
  await floor.open()
})
afterEach(async () => {
  for (const each of opened.splice(0)) await each.stop()
  await anHourLater()
})
/** The waves of before keep nobody off the floor any more. */
const anHourLater = () => shop.db.execute(sql`update waves set made_at = made_at - interval '1 hour'`)
afterAll(() => shop.close())
const floor = ownFloorOf(
  () => shop,
  () => key,
)

/** People who stand in, over the shop's real REST surface. `lose` says which of their calls the shop works off without an answer. */
function people({
  waitMs = 0,
  lose = () => false,
}: {
  waitMs?: number
  lose?: (call: number) => boolean
} = {}) {
  const store = openStore(':memory:')
  let calls = 0
  const ask: AskShop = async (method, path, body) => {
    const call = calls++
    const answer = await shop.send(method, `/api/v1/admin${path}`, { headers: key, body })
    if (lose(call)) throw new Error('The line was cut.')
    return answer
  }
  const log = { info() {}, warn() {}, error() {} }
  const sandbox = { store, log, warehouseStepMs: 3_600_000 } as unknown as Sandbox
  const standIn = startStandIn(sandbox, { ask, waitMs })
  opened.push(standIn)
  return { ...standIn, calls: () => calls }
}

async function waiting(quantity = 2): Promise<Order> {
  const order = await confirmedOrder(shop, { lines: [{ sku, quantity }] })
  await floor.handOver(order)
  return order
}
const { run } = warehouseOf(() => shop)
const deliveryOf = async (order: Order) => {
  await floor.hear()
  return (await requireOrder(shop.db, order.id)).delivery
}
const parcelOf = async (order: Order) => {
  const [parcel] = await shop.db.select().from(floorParcels).where(eq(floorParcels.orderId, order.id))
  return parcel
}
const ordersDelivered = async (standIn: StandIn) => {
  for (const _step of ['pack', 'hand over', 'deliver']) await standIn.hurry()
}

test('an order is delivered without help, under a tracking number of its own', async () => {
  const order = await waiting()
  const standIn = people()
  await standIn.look()
  expect(await parcelOf(order)).toMatchObject({ state: 'picked' })
  await ordersDelivered(standIn)
  expect(await deliveryOf(order)).toBe('delivered')
  expect(await parcelOf(order)).toMatchObject({
    carrier: 'Royal Parcel',
    trackingNumber: expect.stringMatching(/^OR\d{9}GB$/),
  })
  expect(standIn.seen()).toEqual({
    floors: [{ code: 'north', name: expect.any(String), doing: 'standing in' }],
    trouble: null,
  })
})

test('an answer that gets lost, whichever it is, loses and doubles nothing', async () => {
  const whole = people()
  await waiting()
  await whole.look()
  await ordersDelivered(whole)
  expect(whole.calls()).toBeGreaterThan(8)
  for (let lost = 0; lost < whole.calls(); lost++) {
    await anHourLater()
    const order = await waiting()
    const standIn = people({ lose: call => call === lost })
    for (const _look of [1, 2, 3, 4, 5]) await standIn.hurry()
    expect([lost, await deliveryOf(order)]).toEqual([lost, 'delivered'])
    const parcel = await parcelOf(order)
    const picked = await shop.db.execute<{ units: number }>(sql`
      select sum(s.quantity)::int as units from scans s join pick_shares p on p.task_id = s.task_id
      where p.parcel_id = ${parcel?.id ?? ''} and s.answer->>'outcome' = 'picked'`)
    expect([lost, picked[0]?.units]).toEqual([lost, 2])
  }
})

test('what has come only just now is left to the shop’s own people', async () => {
  const order = await waiting()
  const standIn = people({ waitMs: 15_000 })
  await standIn.look()
  expect(await parcelOf(order)).toMatchObject({ state: 'waiting' })
  await shop.db.execute(
    sql`update floor_parcels set taken_at = taken_at - interval '15 seconds' where order_id = ${order.id}`,
  )
  await standIn.look()
  expect(await parcelOf(order)).toMatchObject({ state: 'picked' })
})

test('somebody who makes a wave has the floor to themselves: a person half an hour, a program a minute', async () => {
  const ofPerson = await waiting()
  const staff = { kind: 'staff' as const, id: uuidv7(), name: 'Wendy' }
  const wave = await makeWave(
    { ...shop.ctx, rights: ['*'], actor: staff },
    { warehouse: 'north', kind: 'single' },
  )
  const later = await waiting()
  const standIn = people()
  const madeAgo = (span: string) =>
    shop.db.execute(sql`update waves set made_at = now() - ${span}::interval where id = ${wave}`)
  await standIn.look()
  expect(standIn.seen()?.floors).toMatchObject([{ doing: 'taken over' }])
  await madeAgo('29 minutes')
  await standIn.look()
  expect(await parcelOf(later)).toMatchObject({ state: 'waiting' })
  await madeAgo('31 minutes')
  await standIn.look()
  expect(await parcelOf(later)).toMatchObject({ state: 'picked' })
  expect(await parcelOf(ofPerson)).toMatchObject({ state: 'released', waveId: wave })
  expect(
    await shop.db.$count(scans, sql`task_id in (select id from pick_tasks where wave_id = ${wave})`),
  ).toBe(0)

  await waiting()
  await floor.wave()
  const last = await waiting()
  await standIn.look()
  expect(await parcelOf(last)).toMatchObject({ state: 'waiting' })
  await shop.db.update(waves).set({ madeAt: new Date(Date.now() - 61_000) })
  await standIn.look()
  expect(await parcelOf(last)).toMatchObject({ state: 'picked' })
})

test('nobody stands in where it was switched off, and goes on where it was switched on again', async () => {
  const order = await waiting()
  const standIn = people()
  standIn.setOff('north', true)
  await standIn.hurry()
  expect(standIn.seen()?.floors).toMatchObject([{ doing: 'switched off' }])
  expect(await parcelOf(order)).toMatchObject({ state: 'waiting' })
  standIn.setOff('north', false)
  await standIn.hurry()
  expect(await parcelOf(order)).toMatchObject({ state: 'picked' })
  standIn.setOff('north', true)
  await standIn.hurry()
  expect(await parcelOf(order)).toMatchObject({ state: 'picked' })
})

test('what was fetched of an order that is called off goes back into its bin', async () => {
  const order = await waiting()
  const standIn = people()
  await standIn.look()
  const staff = { kind: 'staff' as const, id: uuidv7(), name: 'Anna' }
  await cancelOrder(withGateway({ ...shop.ctx, actor: staff }), {
    orderId: order.id,
    reason: 'Changed their mind',
  })
  await run(recallOrderQueue, order, 'order.recall_requested')
  expect(await parcelOf(order)).toMatchObject({ state: 'stopped', putBackSince: expect.any(Date) })
  await standIn.hurry()
  await standIn.hurry()
  expect(await parcelOf(order)).toMatchObject({ state: 'stopped', putBackSince: null })
})

test('a shop that refuses the key is named on the page, and asked again', async () => {
  const store = openStore(':memory:')
  let known = false
  const ask: AskShop = async () =>
    known
      ? { status: 200, body: { floors: [], nextCursor: null } }
      : { status: 401, body: { detail: 'This key is unknown.' } }
  const sandbox = {
    store,
    log: { info() {}, warn() {}, error() {} },
    warehouseStepMs: 3_600_000,
  } as unknown as Sandbox
  const standIn = startStandIn(sandbox, { ask, waitMs: 0 })
  opened.push(standIn)
  await standIn.look()
  expect(standIn.seen()).toEqual({ floors: [], trouble: 'This key is unknown.' })
  known = true
  await standIn.look()
  expect(standIn.seen()).toEqual({ floors: [], trouble: null })
})
