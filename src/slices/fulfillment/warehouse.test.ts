import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { effectOf } from '#platform/jobs/effects.ts'
import { effects } from '#platform/jobs/schema.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import type { Order } from '#slices/orders/order.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { dispatchOrderQueue, recallOrderQueue } from './jobs.ts'
import { replayCallback } from './replay-callback.ts'
import { warehouseCallbacks } from './schema.ts'
import { signed, warehouseOf } from './test-warehouse.ts'
import { answerCallback } from './webhook.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())
const { ctx, run, shipmentsOf, callBack, dispatchOf, storyOf } = warehouseOf(() => shop)

const cancel = (order: Order) =>
  cancelOrder(withGateway(shop.ctx), { orderId: order.id, reason: 'changed mind' })

const dispatchState = async (order: Order) => (await dispatchOf(order))?.state

test('a confirmed order is handed to the warehouse once, even if its job runs twice or dies before it notes it', async () => {
  const order = await confirmedOrder(shop)
  await run(dispatchOrderQueue, order, 'order.confirmed')
  await run(dispatchOrderQueue, order, 'order.confirmed')
  await shop.db
    .delete(effects)
    .where(and(eq(effects.causeId, order.id), eq(effects.kind, 'warehouse.dispatch')))
  await run(dispatchOrderQueue, order, 'order.confirmed')
  expect(await shipmentsOf(order)).toMatchObject([{ orderNumber: order.number }])
  expect(await effectOf(shop.db, order.id, 'warehouse.dispatch')).not.toBeNull()
})

test('a run fails when the warehouse fails, and the next run hands the order over', async () => {
  const order = await confirmedOrder(shop)
  await askSandbox(shop).fault({ service: 'warehouse', kind: 'error_500' })
  await expect(run(dispatchOrderQueue, order, 'order.confirmed')).rejects.toThrow(
    'The warehouse answered 500',
  )
  expect(await effectOf(shop.db, order.id, 'warehouse.dispatch')).toBeNull()
  await run(dispatchOrderQueue, order, 'order.confirmed')
  expect(await shipmentsOf(order)).toHaveLength(1)
})

test('an order that was cancelled before its hand-over is not handed over', async () => {
  const order = await confirmedOrder(shop)
  await cancel(order)
  await run(recallOrderQueue, order, 'order.cancelled')
  await run(dispatchOrderQueue, order, 'order.confirmed')
  expect(await shipmentsOf(order)).toEqual([])
  expect(await effectOf(shop.db, order.id, 'warehouse.recall')).toMatchObject({ ref: 'never there' })
})

const parcel = { carrier: 'DPD', trackingNumber: 'OR123456789GB' }

