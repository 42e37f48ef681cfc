import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { announcementOf } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { tellAddressQueue } from '#slices/fulfillment/jobs.ts'
import { sendResent } from '#slices/notifications/send-resent.ts'
import { changeAddress } from '#slices/orders/delivery/change-address.ts'
import { wentElsewhere } from '#slices/orders/delivery/went-elsewhere.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents } from '#slices/orders/queries.ts'
import { compareRowsWithEvents } from '#slices/orders/rebuild.ts'
import { orderStatus } from '#slices/orders/shop/shopper-queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { readCase } from './queries.ts'
import { settleCase } from './settle-case.ts'
import { sentOf } from './test-sent.ts'

let shop: RestShop
let key: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  key = await keyFor(shop.db, '*')
  await stockUp(shop.db, { sku: 'FIRST', units: { north: 1, south: 1 } })
})
afterAll(() => shop.close())
afterEach(async () => {
  strikeWith(undefined)
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  const wrong = checked.filter(
    ({ number, violations }) =>
      [2, 3, 4, 5, 6, 11, 16, 23, 30, 31, 36, 40, 45].includes(number) && violations > 0,
  )
  expect(wrong).toEqual([])
})
const warehouse = sentOf(
  () => shop,
  () => key,
)
const { run, staff, sent, handedOver, shelf, open, settle, now, newOf, tellWarehouse, moves } = warehouse

const home = {
  name: 'Ana Moss',
  line1: '1 Shelf Street',
  city: 'London',
  postalCode: 'SW1A 1AA',
  country: 'GB',
}
const there = { ...home, name: 'Ben Moss', line1: '12 Shelf Street' }
const elsewhere = { outcome: 'reship' as const, reason: 'The number was wrong', shippingAddress: there }
const gone = (given: Parameters<typeof sent>[0] = {}) => sent({ name: 'THERE', ...given })

/** Where the parcels of an order are going, as its warehouses have it. */
async function goingTo(order: Order) {
  const answer = await fetch(`${shop.sandbox.url}/_sandbox/shipments?orderId=${order.id}`)
  const parcels = (await answer.json()) as { parcelId: string; shipTo: typeof home }[]
  return Object.fromEntries(parcels.map(({ parcelId, shipTo }) => [parcelId, shipTo.line1]))
}

describe('What could not be delivered', () => {
  test('is sent once more to another address, where the order goes from then on, and the old parcel says where it went', async () => {
    const { order, first } = await gone({ more: { north: 5 } })
    const id = await open(first, 'undeliverable')
    // A program writes the postcode as it likes.
    const shippingAddress = { ...there, postalCode: 'sw1a1aa' }
    for (const _ of [1, 2])
      expect(await settle(id, { ...elsewhere, shippingAddress })).toMatchObject({
        status: 200,
        body: { state: 'settled', outcome: 'reship' },
      })
    expect(await now(order)).toMatchObject({ shippingAddress: there, state: 'confirmed' })
    await tellWarehouse(order)
    const [again] = await newOf(order, first)
    expect(await goingTo(order)).toEqual({ [first]: '1 Shelf Street', [again?.id ?? '']: '12 Shelf Street' })

    const events = await readEvents(shop.db, order.id)
    expect(events.map(({ type }) => type)).not.toContain('order.address_changed')
    expect(events.filter(({ type }) => type === 'order.resent')).toMatchObject([
      { data: { shippingAddress: there } },
    ])
    expect([wentElsewhere(events, first), wentElsewhere(events, again?.id ?? '')]).toEqual([home, null])
    const status = await orderStatus(shop.db, order.id, { customerId: null, isStaff: true }, new Date())
    expect(status?.parcels.map(({ wentTo }) => wentTo?.line1 ?? null)).toEqual(['1 Shelf Street', null])
    expect((await compareRowsWithEvents(shop.db)).differences).toEqual([])

    await moves(order, again?.id ?? '', 'picking', 'packed', 'shipped', 'delivered')
    expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered', needsReview: null })
  })

  test('is told to the shopper in one mail, with the new address', async () => {
    const { order, first } = await gone({ more: { north: 3 } })
    await settle(await open(first, 'undeliverable'), elsewhere)
    await sendResent(shop.ctx, await announcementOf(shop, order.id, 'order.resent'))
    const answer = await fetch(`${shop.sandbox.url}/_sandbox/emails?orderNumber=${order.number}`)
    const [mail, ...others] = (await answer.json()) as { text: string }[]
    expect(others).toEqual([])
    expect(mail?.text).toMatch(/could not be delivered/)
    expect(mail?.text).toMatch(/new address below.*did not\s+ask for this, reply/s)
    expect(mail?.text).toContain('12 Shelf Street')
    const jobs = await shop.db.$client<{ name: string }[]>`
      select name from pgboss.job where data ->> 'orderId' = ${order.id} and name = 'order.address_changed'`
    expect(jobs).toEqual([])
  })

  test('goes to a third address when the second was wrong, too, also of an order that was complete', async () => {
    const { order, first } = await gone({ more: { north: 9 } })
    await settle(await open(first, 'undeliverable'), elsewhere)
    await tellWarehouse(order)
    const [second] = await newOf(order, first)
    await moves(order, second?.id ?? '', 'shipped', 'delivered')
    expect(await now(order)).toMatchObject({ state: 'completed' })
    const third = { ...there, line1: '21 Shelf Street' }
    const id = await open(second?.id ?? '', 'damaged')
    expect((await settle(id, { ...elsewhere, shippingAddress: third })).status).toBe(200)
    const [last] = await newOf(order, second?.id ?? '')
    const events = await readEvents(shop.db, order.id)
    expect(
      [first, second?.id ?? '', last?.id ?? ''].map(parcel => wentElsewhere(events, parcel)?.line1),
    ).toEqual(['1 Shelf Street', '12 Shelf Street', undefined])
    expect(await now(order)).toMatchObject({ state: 'confirmed', shippingAddress: third })
  })

  test('to the address that it went to before changes nothing of the order', async () => {
    const { order, first } = await gone({ more: { north: 3 } })
    await settle(await open(first, 'undeliverable'), { ...elsewhere, shippingAddress: home })
    const resent = (await readEvents(shop.db, order.id)).find(({ type }) => type === 'order.resent')
    expect(resent?.data).not.toHaveProperty('shippingAddress')
  })
})

