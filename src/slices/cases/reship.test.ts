import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { recallItemsQueue, repeatDispatchQueue } from '#slices/fulfillment/jobs.ts'
import { repeatEffect } from '#slices/orders/effects/repeat-effect.ts'
import { readEvents, readLines } from '#slices/orders/queries.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { readPromisesOfOrder } from '#slices/promises/queries.ts'
import { readCase } from './queries.ts'
import { settleCase } from './settle-case.ts'
import { sentOf } from './test-sent.ts'

let shop: RestShop
let key: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  key = await keyFor(shop.db, '*')
  await stockUp(shop.db, { sku: 'BOTH', units: { north: 1, south: 1 } })
})
afterAll(() => shop.close())
afterEach(async () => {
  strikeWith(undefined)
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  const wrong = checked.filter(
    ({ number, violations }) =>
      [2, 3, 4, 5, 6, 11, 16, 30, 31, 36, 40, 42, 45].includes(number) && violations > 0,
  )
  expect(wrong).toEqual([])
})
const {
  run,
  callBack,
  shipmentsOf,
  staff,
  handedOver,
  sent,
  shelf,
  placesOf,
  open,
  settle,
  now,
  parcelsOf,
  newOf,
  tellWarehouse,
  moves,
} = sentOf(
  () => shop,
  () => key,
)
const reship = { outcome: 'reship', reason: 'The carrier lost it' }

describe('What was in a lost parcel', () => {
  test('is reserved again, leaves in a parcel of its own, and its order is complete when that arrives', async () => {
    const { order, sku, variantId, first } = await sent({ more: { north: 5 } })
    const id = await open(first)
    expect(await settle(id, reship)).toMatchObject({
      status: 200,
      body: { state: 'settled', outcome: 'reship' },
    })
    expect((await settle(id, { ...reship, reason: 'In other words' })).status).toBe(200)
    expect((await settle(id, { outcome: 'refund', reason: 'No' })).status).toBe(409)
    expect(await shelf(sku)).toEqual(['north 5/3'])
    expect(await now(order)).toMatchObject({ state: 'confirmed', delivery: 'partly_shipped', endedAt: null })
    const [again, ...others] = await newOf(order, first)
    expect(others).toEqual([])
    expect(again).toMatchObject({ state: 'planned', warehouse: 'north', lines: [{ quantity: 3 }] })
    expect((await parcelsOf(order)).map(({ state }) => state)).toEqual(['lost', 'planned'])
    const promise = (await readPromisesOfOrder(shop.db, order.id)).get(again?.id ?? '')
    expect(promise).toMatchObject({ state: 'open', delays: 0, reason: [{ isResent: true }, {}, {}] })

    await tellWarehouse(order)
    expect((await shipmentsOf(order)).map(({ parcelId }) => parcelId)).toContain(again?.id)
    await moves(order, again?.id ?? '', 'picking', 'packed', 'shipped')
    expect(await shelf(sku)).toEqual(['north 2/0'])
    expect(await now(order)).toMatchObject({ state: 'confirmed', delivery: 'shipped' })
    expect((await parcelsOf(order)).map(({ state }) => state)).toEqual(['lost', 'shipped'])
    await moves(order, again?.id ?? '', 'delivered')
    expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered', needsReview: null })
    expect(await refundsOf(shop.db, order.id)).toEqual([])
    expect(await readLines(shop.db, order.id)).toMatchObject([{ quantity: 3, cancelled: 0, resent: 3 }])
    // Five more were found on the shelf, and three got lost.
    expect(await placesOf(variantId)).toEqual({ supplier: -3, shelf: 2, customer: 3, lost: 3 - 5 })
  })

  test('comes from wherever it is, in one parcel for each warehouse', async () => {
    const { order, sku, first } = await sent({ more: { north: 1, south: 2 } })
    await settle(await open(first), reship)
    const planned = await newOf(order, first)
    expect(planned.map(({ warehouse, lines }) => `${warehouse} ${lines[0]?.quantity}`)).toEqual([
      'north 1',
      'south 2',
    ])
    expect(await shelf(sku)).toEqual(['north 1/1', 'south 2/2'])
    const [one, other] = planned
    await moves(order, other?.id ?? '', 'shipped')
    expect(await shelf(sku)).toEqual(['north 1/1'])
    expect(await now(order)).toMatchObject({ delivery: 'partly_shipped' })
    await moves(order, one?.id ?? '', 'shipped', 'delivered')
    await moves(order, other?.id ?? '', 'delivered')
    expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered' })
  })

  test('may be lost once more, and is paid back then', async () => {
    const { order, first } = await sent({ more: { north: 3 } })
    await settle(await open(first), reship)
    const [again] = await newOf(order, first)
    await moves(order, again?.id ?? '', 'shipped')
    const second = await open(again?.id ?? '')
    await settle(second, { outcome: 'refund', reason: 'Lost again' })
    expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'shipped', refundedMinor: 3_000 })
    expect((await parcelsOf(order)).map(({ state }) => state)).toEqual(['lost', 'lost'])
  })

  test('of two parcels leaves while the other one waits in the same warehouse', async () => {
    const { order, sku, first, last } = await handedOver({
      units: { north: 2, south: 1 },
      more: { south: 4 },
    })
    await moves(order, first, 'shipped')
    await settle(await open(first), reship)
    const [again] = await newOf(order, first)
    expect(again).toMatchObject({ warehouse: 'south', lines: [{ quantity: 2 }] })
    expect(await shelf(sku)).toEqual(['south 5/3'])
    await moves(order, last, 'shipped')
    expect(await shelf(sku)).toEqual(['south 4/2'])
    await moves(order, again?.id ?? '', 'picking', 'shipped', 'delivered')
    expect(await shelf(sku)).toEqual(['south 2/0'])
    await moves(order, last, 'delivered')
    expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered' })
  })

  test('and another parcel of the same warehouse leave in two new ones when that has stopped both', async () => {
    const { order, sku, first, last } = await handedOver({
      units: { north: 2, south: 1 },
      more: { south: 4 },
    })
    await moves(order, first, 'shipped')
    await settle(await open(first), reship)
    await tellWarehouse(order)
    const [again] = await newOf(order, first)
    for (const parcelId of [last, again?.id ?? '']) await callBack(order.id, { state: 'cancelled', parcelId })
    await repeatEffect(shop.ctx, { orderId: order.id, kind: 'warehouse.dispatch' })
    await run(repeatDispatchQueue, order, 'order.hand_over_repeated')
    const planned = (await parcelsOf(order)).filter(({ state }) => state === 'planned')
    expect(planned.map(({ lines }) => lines[0]?.quantity).sort()).toEqual([1, 2])
    expect(new Set(planned.map(({ id }) => id)).size).toBe(2)
    expect(planned.find(({ lines }) => lines[0]?.quantity === 2)?.insteadOf).toBe(first)
    for (const { id } of planned) await moves(order, id, 'shipped', 'delivered')
    expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered' })
    expect(await shelf(sku)).toEqual(['south 2/0'])
  })

  test('that turns up after all is for a person', async () => {
    const { order, first } = await sent({ more: { north: 3 } })
    await settle(await open(first), reship)
    await moves(order, first, 'delivered')
    expect(await now(order)).toMatchObject({
      delivery: 'partly_shipped',
      needsReview: expect.stringContaining('sent once more'),
    })
  })
})

