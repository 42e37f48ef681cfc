import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { forgetPauses } from '#platform/outside/outside-pace.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import type { Billing } from '#slices/business/billing.ts'
import { registryApi } from '#slices/business/registry-api.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { quoteOrder } from '#slices/pricing/quote-order.ts'
import { priceElsewhere } from '../delivery/price-elsewhere.ts'
import { readLines, readOrder } from '../queries.ts'
import { placeOrder } from './place-order.ts'

let shop: RestShop
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'DESK', priceMinor: 11_900, units: { north: 50 } })
  await stockUp(shop.db, { sku: 'PEN', priceMinor: 5, units: { north: 5_000 } })
})
afterAll(() => shop.close())
const asking = vi.spyOn(registryApi, 'ask')
beforeEach(() => {
  asking.mockClear()
  forgetPauses()
})

let serial = 200_000
const ownId = (prefix = 'DE', end = '000') => `${prefix}${++serial}${end}`
const berlin = { name: 'Ida Moos', line1: 'Gasse 1', city: 'Berlin', postalCode: '10115', country: 'DE' }
const paris = { name: 'Ida Moos', line1: '1 rue Haute', city: 'Paris', postalCode: '75001', country: 'FR' }
const lines = [{ sku: 'DESK', quantity: 1 }]

async function broken(): Promise<number[]> {
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  return checked.filter(({ violations }) => violations > 0).map(({ number }) => number)
}

const quote = (billing: Billing, country = 'DE', of = lines) =>
  quoteOrder(shop.ctx, { lines: of, country, billing })
const place = (billing: Billing, said: Partial<Parameters<typeof orderInput>[0]> = {}) =>
  placeOrder(withGateway(shop.ctx), orderInput({ lines, shippingAddress: berlin, billing, ...said }), {
    customerId: null,
  })
const placed = async (answer: Awaited<ReturnType<typeof place>>) => {
  if (answer.kind !== 'confirmed') throw new Error(`the order was answered ${answer.kind}`)
  const order = await readOrder(shop.db, answer.order.id)
  if (!order) throw new Error('there is no order')
  return order
}

test('a business of the EU pays the net price of goods that go to its country, and the order keeps who is billed', async () => {
  const vatId = ownId()
  const billing = { company: 'Moos GmbH', vatId }
  const usual = await quoteOrder(shop.ctx, { lines, country: 'DE' })
  const quoted = await quote(billing)
  expect(quoted).toMatchObject({
    billing,
    vat: { state: 'valid', reverseCharge: true },
    tax: { amount: 0 },
    taxIncluded: false,
    taxes: [{ treatment: 'reverse_charge', rateBasisPoints: 0, amount: { amount: 0 } }],
    lines: [{ unitPrice: { amount: 10_000 }, total: { amount: 10_000 } }],
  })
  expect(quoted.total.amount).toBe(usual.total.amount - usual.tax.amount)
  expect(quoted.methods.find(({ code }) => code === quoted.method)?.price).toEqual(quoted.shipping)
  asking.mockClear()
  const order = await placed(await place(billing, { expectedTotal: quoted.total }))
  expect(asking).not.toHaveBeenCalled()
  expect(order).toMatchObject({ billing, taxMinor: 0, taxIncluded: false, totalMinor: quoted.total.amount })
  expect(order.taxes).toMatchObject([{ treatment: 'reverse_charge', baseMinor: quoted.total.amount }])
  expect(await readLines(shop.db, order.id)).toMatchObject([{ taxTreatment: 'reverse_charge', taxMinor: 0 }])
})

test('many cheap things cost their net to the penny, and the price of one is rounded', async () => {
  const vatId = ownId()
  const of = [{ sku: 'PEN', quantity: 1_000 }]
  const quoted = await quote({ vatId }, 'DE', of)
  expect(quoted.lines).toMatchObject([{ unitPrice: { amount: 4 }, total: { amount: 4_202 } }])
  const order = await placed(await place({ vatId }, { lines: of, expectedTotal: quoted.total }))
  expect(await readLines(shop.db, order.id)).toMatchObject([{ unitPriceMinor: 4, totalMinor: 4_202 }])
  expect(await broken()).toEqual([])
})

test.each([
  [
    'goods that stay with the seller',
    () => ownId('GB'),
    'GB',
    'VAT is charged as usual on goods that stay in United Kingdom',
  ],
  [
    'an id of another country than the goods',
    () => ownId('DE'),
    'FR',
    'because the goods go to France and the number is of Germany',
  ],
  ['an id of the seller’s country', () => ownId('GB'), 'DE', 'the number is of United Kingdom'],
  ['an id of Northern Ireland', () => ownId('XI'), 'DE', 'the number is of United Kingdom'],
  ['goods that leave the EU', () => ownId('DE'), 'NO', 'It changes nothing on goods that go to Norway'],
])('VAT stays as usual for %s', async (_, idOf, country, words) => {
  const vatId = idOf()
  const usual = await quoteOrder(shop.ctx, { lines, country })
  const quoted = await quote({ vatId }, country)
  expect(quoted).toMatchObject({ total: usual.total, tax: usual.tax, taxes: usual.taxes })
  expect(quoted.vat).toMatchObject({
    state: 'valid',
    reverseCharge: false,
    sentence: expect.stringContaining(words),
  })
})

