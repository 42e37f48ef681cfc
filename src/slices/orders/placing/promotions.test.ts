import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { untilBlocked } from '#proof/testing/blocked.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { gbp, placeOver, quoteOver } from './test-program.ts'

let shop: RestShop
let headers: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'MUG', priceMinor: 1_000, units: { north: 1_000 } })
  await stockUp(shop.db, { sku: 'LAMP', priceMinor: 3_000, units: { north: 1_000 } })
  headers = await keyFor(shop.db, '*')
})
afterAll(() => shop.close())

const percent = (basisPoints: number) => ({ kind: 'percent', basisPoints })

async function promote(promotion: object): Promise<string> {
  const body = { name: 'Autumn', effect: percent(1_000), ...promotion }
  const made = await shop.send('POST', '/api/v1/admin/promotions', {
    body,
    headers: { ...headers, 'idempotency-key': uuidv7() },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return String(made.body.id)
}
const change = (id: string, body: object) =>
  shop.send('PATCH', `/api/v1/admin/promotions/${id}`, { body, headers })

const place = (changes: object = {}, id = uuidv7()) => placeOver(shop, changes, id)
const quote = (changes: object = {}) => quoteOver(shop, changes)
const usesOf = async (id: string) => {
  const rows = await shop.db
    .$client`select state from redemptions where promotion_id = ${id} order by held_at`
  return rows.map(({ state }) => state)
}
const settled = async (id: unknown) =>
  (
    await shop.db
      .$client`select state, discounts, discount_minor::int as off from orders where id = ${String(id)}`
  )[0]

test('a code takes its part off goods, in the quote and in the order, and is kept with it', async () => {
  const id = await promote({ name: 'Ten', code: 'ten-off' })
  const discounts = [{ name: 'Ten', code: 'TEN-OFF', amount: gbp(200) }]
  const sums = { discounts, total: gbp(2_195) }
  expect((await quote({ codes: [' Ten-Off '] })).body).toMatchObject({
    ...sums,
    discount: gbp(200),
    tax: gbp(366),
  })
  expect((await quote()).body).toMatchObject({ discounts: [], total: gbp(2_395) })
  const placed = await place({ codes: ['TEN-OFF'], expectedTotal: gbp(2_195) })
  expect(placed).toMatchObject({ status: 201, body: { status: 'confirmed', ...sums } })
  const token = { authorization: `Bearer ${placed.body.trackingToken}` }
  const read = await shop.send('GET', `/api/v1/orders/${placed.body.id}`, { headers: token })
  expect(read.body).toMatchObject({
    ...sums,
    discount: gbp(200),
    taxes: [{ base: gbp(1_829), amount: gbp(366) }],
  })
  expect(await usesOf(id)).toEqual(['kept'])
})

test('a code that cannot be used is refused in words, and nothing is held', async () => {
  await promote({ name: 'Big', code: 'BIG', conditions: { minSubtotal: gbp(5_000) } })
  await promote({ name: 'Lamps', code: 'LAMPS', conditions: { products: ['lamp'] } })
  const says = async (code: string) => {
    const { status, body } = await place({ codes: [code] })
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'code_unknown' })
    expect((await quote({ codes: [code] })).body).toMatchObject({ code: 'code_unknown', detail: body.detail })
    return body.detail
  }
  expect(await says('NOWHERE')).toContain('There is no code NOWHERE')
  expect(await says('BIG')).toBe('The code BIG needs goods for £50.00: £30.00 are missing.')
  expect(await says('LAMPS')).toBe('The code LAMPS is for other things than those in this order.')
  expect(await shop.db.$client`select 1 from orders where email = 'nobody@example.com'`).toHaveLength(0)
})

test('a price that changed under a code is not charged in silence', async () => {
  await promote({ name: 'Five', code: 'FIVE', effect: { kind: 'amount', amount: 500 } })
  const { status, body } = await place({ codes: ['FIVE'], expectedTotal: gbp(2_395) })
  expect(status).toBe(409)
  expect(body).toMatchObject({ code: 'price_changed', total: gbp(1_895) })
})

test('a declined card gives a single use back, and so does cancelling', async () => {
  const id = await promote({ name: 'Once', code: 'ONCE', limitTotal: 1 })
  const declined = await place({ codes: ['ONCE'], payment: { method: 'pm_card_chargeDeclined' } })
  expect(declined.status).toBe(402)
  expect(await usesOf(id)).toEqual(['released'])
  const placed = await place({ codes: ['ONCE'], email: 'ben@example.com' })
  expect(placed.status).toBe(201)
  expect(await place({ codes: ['ONCE'] })).toMatchObject({ status: 422, body: { code: 'code_unknown' } })
  const token = { authorization: `Bearer ${placed.body.trackingToken}` }
  const cancelled = await shop.send('POST', `/api/v1/orders/${placed.body.id}/cancel`, { headers: token })
  expect(cancelled.status).toBe(200)
  await eventually(async () => expect(await usesOf(id)).toEqual(['released', 'released']))
  expect((await place({ codes: ['ONCE'] })).status).toBe(201)
})

test('of ten times as many buyers at once exactly as many get a code as there are', async () => {
  const id = await promote({ name: 'Three', code: 'THREE', limitTotal: 3 })
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      place({ codes: ['THREE'], email: `buyer-${index}@example.com` }),
    ),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
  for (const { status, body } of answers.filter(({ status }) => status !== 201))
    expect([status, body.code]).toEqual(
      body.code === 'code_gone' ? [409, 'code_gone'] : [422, 'code_unknown'],
    )
  expect(await usesOf(id)).toEqual(['kept', 'kept', 'kept'])
})

