import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { dispatchOrderQueue } from '#slices/fulfillment/jobs.ts'
import { warehouseOf } from '#slices/fulfillment/test-warehouse.ts'
import { hasOpenCase } from '#slices/orders/delivery/parcels.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import { nextStep } from '#slices/orders/desk/next-step.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents, requireOrder } from '#slices/orders/queries.ts'
import { giveUpRefund } from '#slices/orders/refunds/give-up-refund.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { readRefund } from '#slices/payments/refund.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { openCase } from './open-case.ts'
import { readCase } from './queries.ts'
import { settleCase } from './settle-case.ts'

let shop: RestShop
let key: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  key = await keyFor(shop.db, '*')
})
afterAll(() => shop.close())
afterEach(async () => {
  strikeWith(undefined)
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  const wrong = checked.filter(
    ({ number, violations }) => [2, 3, 4, 5, 6, 11, 30, 31, 36, 40].includes(number) && violations > 0,
  )
  expect(wrong).toEqual([])
})
const { run, callBack } = warehouseOf(() => shop)
const staff = () => withGateway({ ...shop.ctx, actor: { kind: 'staff', id: uuidv7(), name: 'Sol' } as const })

let serial = 0
/** An order of three of a thing that has left: out of `units` of it in each warehouse. */
async function sent(units: Record<string, number> = { north: 3 }) {
  const { sku } = await stockUp(shop.db, { sku: `CASE-${++serial}`, units, priceMinor: 1_000 })
  const order = await confirmedOrder(shop, { lines: [{ sku, quantity: 3 }] })
  await run(dispatchOrderQueue, order, 'order.confirmed')
  const parcels = (await readParcels(shop.db, order)).map(({ id }) => id)
  for (const parcelId of parcels)
    await callBack(order.id, { state: 'shipped', parcelId, carrier: 'GLS', trackingNumber: parcelId })
  const [first = '', last = first] = parcels
  return { order, sku, first, last }
}
const arrives = (order: Order, parcelId: string) => callBack(order.id, { state: 'delivered', parcelId })
const report = (parcelId: string, kind: string, body?: object, by = key) =>
  shop.send('POST', `/api/v1/admin/parcels/${parcelId}/${kind}`, { headers: by, ...(body && { body }) })
const settle = (id: string, body: object, by = key) =>
  shop.send('POST', `/api/v1/admin/cases/${id}/settle`, { headers: by, body })
const refund = { outcome: 'refund', reason: 'The carrier lost it' }
const nothing = { outcome: 'nothing', reason: 'It has turned up' }
const now = (order: Order) => requireOrder(shop.db, order.id)
const caseIdOf = ({ body }: { body: Record<string, unknown> }) => (body.case as { id: string }).id
const onHand = async (sku: string) =>
  (
    (await shop.send('GET', `/api/v1/admin/stock?sku=${sku}`, { headers: key })).body.places as {
      onHand: number
    }[]
  ).reduce((sum, place) => sum + place.onHand, 0)
const statesOf = async (order: Order) => {
  const { body } = await shop.send('GET', `/api/v1/orders/${order.id}`, {
    headers: { authorization: `Bearer ${trackingTokenOf(order.id)}` },
  })
  return (body.parcels as { state: string }[]).map(({ state }) => state)
}
const nextOf = async (order: Order) => {
  const [found, events] = await Promise.all([now(order), readEvents(shop.db, order.id)])
  const calm = { paidMinor: found.totalMinor, refundOpen: false, deadJobs: 0 }
  return nextStep({ ...calm, order: found, hasOpenCase: hasOpenCase(events) }, new Date())
}
const listed = async (state: string) =>
  (
    (await shop.send('GET', `/api/v1/admin/parcels?state=${state}&limit=100`, { headers: key })).body
      .parcels as { id: string }[]
  ).map(({ id }) => id)