test('goods that go where no tax is collected are an export, for a business too', async () => {
  const quoted = await quote({ vatId: ownId('DE') }, 'JP')
  expect(quoted).toMatchObject({ vat: { reverseCharge: false }, taxes: [{ treatment: 'export' }] })
})

test('Monaco has the VAT of France', async () => {
  expect(await quote({ vatId: ownId('FR12') }, 'MC')).toMatchObject({ vat: { reverseCharge: true } })
})

test('a seller without a VAT id charges VAT', async () => {
  const shopEnv = env()
  const { seller } = shopEnv
  shopEnv.seller = { ...seller, vatNumber: null }
  const quoted = await quote({ vatId: ownId() })
  shopEnv.seller = seller
  expect(quoted).toMatchObject({ vat: { state: 'valid', reverseCharge: false } })
})

test.each(['300', '301', '303', '429', '200'])(
  'without a valid answer (%s) VAT is charged, the buyer is told so, and the sale goes on',
  async end => {
    const vatId = ownId('DE', end)
    const usual = await quoteOrder(shop.ctx, { lines, country: 'DE' })
    const quoted = await quote({ vatId })
    expect(quoted).toMatchObject({
      total: usual.total,
      vat: { reverseCharge: false, sentence: expect.stringContaining('VAT is charged') },
    })
    const order = await placed(await place({ vatId }, { expectedTotal: quoted.total }))
    expect(order).toMatchObject({ billing: { vatId }, taxIncluded: true })
    expect(order.taxMinor).toBeGreaterThan(0)
  },
)

test('an order asks no register: without a kept answer VAT is charged', async () => {
  const order = await placed(await place({ vatId: ownId() }))
  expect(asking).not.toHaveBeenCalled()
  expect(order.taxes).toMatchObject([{ treatment: 'standard' }])
})

test('when the answer is no longer kept, or is another one by now, an order at the net total is refused as a changed price', async () => {
  const vatId = ownId()
  const quoted = await quote({ vatId })
  const usual = await quoteOrder(shop.ctx, { lines, country: 'DE' })
  const later = { ...shop.ctx, now: () => new Date(Date.now() + 25 * 3_600_000) }
  const input = orderInput({
    lines,
    shippingAddress: berlin,
    billing: { vatId },
    expectedTotal: quoted.total,
  })
  const answer = await placeOrder(withGateway(later), input, { customerId: null })
  expect(answer).toMatchObject({ kind: 'price_changed', quote: { total: usual.total } })
  expect(await readOrder(shop.db, input.orderId)).toBeNull()
  await shop.db
    .$client`insert into vat_answers (vat_id, asked_at, country, answer) values (${vatId}, ${new Date().toISOString()}, 'DE', 'unknown')`
  expect(await place({ vatId }, { expectedTotal: quoted.total })).toMatchObject({ kind: 'price_changed' })
})

test('an order without VAT stays in the country that it was bought for', async () => {
  const vatId = ownId()
  const quoted = await quote({ vatId })
  const order = await placed(await place({ vatId }, { expectedTotal: quoted.total }))
  expect(await priceElsewhere(shop.db, order, { country: 'DE' })).toBeNull()
  expect(await priceElsewhere(shop.db, order, { country: 'FR' })).toContain('without VAT')
})

test('over REST quote and order carry the billing, and wrong parts of it are named', async () => {
  const vatId = ownId()
  const billing = {
    company: 'Moos GmbH',
    vatId: ` ${vatId.slice(0, 2).toLowerCase()} ${vatId.slice(2)}`,
    ...paris,
  }
  const read = { company: 'Moos GmbH', vatId, ...paris }
  const quoted = await shop.send('POST', '/api/v1/quotes', { body: { lines, country: 'DE', billing } })
  expect(quoted).toMatchObject({ status: 200, body: { billing: read, vat: { reverseCharge: true } } })
  const body = {
    email: 'ida@example.com',
    lines,
    shippingAddress: berlin,
    shippingMethod: 'standard',
    payment: { method: 'pm_card_visa' },
    billing,
    expectedTotal: quoted.body.total,
  }
  const id = uuidv7()
  const headers = { 'idempotency-key': id }
  const ordered = await shop.send('POST', '/api/v1/orders', { body, headers })
  expect(ordered).toMatchObject({
    status: 201,
    body: { billing: read, taxes: [{ treatment: 'reverse_charge' }], total: quoted.body.total },
  })
  const again = await shop.send('POST', '/api/v1/orders', { body, headers })
  expect(again.body).toMatchObject({ id, billing: read })
  const seen = await shop.send('GET', `/api/v1/orders/${id}`, {
    headers: { authorization: `Bearer ${ordered.body.trackingToken}` },
  })
  expect(seen.body).toMatchObject({ billing: { company: 'Moos GmbH', vatId } })
  expect(JSON.stringify(seen.body)).not.toContain('rue Haute')
  for (const [wrong, path] of [
    [{ vatId: 'DE12' }, 'billing.vatId'],
    [{ line1: 'Gasse 1' }, 'billing.name'],
    [{ ...paris, postalCode: 'x' }, 'billing.postalCode'],
    [{ company: 'x'.repeat(101) }, 'billing.company'],
  ] as const) {
    const refused = await shop.send('POST', '/api/v1/quotes', {
      body: { lines, country: 'DE', billing: wrong },
    })
    expect(refused).toMatchObject({ status: 422, body: { code: 'validation_failed' } })
    expect((refused.body.errors as { path: string }[]).map(error => error.path)).toContain(path)
  }
  expect(await broken()).toEqual([])
})
