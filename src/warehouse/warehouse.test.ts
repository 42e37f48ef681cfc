import { and, eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PoisonJob, type Queue } from '#jobs/queue.ts'
import { env } from '#lib/env.ts'
import { cancelOrder } from '#orders/cancel-order.ts'
import { effectOf } from '#orders/effects.ts'
import type { Order } from '#orders/order.ts'
import { readEvents, readOrder } from '#orders/queries.ts'
import { effects } from '#orders/schema.ts'
import { withGateway } from '#payments/gateway.ts'
import { askSandbox } from '#testing/ask-sandbox.ts'
import { announcementOf, confirmedOrder } from '#testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#testing/test-shop.ts'
import { dispatchOrderQueue, recallOrderQueue } from './jobs.ts'
import { dispatches, warehouseCallbacks } from './schema.ts'
import { deleteShipment } from './warehouse-api.ts'
import { answerCallback } from './webhook.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

async function run(queue: Queue, order: Order, event: string) {
  await queue.perform(shop.ctx, await announcementOf(shop, order.id, event), { id: 'job', attempt: 1 })
}

async function shipmentsOf(order: Order) {
  const answer = await fetch(`${shop.sandbox.url}/_sandbox/shipments?orderId=${order.id}`)
  return answer.json() as Promise<{ orderNumber: string; state: string }[]>
}

const cancel = (order: Order) =>
  cancelOrder(withGateway(shop.ctx), { orderId: order.id, reason: 'changed mind' })

async function dispatchState(order: Order) {
  const [row] = await shop.db.select().from(dispatches).where(eq(dispatches.orderId, order.id))
  return row?.state
}

test('a confirmed order is handed to the warehouse once though its job runs twice, or died before it was noted', async () => {
  const order = await confirmedOrder(shop)
  await run(dispatchOrderQueue, order, 'order.confirmed')
  await run(dispatchOrderQueue, order, 'order.confirmed')
  await shop.db
    .delete(effects)
    .where(and(eq(effects.orderId, order.id), eq(effects.kind, 'warehouse.dispatch')))
  await run(dispatchOrderQueue, order, 'order.confirmed')
  expect(await shipmentsOf(order)).toMatchObject([{ orderNumber: order.number }])
  expect(await effectOf(shop.db, order.id, 'warehouse.dispatch')).not.toBeNull()
})

test('a warehouse that fails makes the run fail, and the next one hands the order over', async () => {
  const order = await confirmedOrder(shop)
  await askSandbox(shop).fault({ service: 'warehouse', kind: 'error_500' })
  await expect(run(dispatchOrderQueue, order, 'order.confirmed')).rejects.toThrow(
    'The warehouse answered 500',
  )
  expect(await effectOf(shop.db, order.id, 'warehouse.dispatch')).toBeNull()
  await run(dispatchOrderQueue, order, 'order.confirmed')
  expect(await shipmentsOf(order)).toHaveLength(1)
})

test('a cancelled order is taken back from the warehouse', async () => {
  const order = await confirmedOrder(shop)
  await run(dispatchOrderQueue, order, 'order.confirmed')
  await cancel(order)
  await run(recallOrderQueue, order, 'order.cancelled')
  await run(recallOrderQueue, order, 'order.cancelled')
  expect(await shipmentsOf(order)).toMatchObject([{ state: 'cancelled' }])
  expect(await effectOf(shop.db, order.id, 'warehouse.recall')).toMatchObject({ ref: 'recalled' })
  expect(await dispatchState(order)).toBe('cancelled')
})

test('an order whose cancellation overtook it is not handed over', async () => {
  const order = await confirmedOrder(shop)
  await cancel(order)
  await run(recallOrderQueue, order, 'order.cancelled')
  await run(dispatchOrderQueue, order, 'order.confirmed')
  expect(await shipmentsOf(order)).toEqual([])
  expect(await effectOf(shop.db, order.id, 'warehouse.recall')).toMatchObject({ ref: 'never there' })
})

test('an order that was cancelled while it was being handed over is taken back', async () => {
  const order = await confirmedOrder(shop)
  await askSandbox(shop).fault({ service: 'warehouse', kind: 'latency', ms: 500, count: 1 })
  const handingOver = run(dispatchOrderQueue, order, 'order.confirmed')
  await untilTrue(async () => (await shipmentsOf(order)).length === 1)
  await cancel(order)
  await handingOver
  expect(await shipmentsOf(order)).toMatchObject([{ state: 'cancelled' }])
})

test('a recall that comes too late goes to a person at once', async () => {
  const order = await confirmedOrder(shop)
  await run(dispatchOrderQueue, order, 'order.confirmed')
  await untilTrue(async () => ['shipped', 'delivered'].includes((await shipmentsOf(order))[0]?.state ?? ''))
  await cancel(order)
  await expect(run(recallOrderQueue, order, 'order.cancelled')).rejects.toThrow(PoisonJob)
  expect(await deleteShipment(order.id)).toBe('already shipped')
})

type Said = {
  state: string
  id?: string
  secret?: string
  at?: Date
  carrier?: string
  trackingNumber?: string
}

/** What the warehouse would send, signed as it signs. */
function signed(
  orderId: string,
  {
    state,
    id = `msg_${crypto.randomUUID()}`,
    secret = env().warehouse.webhookSecret,
    at = new Date(),
    ...parcel
  }: Said,
) {
  const body = JSON.stringify({
    type: `shipment.${state}`,
    timestamp: at.toISOString(),
    data: { orderId, orderNumber: 'O-0000-0000', state, ...parcel },
  })
  const headers = new Headers({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  })
  return { headers, body }
}