describe('A lost parcel', () => {
  test('is lost everywhere at once, and its money goes back once', async () => {
    const { order } = await sent()
    const reported = await report(order.id, 'lost', { reason: 'Searched for a week' })
    expect(reported).toMatchObject({
      status: 200,
      body: { id: order.id, state: 'lost', case: { kind: 'lost', state: 'open', outcome: null } },
    })
    expect(await statesOf(order)).toEqual(['lost'])
    expect(await listed('lost')).toContain(order.id)
    expect(await listed('shipped')).not.toContain(order.id)
    const id = caseIdOf(reported)
    expect(await nextOf(order)).toMatchObject({ urgent: true, headline: 'Something happened to a parcel' })
    expect(caseIdOf(await report(order.id, 'lost'))).toBe(id)
    expect((await report(order.id, 'damaged')).status).toBe(409)

    const settled = await settle(id, { ...refund, shipping: true })
    expect(settled).toMatchObject({ status: 200, body: { state: 'settled', outcome: 'refund' } })
    expect((await settle(id, { ...refund, reason: 'In other words' })).status).toBe(200)
    expect((await settle(id, nothing)).status).toBe(409)
    expect(await refundsOf(shop.db, order.id)).toMatchObject([{ id, amountMinor: order.totalMinor }])
    expect(await now(order)).toMatchObject({ state: 'completed', money: 'refunded', delivery: 'shipped' })
    expect((await report(order.id, 'lost', { id: uuidv7() })).status).toBe(409)
    expect(await nextOf(order)).toMatchObject({ urgent: false, headline: 'Nothing to do' })
  })

  test('that arrives after it was settled is for a person, and one that arrives before is delivered', async () => {
    const late = await sent()
    const id = caseIdOf(await report(late.first, 'lost'))
    await settle(id, refund)
    await arrives(late.order, late.first)
    expect(await now(late.order)).toMatchObject({
      delivery: 'shipped',
      needsReview: expect.stringContaining('settled as lost'),
    })

    const found = await sent()
    const open = caseIdOf(await report(found.first, 'lost'))
    await arrives(found.order, found.first)
    expect(await statesOf(found.order)).toEqual(['delivered'])
    expect(await listed('delivered')).toContain(found.first)
    expect(await now(found.order)).toMatchObject({
      state: 'completed',
      delivery: 'delivered',
      needsReview: null,
    })
    expect((await settle(open, nothing)).body).toMatchObject({ state: 'settled', outcome: 'nothing' })
    expect(await refundsOf(shop.db, found.order.id)).toEqual([])
  })

  test('of two ends its order with the other one, whichever comes first', async () => {
    const one = await sent({ north: 2, south: 1 })
    const id = caseIdOf(await report(one.first, 'lost'))
    expect((await statesOf(one.order)).sort()).toEqual(['lost', 'shipped'])
    await settle(id, refund)
    expect(await now(one.order)).toMatchObject({ state: 'confirmed', refundedMinor: 2_000 })
    await arrives(one.order, one.last)
    expect(await now(one.order)).toMatchObject({ state: 'completed', delivery: 'delivered' })

    const other = await sent({ north: 2, south: 1 })
    await arrives(other.order, other.last)
    await settle(caseIdOf(await report(other.first, 'lost')), refund)
    expect(await now(other.order)).toMatchObject({ state: 'completed', refundedMinor: 2_000 })
  })
})

test('a damaged parcel may have arrived, and an undeliverable one brings its goods back onto the shelf', async () => {
  const broken = await sent()
  await arrives(broken.order, broken.first)
  expect((await report(broken.first, 'lost')).status).toBe(409)
  const damaged = await report(broken.first, 'damaged')
  expect(damaged.body).toMatchObject({ state: 'damaged' })
  expect(await listed('damaged')).toContain(broken.first)
  expect(await listed('delivered')).not.toContain(broken.first)
  await settle(caseIdOf(damaged), { ...refund, restock: true })
  expect(await now(broken.order)).toMatchObject({ state: 'completed', refundedMinor: 3_000 })
  expect(await onHand(broken.sku)).toBe(0)

  const back = await sent()
  const id = caseIdOf(await report(back.first, 'undeliverable'))
  expect(await onHand(back.sku)).toBe(0)
  await settle(id, { ...refund, restock: true })
  expect(await onHand(back.sku)).toBe(3)
})

test('nothing is reported of a parcel that has not left, was never sent, or is not there', async () => {
  const { sku } = await stockUp(shop.db, { sku: `CASE-${++serial}`, units: { north: 3 } })
  const order = await confirmedOrder(shop, { lines: [{ sku, quantity: 3 }] })
  await run(dispatchOrderQueue, order, 'order.confirmed')
  for (const state of ['picking', 'packed']) {
    await callBack(order.id, { state })
    expect((await report(order.id, 'lost')).status).toBe(409)
  }
  expect(await statesOf(order)).toEqual(['packed'])
  expect((await report(uuidv7(), 'lost')).status).toBe(404)
  expect((await settle(uuidv7(), refund)).status).toBe(404)
  expect((await settle('x', refund)).status).toBe(422)
})

test('the id of a case is its own, and another parcel is refused under it', async () => {
  const [one, other] = [await sent(), await sent()]
  const id = uuidv7()
  expect(caseIdOf(await report(one.first, 'lost', { id }))).toBe(id)
  expect(caseIdOf(await report(one.first, 'lost', { id }))).toBe(id)
  expect((await report(other.first, 'lost', { id })).status).toBe(409)
  expect(await statesOf(other.order)).toEqual(['shipped'])
})

