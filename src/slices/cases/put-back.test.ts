import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { readEvents } from '#slices/orders/queries.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
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
      [1, 2, 3, 4, 5, 6, 11, 16, 30, 31, 32, 36, 40, 45, 46, 49].includes(number) && violations > 0,
  )
  expect(wrong).toEqual([])
})
const { staff, sent, shelf, placesOf, open, settle, now, newOf, moves } = sentOf(
  () => shop,
  () => key,
)

const nothing = { outcome: 'nothing' as const, reason: 'They no longer want it', restock: true }
const reship = { outcome: 'reship' as const, reason: 'The number was wrong', restock: true }
const gone = (given: Parameters<typeof sent>[0] = {}) => sent({ name: 'BACK', ...given })
const refundOf = (orderId: string, sku: string, quantity: number, restock: boolean) =>
  shop.send('POST', `/api/v1/admin/orders/${orderId}/refunds`, {
    headers: key,
    body: { id: uuidv7(), lines: [{ sku, quantity, restock }], reason: 'By hand' },
  })

describe('What a carrier brought back', () => {
  test('is on the shelf that it left when nothing else follows, once', async () => {
    const { order, sku, variantId, first } = await gone()
    const id = await open(first, 'undeliverable')
    for (const _ of [1, 2])
      expect(await settle(id, nothing)).toMatchObject({ status: 200, body: { state: 'settled' } })
    expect(await shelf(sku)).toEqual(['north 3/0'])
    expect(await placesOf(variantId)).toEqual({ supplier: -3, shelf: 3 })
    expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'shipped', refundedMinor: 0 })
    const settled = (await readEvents(shop.db, order.id)).find(
      ({ type }) => type === 'order.exception_settled',
    )
    expect(settled?.data).toMatchObject({ outcome: 'nothing', back: { warehouse: 'north' } })
  })

  test('is itself what is sent once more, when the shelves have no other', async () => {
    const { order, sku, first } = await gone()
    const id = await open(first, 'undeliverable')
    expect(await settle(id, { ...reship, restock: false })).toMatchObject({ status: 409 })
    expect((await settle(id, reship)).status).toBe(200)
    expect(await shelf(sku)).toEqual(['north 3/3'])
    const [again] = await newOf(order, first)
    await moves(order, again?.id ?? '', 'shipped', 'delivered')
    expect(await shelf(sku)).toEqual([])
    expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered' })
  })

  test('may be somewhere else, by somebody who may change the stock there', async () => {
    const { sku, first } = await gone({ units: { north: 3, south: 1 } })
    const id = await open(first, 'undeliverable')
    const may = ['cases.write', 'orders.read']
    const refused = await settle(id, { ...nothing, warehouse: 'south' }, await keyFor(shop.db, ...may))
    expect(refused).toMatchObject({ status: 403, body: { permission: 'stock.write' } })
    expect(await readCase(shop.db, id)).toMatchObject({ state: 'open', outcome: null })
    expect(await settle(id, { ...nothing, warehouse: 'nowhere' })).toMatchObject({
      status: 422,
      body: { code: 'validation_failed' },
    })
    const by = await keyFor(shop.db, ...may, 'stock.write')
    expect((await settle(id, { ...nothing, warehouse: 'south' }, by)).status).toBe(200)
    expect(await shelf(sku)).toEqual(['south 4/0'])
  })

  test('and was sent once more can come back from the customer, too, and no more than that', async () => {
    const { order, sku, variantId, first } = await gone({ units: { north: 3, south: 1 } })
    await settle(await open(first, 'undeliverable'), { ...reship, warehouse: 'south' })
    for (const { id } of await newOf(order, first)) await moves(order, id, 'shipped', 'delivered')
    const back = (quantity: number) =>
      shop.send('POST', `/api/v1/orders/${order.id}/returns`, {
        headers: { authorization: `Bearer ${trackingTokenOf(order.id)}` },
        body: { id: uuidv7(), lines: [{ sku, quantity, reason: 'damaged', wish: 'refund' }] },
      })
    expect((await back(4)).status).toBe(422)
    expect((await refundOf(order.id, sku, 2, true)).status).toBe(200)
    expect((await back(2)).status).toBe(422)
    expect((await back(1)).status).toBe(201)
    expect(await placesOf(variantId)).toEqual({ supplier: -4, shelf: 3, customer: 1 })
  })
})