test('a warehouse that hears late of a change before does not bring the order back to the old address', async () => {
  const { order, first } = await handedOver({ name: 'LATE', more: { north: 3 } })
  await changeAddress(shop.ctx, { orderId: order.id, shippingAddress: { ...home, line1: '11 Shelf Street' } })
  await warehouse.advance(order)
  await warehouse.advance(order)
  await warehouse.advance(order)
  await moves(order, first, 'shipped')
  await settle(await open(first, 'undeliverable'), elsewhere)
  await run(tellAddressQueue, order, 'order.address_changed')
  await tellWarehouse(order)
  expect(await now(order)).toMatchObject({ shippingAddress: there, needsReview: null })
  const [again] = await newOf(order, first)
  expect((await goingTo(order))[again?.id ?? '']).toBe('12 Shelf Street')
})

describe('Another address is refused', () => {
  const refused = async (body: object, by = key, kind: 'undeliverable' | 'lost' = 'undeliverable') => {
    const { order, sku, first } = await gone({ more: { north: 3 } })
    const id = await open(first, kind)
    const answer = await settle(id, body, by)
    expect(await readCase(shop.db, id)).toMatchObject({ state: 'open', outcome: null })
    expect(await now(order)).toMatchObject({ shippingAddress: home, delivery: 'shipped' })
    expect(await shelf(sku)).toEqual(['north 3/0'])
    return answer
  }

  test('that would change the price, in a sentence', async () => {
    const berlin = { ...there, city: 'Berlin', postalCode: '10115', country: 'DE' }
    expect(await refused({ ...elsewhere, shippingAddress: berlin })).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/^Germany would change the price: .* Refund it instead/) },
    })
  })

  test('that is none, or goes with another decision', async () => {
    const wrong = { ...there, postalCode: '1' }
    expect(await refused({ ...elsewhere, shippingAddress: wrong })).toMatchObject({
      status: 422,
      body: { code: 'validation_failed' },
    })
    expect(await refused({ ...elsewhere, outcome: 'nothing' })).toMatchObject({
      status: 422,
      body: { detail: 'Only what is sent once more can go to another address.' },
    })
  })

  test('by somebody who may not change addresses', async () => {
    const by = await keyFor(shop.db, 'cases.write')
    expect(await refused(elsewhere, by)).toMatchObject({
      status: 403,
      body: { permission: 'orders.address' },
    })
  })

  test('while another parcel of the order is still here', async () => {
    const { order, first, last } = await handedOver({
      name: 'HERE',
      units: { north: 2, south: 1 },
      more: { south: 4 },
    })
    await moves(order, first, 'shipped')
    const id = await open(first, 'undeliverable')
    expect(await settle(id, elsewhere)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Another parcel of this order has not left yet') },
    })
    await moves(order, last, 'shipped')
    expect((await settle(id, elsewhere)).status).toBe(200)
    expect(await now(order)).toMatchObject({ shippingAddress: there })
  })
})

describe('Two who decide, or a process that dies', () => {
  test('send it to one address, and the other one is told', async () => {
    const { order, first } = await gone({ more: { north: 9 } })
    const caseId = await open(first, 'undeliverable')
    const decide = (line1: string) =>
      settleCase(staff(), { ...elsewhere, caseId, shippingAddress: { ...there, line1 } }).then(
        () => line1,
        (error: Error) => error.message,
      )
    const [one, other] = await Promise.all([decide('12 Shelf Street'), decide('13 Shelf Street')])
    const { line1 } = (await now(order)).shippingAddress
    expect([one, other]).toContain(line1)
    expect([one, other].filter(answer => answer !== line1)).toEqual([
      'It was sent once more already, to another address. Look at the order again.',
    ])
    expect(await newOf(order, first)).toHaveLength(1)
    expect(await settleCase(staff(), { caseId, outcome: 'reship', reason: 'Again' })).toMatchObject({
      state: 'settled',
    })
  })

  test('at the last moment leave the order where it was', async () => {
    const { order, first } = await gone({ more: { north: 3 } })
    const caseId = await open(first, 'undeliverable')
    strikeWith(async point => {
      if (point === 'case-settled.in') throw new Error('struck')
    })
    await expect(settleCase(staff(), { ...elsewhere, caseId })).rejects.toThrow('struck')
    strikeWith(undefined)
    expect(await now(order)).toMatchObject({ shippingAddress: home, delivery: 'shipped' })
    expect(await settleCase(staff(), { ...elsewhere, caseId })).toMatchObject({ state: 'settled' })
    expect(await now(order)).toMatchObject({ shippingAddress: there })
  })
})