test('call-backs carry the order from picking to delivered, with carrier and tracking number', async () => {
  const order = await confirmedOrder(shop)
  for (const message of [
    { state: 'picking' },
    { state: 'packed' },
    { state: 'shipped', ...parcel },
    { state: 'delivered', ...parcel },
  ]) {
    expect(await callBack(order.id, message)).toBe(200)
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
  const message = { state: 'picking', id: `msg_${crypto.randomUUID()}` }
  expect(await Promise.all([callBack(order.id, message), callBack(order.id, message)])).toEqual([200, 200])
  expect(await callBack(order.id, message)).toBe(200)
  expect(await storyOf(order)).toEqual(['order.picking'])
})

test('call-backs in the wrong order lead to the same end as in the right order', async () => {
  const order = await confirmedOrder(shop)
  for (const message of [
    { state: 'delivered', ...parcel },
    { state: 'packed' },
    { state: 'shipped', ...parcel },
    { state: 'picking' },
  ]) {
    expect(await callBack(order.id, message)).toBe(200)
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
  expect((await answerCallback(ctx(), headers, body.replace('picking', 'packing'))).status).toBe(401)
  expect((await answerCallback(ctx(), new Headers(), body)).status).toBe(401)
  expect(await storyOf(order)).toEqual([])
})

test('a call-back that fails gets a 500, and is taken in when it comes again', async () => {
  const order = await confirmedOrder(shop)
  const { headers, body } = signed(order.id, { state: 'picking' })
  const broken = { ...ctx(), now: () => new Date(Number.NaN) }
  expect((await answerCallback(broken, headers, body)).status).toBe(500)
  const [kept] = await shop.db
    .select()
    .from(warehouseCallbacks)
    .where(eq(warehouseCallbacks.orderId, order.id))
  expect(kept?.processedAt).toBeNull()
  expect((await answerCallback(ctx(), headers, body)).status).toBe(200)
  expect(await storyOf(order)).toEqual(['order.picking'])
})

const keptOf = async (id: string) => {
  const [kept] = await shop.db.select().from(warehouseCallbacks).where(eq(warehouseCallbacks.id, id))
  return kept
}

async function send(orderId: string, message: Parameters<typeof signed>[1], body?: string) {
  const id = `msg_${crypto.randomUUID()}`
  const call = signed(orderId, { ...message, id }, body)
  return { id, status: (await answerCallback(ctx(), call.headers, call.body)).status }
}

test('a call-back about a strange order gets a 200, so that it stops coming, and is kept with the reason', async () => {
  const orderId = crypto.randomUUID()
  const { id, status } = await send(orderId, { state: 'picking' })
  expect(status).toBe(200)
  expect(await keptOf(id)).toMatchObject({ refusal: `The shop has no order ${orderId}.`, processedAt: null })
})

test.each([
  ['not JSON', 'no json\0', 'It is not JSON.'],
  ['of another shape', '{"type":"shipment.picking"}', /^It cannot be read: data: /],
  ['with characters that no text may hold', '{"type":"a\\u0000"}', /characters/],
  ['a list', '[]', /^It cannot be read: the body: /],
  ['nested without end', `${'['.repeat(9_000)}${']'.repeat(9_000)}`, /nested too deeply/],
  ['of nothing', 'null', /^It cannot be read: the body: /],
])('a call-back that is %s is kept with the reason, and asked for again', async (_, body, says) => {
  const { id, status } = await send(crypto.randomUUID(), { state: 'picking' }, body)
  expect(status).toBe(400)
  const kept = await keptOf(id)
  expect(kept?.refusal).toMatch(says)
  expect(kept?.body).toBe(body.replace('\0', '\uFFFD'))
})

test('a call-back with an endless id is refused and not stored', async () => {
  const id = `msg_${'1'.repeat(9_000)}`
  const call = signed(crypto.randomUUID(), { state: 'picking', id })
  expect((await answerCallback(ctx(), call.headers, call.body)).status).toBe(400)
  expect(await keptOf(id)).toBeUndefined()
})

test('news of a parcel is refused for an order that was never paid, and no parcel appears', async () => {
  const order = await confirmedOrder(shop)
  await shop.db
    .$client`update orders set state = 'declined', money = 'unpaid', confirmed_at = null where id = ${order.id}`
  const { id, status } = await send(order.id, { state: 'shipped', ...parcel })
  expect(status).toBe(200)
  expect((await keptOf(id))?.refusal).toMatch(/is shipped, yet it was never paid: it is declined/)
  expect(await dispatchOf(order)).toBeUndefined()
})

test('news that a cancelled order’s parcel has left is refused, and a person is asked', async () => {
  const order = await confirmedOrder(shop)
  await cancel(order)
  expect((await send(order.id, { state: 'picking' })).status).toBe(200)
  expect((await readOrder(shop.db, order.id))?.needsReview).toBeNull()
  const { id } = await send(order.id, { state: 'shipped', ...parcel })
  expect((await keptOf(id))?.refusal).toMatch(/yet it was cancelled/)
  expect(await readOrder(shop.db, order.id)).toMatchObject({
    state: 'cancelled',
    needsReview: expect.stringMatching(/Ask the carrier/),
  })
})

test('staff replay a refused call-back with one press, once its cause is mended', async () => {
  const order = await confirmedOrder(shop)
  const { id } = await send(
    order.id,
    { state: 'picking' },
    JSON.stringify({ type: 'shipment.picking', data: { orderId: order.id } }),
  )
  await expect(replayCallback(ctx(), id)).rejects.toMatchObject({ code: 'conflict', message: /data.state/ })
  // This stands for a later release that can read the message.
  const mended = JSON.stringify({ type: 'shipment.picking', data: { orderId: order.id, state: 'picking' } })
  await shop.db.update(warehouseCallbacks).set({ body: mended }).where(eq(warehouseCallbacks.id, id))
  expect(await replayCallback(ctx(), id)).toBe('done')
  expect(await storyOf(order)).toEqual(['order.picking'])
  expect(await keptOf(id)).toMatchObject({ refusal: null, orderId: order.id, processedAt: expect.any(Date) })
  await expect(replayCallback(ctx(), id)).rejects.toMatchObject({ code: 'not_found' })
})

test('a refused call-back that comes again after the cause is mended is taken in by itself', async () => {
  const order = await confirmedOrder(shop)
  const id = `msg_${crypto.randomUUID()}`
  const odd = signed(order.id, { state: 'picking', id }, '{}')
  await answerCallback(ctx(), odd.headers, odd.body)
  const good = signed(order.id, { state: 'picking', id })
  expect((await answerCallback(ctx(), good.headers, good.body)).status).toBe(200)
  expect(await storyOf(order)).toEqual(['order.picking'])
  expect((await keptOf(id))?.refusal).toBeNull()
})

test.each([
  ['null', null],
  ['""', ''],
  ['blanks', '  '],
])('%s in an optional field counts as left out, and the step counts', async (_, nothing) => {
  const order = await confirmedOrder(shop)
  for (const state of ['picking', 'packed', 'shipped'])
    expect(await callBack(order.id, { state, carrier: nothing, trackingNumber: nothing })).toBe(200)
  expect(await storyOf(order)).toEqual(['order.picking', 'order.packed', 'order.shipped'])
  expect(await readOrder(shop.db, order.id)).toMatchObject({ carrier: null, trackingNumber: null })
})

test('a late or corrected carrier and number are taken in, and an older message changes nothing', async () => {
  const order = await confirmedOrder(shop)
  const at = (seconds: number) => new Date(Date.now() + seconds * 1_000)
  const facts = async () => {
    const { carrier, trackingNumber, delivery } = (await readOrder(shop.db, order.id)) ?? {}
    return { carrier, trackingNumber, delivery }
  }
  await callBack(order.id, { state: 'shipped', at: at(0) })
  expect(await facts()).toEqual({ carrier: null, trackingNumber: null, delivery: 'shipped' })
  await callBack(order.id, { state: 'shipped', trackingNumber: 'A1', at: at(1) })
  await callBack(order.id, { state: 'shipped', carrier: 'DPD', trackingNumber: 'A2', at: at(3) })
  await callBack(order.id, { state: 'shipped', carrier: 'Old', trackingNumber: 'A0', at: at(2) })
  await callBack(order.id, { state: 'packed', at: at(4) })
  expect(await facts()).toEqual({ carrier: 'DPD', trackingNumber: 'A2', delivery: 'shipped' })
  await callBack(order.id, { state: 'delivered', at: at(5) })
  await callBack(order.id, { state: 'shipped', carrier: 'Hermes', at: at(6) })
  expect(await facts()).toEqual({ carrier: 'Hermes', trackingNumber: 'A2', delivery: 'delivered' })
  expect(await storyOf(order)).toEqual([
    'order.shipped',
    'order.parcel_corrected',
    'order.parcel_corrected',
    'order.delivered',
    'order.completed',
    'order.parcel_corrected',
  ])
})

test('a tracking number that came before the parcel left is known when it leaves', async () => {
  const order = await confirmedOrder(shop)
  await callBack(order.id, { state: 'packed', ...parcel })
  await callBack(order.id, { state: 'shipped' })
  expect(await readOrder(shop.db, order.id)).toMatchObject(parcel)
})