test('once for each customer is once, under any spelling of their address', async () => {
  await promote({ name: 'Hello', code: 'HELLO', limitPerCustomer: 1 })
  expect((await place({ codes: ['HELLO'], email: 'ana.moss@gmail.com' })).status).toBe(201)
  const again = await place({ codes: ['HELLO'], email: 'anamoss+again@gmail.com' })
  expect(again).toMatchObject({ status: 422, body: { detail: 'You have used the code HELLO already.' } })
})

test('the same order sent twice at once is one order, whose code it used up itself', async () => {
  await promote({ name: 'Twin', code: 'TWIN', limitPerCustomer: 1 })
  const [id, body] = [uuidv7(), { codes: ['TWIN'], email: 'twin@example.com' }]
  const [isPriced, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  strikeWith(point => {
    if (point !== 'place.before-reserve') return
    isPriced.resolve()
    return goOn.promise
  })
  const first = place(body, id)
  await isPriced.promise
  strikeWith(undefined)
  // The second has found no order yet when the first takes the code, and reads the code after that.
  let second: ReturnType<typeof place> | undefined
  await shop.db.transaction(async tx => {
    await tx.execute(sql`lock table promotion_versions in access exclusive mode`)
    second = place(body, id)
    await untilBlocked(shop.db)
    goOn.resolve()
    expect((await first).status).toBe(201)
  })
  expect(await second).toMatchObject({ status: 201, body: { status: 'confirmed' } })
})

test('a first order is the first that was paid', async () => {
  await promote({ name: 'First', code: 'FIRST', conditions: { firstOrder: true } })
  const email = 'newcomer@example.com'
  expect((await place({ email, payment: { method: 'pm_card_chargeDeclined' } })).status).toBe(402)
  expect((await place({ email, codes: ['FIRST'] })).status).toBe(201)
  expect((await place({ email: 'ada@example.com', codes: ['FIRST'] })).body.detail).toBe(
    'The code FIRST is for a first order.',
  )
})

test('an order that costs nothing is confirmed without a card, and cancelled without a refund', async () => {
  await promote({ name: 'Gift', code: 'GIFT', effect: percent(10_000), combines: true })
  await promote({ name: 'Post', code: 'POST', effect: { kind: 'free_delivery' }, combines: true })
  const codes = ['GIFT', 'POST']
  const unpaid = await place({ codes: ['GIFT'], payment: null })
  expect(unpaid).toMatchObject({ status: 422, body: { errors: [{ path: 'payment' }] } })
  const placed = await place({ codes, payment: null })
  expect(placed).toMatchObject({
    status: 201,
    body: { status: 'confirmed', total: gbp(0), discounts: [{}, {}] },
  })
  const [payment] = await shop.db.$client`select * from payments where order_id = ${String(placed.body.id)}`
  expect(payment).toMatchObject({ status: 'succeeded', provider_id: null, captured_minor: '0' })
  const token = { authorization: `Bearer ${placed.body.trackingToken}` }
  await shop.send('POST', `/api/v1/orders/${placed.body.id}/cancel`, { headers: token })
  await eventually(async () => expect(await settled(placed.body.id)).toMatchObject({ state: 'cancelled' }))
})

test('a promotion is tried on the orders of the last days before anybody gets it', async () => {
  const tried = async (promotion: object) => {
    const id = await promote(promotion)
    await change(id, { state: 'paused' })
    return (await shop.send('POST', `/api/v1/admin/promotions/${id}/try`, { headers })).body
  }
  const paid = await shop.db.$client`
    select email, subtotal_minor::int as goods, discount_minor::int as off from orders where confirmed_at is not null`
  const sumOf = (amounts: number[]) => amounts.reduce((sum, amount) => sum + Math.max(0, amount), 0)
  expect(paid.length).toBeGreaterThan(5)

  const fifth = paid.map(({ goods, off }) => Math.floor(goods * 0.2) - off)
  expect(await tried({ name: 'A fifth', code: 'FIFTH', effect: percent(2_000) })).toMatchObject({
    orders: paid.length,
    reached: fifth.filter(amount => amount > 0).length,
    amount: gbp(sumOf(fifth)),
    isPartial: false,
  })
  const beside = paid.map(({ goods, off }) => Math.min(Math.floor(goods * 0.6), goods + 395 - off))
  expect(await tried({ name: 'Most', code: 'MOST', effect: percent(6_000), combines: true })).toMatchObject({
    amount: gbp(sumOf(beside)),
    aboveHalf: paid.filter(({ goods, off }, index) => {
      const taken = beside[index] ?? 0
      return taken > 0 && 2 * (off + taken) > goods
    }).length,
  })
  const ofLamps = { name: 'None', code: 'NONE-OF-THESE', conditions: { products: ['lamp'] } }
  expect(await tried(ofLamps)).toMatchObject({ orders: paid.length, reached: 0, amount: gbp(0) })
  const nowhere = await shop.send('POST', `/api/v1/admin/promotions/${uuidv7()}/try`, { headers })
  expect(nowhere.status).toBe(404)
})

test('an automatic one needs no code, and ends for the next order when it is ended', async () => {
  const id = await promote({ name: 'Sets', effect: { kind: 'buy_x_get_y', buy: 1, get: 1, percentOff: 100 } })
  expect((await quote()).body).toMatchObject({ discounts: [{ name: 'Sets', amount: gbp(1_000) }] })
  expect((await place()).body).toMatchObject({ status: 'confirmed', total: gbp(1_395) })
  expect((await change(id, { state: 'ended' })).status).toBe(200)
  expect((await quote()).body).toMatchObject({ discounts: [] })
})