test('a parcel that came damaged is replaced, and the complete order goes on until the new one arrives', async () => {
  const { order, sku, first } = await sent({ more: { north: 3 } })
  await moves(order, first, 'delivered')
  expect(await now(order)).toMatchObject({ state: 'completed' })
  await settle(await open(first, 'damaged'), reship)
  expect(await now(order)).toMatchObject({ state: 'confirmed', delivery: 'partly_shipped', endedAt: null })
  const [again] = await newOf(order, first)
  await moves(order, again?.id ?? '', 'shipped', 'delivered')
  expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered' })
  expect(await shelf(sku)).toEqual([])
  // No more can be sent back than was bought, though twice as much has arrived.
  const back = (quantity: number) =>
    shop.send('POST', `/api/v1/orders/${order.id}/returns`, {
      headers: { authorization: `Bearer ${trackingTokenOf(order.id)}` },
      body: { id: uuidv7(), lines: [{ sku, quantity, reason: 'damaged', wish: 'refund' }] },
    })
  expect((await back(4)).status).toBe(422)
  expect((await back(3)).status).toBe(201)
})

describe('Nothing is sent once more', () => {
  test('that is not on the shelves, and the case stays open for another decision', async () => {
    const { order, sku, first } = await sent({ more: { north: 2 } })
    const id = await open(first)
    const refused = await settle(id, reship)
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('only 2 are') } })
    expect(await readCase(shop.db, id)).toMatchObject({ state: 'open', outcome: null })
    expect(await shelf(sku)).toEqual(['north 2/0'])
    expect(await now(order)).toMatchObject({ state: 'confirmed', delivery: 'shipped' })
    expect((await settle(id, { outcome: 'refund', reason: 'Then so' })).status).toBe(200)
  })

  test('of which the money went back', async () => {
    const { order, sku, first } = await sent({ more: { north: 3 } })
    const id = await open(first)
    const byHand = await shop.send('POST', `/api/v1/admin/orders/${order.id}/refunds`, {
      headers: key,
      body: { id: uuidv7(), lines: [{ sku, quantity: 1 }], reason: 'By hand' },
    })
    expect(byHand.status).toBe(200)
    expect(await settle(id, reship)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('went back already') },
    })
  })

  test('without the right to decide, or more than five times', async () => {
    const { order, first } = await sent({ more: { north: 30 } })
    let id = await open(first)
    expect((await settle(id, reship, await keyFor(shop.db, 'orders.read'))).status).toBe(403)
    const by = await keyFor(shop.db, 'cases.write')
    let from = first
    for (let times = 0; times < 5; times++) {
      expect((await settle(id, reship, by)).status).toBe(200)
      const [again] = await newOf(order, from)
      from = again?.id ?? ''
      await moves(order, from, 'shipped')
      id = await open(from)
    }
    expect(await settle(id, reship, by)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('5 times') },
    })
  })
})