describe('A case in which somebody is killed or races', () => {
  test.each(['case-settled.in', 'refund.requested', 'case.refunded'])(
    'struck at %s is settled once afterwards',
    async at => {
      const { order, first } = await sent()
      const id = caseIdOf(await report(first, 'lost'))
      strikeWith(async point => {
        if (point === at) throw new Error('struck')
      })
      await expect(
        settleCase(staff(), { caseId: id, ...refund, outcome: 'refund', shipping: false, restock: false }),
      ).rejects.toThrow()
      strikeWith(undefined)
      expect(await readCase(shop.db, id)).toMatchObject({ state: 'open', outcome: 'refund' })
      expect((await settle(id, nothing)).status).toBe(409)
      expect((await settle(id, { ...refund, reason: 'Again', shipping: true })).status).toBe(200)
      expect(await refundsOf(shop.db, order.id)).toMatchObject([{ id, amountMinor: 3_000 }])
      expect(await now(order)).toMatchObject({ state: 'completed', refundedMinor: 3_000 })
    },
  )

  test('whose refund the bank refused after somebody was killed is decided without one', async () => {
    for (const first of [refund, nothing]) {
      const { order, first: parcelId } = await sent()
      const id = caseIdOf(await report(parcelId, 'lost'))
      strikeWith(async point => {
        if (point === 'refund.requested') throw new Error('struck')
      })
      await expect(settleCase(staff(), { caseId: id, ...refund, outcome: 'refund' })).rejects.toThrow()
      strikeWith(undefined)
      const asked = await readRefund(shop.db, id)
      if (!asked) throw new Error('nothing was asked for')
      await giveUpRefund(staff(), asked, () => 'The bank refused it.')
      if (first === refund) expect((await settle(id, refund)).status).toBe(409)
      expect((await settle(id, nothing)).status).toBe(200)
      expect(await readCase(shop.db, id)).toMatchObject({ state: 'settled', outcome: 'nothing' })
      expect(await now(order)).toMatchObject({ state: 'completed', refundedMinor: 0 })
    }
  })

  test('that was decided otherwise while a refund was under way gives nothing back', async () => {
    const { order, first } = await sent()
    const caseId = caseIdOf(await report(first, 'lost'))
    const least = { mostMinor: 1, above: () => new Refusal('forbidden', 'Too much.') }
    const decide = (outcome: 'refund' | 'nothing', limit: typeof least | null = null) =>
      settleCase(staff(), { caseId, outcome, reason: 'Decided' }, { limit })
    let isFirst = true
    strikeWith(async point => {
      if (point !== 'case.chosen' || !isFirst) return
      isFirst = false
      await expect(decide('refund', least)).rejects.toThrow('Too much.')
      await decide('nothing')
    })
    await expect(decide('refund')).rejects.toThrow('Somebody else decides')
    expect(await refundsOf(shop.db, order.id)).toEqual([])
    expect(await readCase(shop.db, caseId)).toMatchObject({ state: 'settled', outcome: 'nothing' })
  })

  test('is opened once by several, and settled by one of two who decide otherwise', async () => {
    const { order, first } = await sent()
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => openCase(staff(), { parcelId: first, kind: 'lost' })),
    )
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    const caseId = all[0]?.id ?? ''
    const decide = (outcome: 'refund' | 'nothing') =>
      settleCase(staff(), { caseId, outcome, reason: 'Decided', shipping: false, restock: false }).then(
        () => true,
        () => false,
      )
    const [back, without] = await Promise.all([decide('refund'), decide('nothing')])
    expect([back, without].filter(Boolean)).toHaveLength(1)
    expect(await refundsOf(shop.db, order.id)).toHaveLength(back ? 1 : 0)
    expect(await readCase(shop.db, caseId)).toMatchObject({ outcome: back ? 'refund' : 'nothing' })
  })
})

describe('A case that would give money back', () => {
  test('needs the right to refund, and above the limit the right to any sum', async () => {
    const { first } = await sent()
    const id = caseIdOf(await report(first, 'lost'))
    const without = await keyFor(shop.db, 'cases.write')
    expect(await settle(id, refund, without)).toMatchObject({
      status: 403,
      body: { permission: 'orders.refund' },
    })
    expect(await readCase(shop.db, id)).toMatchObject({ state: 'open', outcome: null })
    expect((await settle(id, nothing, without)).status).toBe(200)
    expect((await report(first, 'lost', {}, await keyFor(shop.db, 'orders.read'))).status).toBe(403)

    const dear = await stockUp(shop.db, { sku: `DEAR-${++serial}`, units: { north: 1 }, priceMinor: 90_000 })
    const order = await confirmedOrder(shop, { lines: [{ sku: dear.sku, quantity: 1 }] })
    await run(dispatchOrderQueue, order, 'order.confirmed')
    await callBack(order.id, { state: 'shipped' })
    const big = caseIdOf(await report(order.id, 'lost'))
    const upTo = await keyFor(shop.db, 'cases.write', 'orders.refund')
    expect(await settle(big, refund, upTo)).toMatchObject({
      status: 403,
      body: { permission: 'orders.refund_any' },
    })
    expect(await readCase(shop.db, big)).toMatchObject({ state: 'open', outcome: null })
    expect((await settle(big, refund)).status).toBe(200)
  })

  test('gives nothing back twice that was given back by hand, and says so', async () => {
    const { order, first } = await sent()
    const id = caseIdOf(await report(first, 'lost'))
    const byHand = await shop.send('POST', `/api/v1/admin/orders/${order.id}/refunds`, {
      headers: key,
      body: { id: uuidv7(), amount: { amount: order.totalMinor, currency: 'GBP' }, reason: 'By hand' },
    })
    expect(byHand.status).toBe(200)
    expect((await settle(id, refund)).status).toBe(409)
    expect((await settle(id, nothing)).status).toBe(200)
    expect(await now(order)).toMatchObject({ state: 'completed', refundedMinor: order.totalMinor })
  })
})