describe('The same goods are not put back twice', () => {
  test('by a refund or a return after the case', async () => {
    const { order, sku, first } = await gone()
    await settle(await open(first, 'undeliverable'), nothing)
    expect(await refundOf(order.id, sku, 3, true)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('are back already') },
    })
    expect((await refundOf(order.id, sku, 3, false)).status).toBe(200)
    expect(await shelf(sku)).toEqual(['north 3/0'])
  })

  test('by a case after a refund', async () => {
    const { order, sku, first } = await gone()
    const id = await open(first, 'undeliverable')
    expect((await refundOf(order.id, sku, 1, true)).status).toBe(200)
    expect(await settle(id, nothing)).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/only 2 of 3 can be put back.*without the tick/) },
    })
    expect(await readCase(shop.db, id)).toMatchObject({ state: 'open', outcome: null })
    expect((await settle(id, { ...nothing, restock: false })).status).toBe(200)
    expect(await shelf(sku)).toEqual(['north 1/0'])
  })

  test('by two who decide at once, or a refund at the same moment', async () => {
    const { order, sku, first } = await gone()
    const caseId = await open(first, 'undeliverable')
    const decide = () => settleCase(staff(), { caseId, ...nothing })
    const [one, other] = await Promise.all([decide(), decide()])
    expect([one.state, other.state]).toEqual(['settled', 'settled'])
    expect(await shelf(sku)).toEqual(['north 3/0'])

    const { order: second, sku: both, first: parcel } = await gone()
    const id = await open(parcel, 'undeliverable')
    const answers = await Promise.all([settle(id, nothing), refundOf(second.id, both, 3, true)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await shelf(both)).toEqual(['north 3/0'])
    expect((await now(order)).state).toBe('completed')
  })

  test('when a process dies at the last moment', async () => {
    const { sku, first } = await gone()
    const caseId = await open(first, 'undeliverable')
    strikeWith(async point => {
      if (point === 'case-settled.in') throw new Error('struck')
    })
    await expect(settleCase(staff(), { caseId, ...reship })).rejects.toThrow('struck')
    strikeWith(undefined)
    expect(await shelf(sku)).toEqual([])
    expect(await settleCase(staff(), { caseId, ...reship })).toMatchObject({ state: 'settled' })
    expect(await shelf(sku)).toEqual(['north 3/3'])
  })
})

describe('Nothing is put back', () => {
  test.each(['lost', 'damaged'] as const)('of a parcel that is %s', async kind => {
    const { sku, first } = await gone({ more: { north: 3 } })
    const id = await open(first, kind)
    for (const decided of [nothing, reship])
      expect(await settle(id, decided)).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('could not be delivered come back') },
      })
    expect(await shelf(sku)).toEqual(['north 3/0'])
  })

  test('of a parcel that arrived after all', async () => {
    const { order, sku, first } = await gone()
    const id = await open(first, 'undeliverable')
    await moves(order, first, 'delivered')
    expect(await settle(id, nothing)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('arrived after all') },
    })
    expect(await shelf(sku)).toEqual([])
  })

  test('elsewhere without a word about the goods, or with a refund', async () => {
    const { first } = await gone()
    const id = await open(first, 'undeliverable')
    for (const body of [
      { ...nothing, restock: false, warehouse: 'south' },
      { outcome: 'refund', reason: 'No', restock: true, warehouse: 'south' },
    ])
      expect(await settle(id, body)).toMatchObject({ status: 422, body: { code: 'validation_failed' } })
  })
})