describe('Two who decide, or a process that dies', () => {
  test('leave one decision', async () => {
    const { order, sku, first } = await sent({ more: { north: 9 } })
    const caseId = await open(first)
    const decide = (outcome: 'reship' | 'refund' | 'nothing') =>
      settleCase(staff(), { caseId, outcome, reason: 'Decided' }).then(
        () => outcome,
        () => null,
      )
    const decided = (await Promise.all([decide('reship'), decide('reship'), decide('refund')])).filter(
      outcome => outcome !== null,
    )
    const found = await readCase(shop.db, caseId)
    expect(new Set(decided)).toEqual(new Set([found?.outcome]))
    const events = (await readEvents(shop.db, order.id)).filter(({ type }) => type === 'order.resent')
    expect(events).toHaveLength(found?.outcome === 'reship' ? 1 : 0)
    expect(await shelf(sku)).toEqual([found?.outcome === 'reship' ? 'north 9/3' : 'north 9/0'])
  })

  test('in the same way at the same moment send one new parcel', async () => {
    const { order, sku, first } = await sent({ more: { north: 9 } })
    const decided = { caseId: await open(first), outcome: 'reship' as const, reason: 'Decided' }
    let isFirst = true
    strikeWith(async point => {
      if (point !== 'case.chosen' || !isFirst) return
      isFirst = false
      await settleCase(staff(), decided)
    })
    expect(await settleCase(staff(), decided)).toMatchObject({ state: 'settled', outcome: 'reship' })
    expect(await newOf(order, first)).toHaveLength(1)
    expect(await shelf(sku)).toEqual(['north 9/3'])
  })

  test('at the last moment leave nothing behind, and it is sent the next time', async () => {
    const { order, sku, first } = await sent({ more: { north: 3 } })
    const caseId = await open(first)
    strikeWith(async point => {
      if (point === 'case-settled.in') throw new Error('struck')
    })
    await expect(settleCase(staff(), { caseId, outcome: 'reship', reason: 'Decided' })).rejects.toThrow()
    strikeWith(undefined)
    expect(await shelf(sku)).toEqual(['north 3/0'])
    expect(await parcelsOf(order)).toHaveLength(1)
    expect((await settle(caseId, reship)).status).toBe(200)
    expect(await shelf(sku)).toEqual(['north 3/3'])
  })
})

test('staff take a new parcel back and pay instead, and its order ends as it was', async () => {
  const { order, sku, first } = await sent({ more: { north: 3 } })
  await settle(await open(first), reship)
  const out = await shop.send('POST', `/api/v1/admin/orders/${order.id}/cancel`, {
    headers: key,
    body: { id: uuidv7(), lines: [{ sku, quantity: 3 }], reason: 'Rather the money' },
  })
  expect(out.status).toBe(200)
  await run(recallItemsQueue, order, 'order.items_recalled')
  expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'shipped', refundedMinor: 3_000 })
  expect(await shelf(sku)).toEqual(['north 3/0'])
})