const warehouse = () => ({ ...shop.ctx, actor: { kind: 'system', name: 'warehouse' } as const })

async function callBack(orderId: string, said: Said): Promise<number> {
  const { headers, body } = signed(orderId, said)
  return (await answerCallback(warehouse(), headers, body)).status
}

const parcel = { carrier: 'DPD', trackingNumber: 'OR123456789GB' }

async function storyOf(order: Order) {
  return (await readEvents(shop.db, order.id)).map(({ type }) => type).slice(2)
}

test('call-backs carry the order from picking to delivered, with carrier and tracking number', async () => {
  const order = await confirmedOrder(shop)
  for (const said of [
    { state: 'picking' },
    { state: 'packed' },
    { state: 'shipped', ...parcel },
    { state: 'delivered', ...parcel },
  ]) {
    expect(await callBack(order.id, said)).toBe(200)
  }
  expect(await storyOf(order)).toEqual([
    'order.picking',
    'order.packed',
    'order.shipped',
    'order.delivered',
    'order.completed',
  ])
  expect(await readOrder(shop.db, order.id)).toMatchObject({
    state: 'completed',
    delivery: 'delivered',
    ...parcel,
  })
  expect(await dispatchState(order)).toBe('delivered')
})

test('a call-back that comes twice, even at once, counts once', async () => {
  const order = await confirmedOrder(shop)
  const said = { state: 'picking', id: `msg_${crypto.randomUUID()}` }
  expect(await Promise.all([callBack(order.id, said), callBack(order.id, said)])).toEqual([200, 200])
  expect(await callBack(order.id, said)).toBe(200)
  expect(await storyOf(order)).toEqual(['order.picking'])
})

test('call-backs in the wrong order end where the right order would have', async () => {
  const order = await confirmedOrder(shop)
  for (const said of [
    { state: 'delivered', ...parcel },
    { state: 'packed' },
    { state: 'shipped', ...parcel },
    { state: 'picking' },
  ]) {
    expect(await callBack(order.id, said)).toBe(200)
  }
  expect(await storyOf(order)).toEqual(['order.shipped', 'order.delivered', 'order.completed'])
  expect(await dispatchState(order)).toBe('delivered')
})

test('a call-back that is forged, too old or unsigned is refused and changes nothing', async () => {
  const order = await confirmedOrder(shop)
  const forged = 'whsec_Zm9yZ2VkLWZvcmdlZC1mb3JnZWQ='
  expect(await callBack(order.id, { state: 'picking', secret: forged })).toBe(401)
  expect(await callBack(order.id, { state: 'picking', at: new Date(Date.now() - 301_000) })).toBe(401)
  expect(await callBack(order.id, { state: 'picking', at: new Date(Date.now() + 3_600_000) })).toBe(401)
  const { headers, body } = signed(order.id, { state: 'picking' })
  expect((await answerCallback(warehouse(), headers, body.replace('picking', 'packing'))).status).toBe(401)
  expect((await answerCallback(warehouse(), new Headers(), body)).status).toBe(401)
  expect(await storyOf(order)).toEqual([])
})

test('a call-back that fails is answered 500, and done when it comes again', async () => {
  const order = await confirmedOrder(shop)
  const { headers, body } = signed(order.id, { state: 'picking' })
  const broken = { ...warehouse(), now: () => new Date(Number.NaN) }
  expect((await answerCallback(broken, headers, body)).status).toBe(500)
  const [kept] = await shop.db
    .select()
    .from(warehouseCallbacks)
    .where(eq(warehouseCallbacks.orderId, order.id))
  expect(kept?.processedAt).toBeNull()
  expect((await answerCallback(warehouse(), headers, body)).status).toBe(200)
  expect(await storyOf(order)).toEqual(['order.picking'])
})

test.each([
  ['no JSON', '{"type":', 'msg_1'],
  ['null', 'null', 'msg_1'],
  ['a list', '[]', 'msg_1'],
  ['without an order', '{"type":"shipment.picking","data":{"state":"picking"}}', 'msg_1'],
  ['about nothing', '{"type":"shipment.picking"}', 'msg_1'],
  [
    'with a NUL in it',
    '{"type":"shipment.shipped","data":{"orderId":"019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11","state":"shipped","carrier":"\\u0000"}}',
    'msg_1',
  ],
  [
    'under an endless id',
    '{"type":"shipment.picking","data":{"orderId":"019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11","state":"picking"}}',
    `msg_${'1'.repeat(9_000)}`,
  ],
])('a call-back that is signed and yet %s is refused with 400', async (_, body, id) => {
  const at = new Date()
  const headers = new Headers({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(env().warehouse.webhookSecret).sign(id, at, body),
  })
  expect((await answerCallback(warehouse(), headers, body)).status).toBe(400)
})

test('a call-back about an order that is not ours is let pass, so that it stops coming', async () => {
  expect(await callBack(crypto.randomUUID(), { state: 'picking' })).toBe(200)
})

async function untilTrue(holds: () => Promise<boolean>) {
  for (let look = 0; look < 400; look++) {
    if (await holds()) return
    await new Promise(done => setTimeout(done, 25))
  }
  throw new Error('It never came true.')
}
