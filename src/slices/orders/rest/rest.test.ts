import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addDays, clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { setOffer } from '#slices/inventory/waiting/set-offer.ts'

let shop: RestShop
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'MOSS-1', priceMinor: 2_800, units: { north: 1_000 } })
  await stockUp(shop.db, { sku: 'LAST-1', units: { north: 1 } })
})
afterAll(() => shop.close())
beforeEach(() => {
  shop.sender.visitor = null
})

const address = {
  name: 'Ada Byron',
  line1: '12 St James’s Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
}
const order = (changes: object = {}) => ({
  email: 'ada@example.com',
  lines: [{ sku: 'MOSS-1', quantity: 2 }],
  shippingAddress: address,
  shippingMethod: 'standard',
  payment: { method: 'pm_card_visa' },
  ...changes,
})
const send = (body: unknown, key: string, headers: Record<string, string> = {}) =>
  shop.send('POST', '/api/v1/orders', { body, headers: { 'idempotency-key': key, ...headers } })

/** Sends the order until the bank has answered. On a busy machine the first answer may come earlier than that. */
const place = (body: unknown, key: string = uuidv7(), headers: Record<string, string> = {}) =>
  eventually(async () => {
    const answer = await send(body, key, headers)
    expect(answer.body.status).not.toBe('processing')
    return answer
  })

test('an order is answered with its number, total, lines and the key to it', async () => {
  const key = uuidv7()
  const body = order({ expectedTotal: { amount: 5_600, currency: 'GBP' } })
  const placed = await send(body, key)
  expect(placed.status).toBe(201)
  expect(placed.body).toMatchObject({
    id: key,
    number: expect.stringMatching(/^O-/),
    status: expect.stringMatching(/^(confirmed|processing)$/),
    total: { amount: 5_600, currency: 'GBP' },
    lines: [
      {
        sku: 'MOSS-1',
        name: 'Thing MOSS-1',
        quantity: 2,
        unitPrice: { amount: 2_800, currency: 'GBP' },
        total: { amount: 5_600, currency: 'GBP' },
      },
    ],
  })
  expect(placed.headers.get('location')).toBe(`/api/v1/orders/${key}`)
  expect(placed.headers.get('cache-control')).toBe('no-store')
  expect(placed.headers.has('idempotent-replayed')).toBe(false)
  expect((await place(body, key)).body).toEqual({ ...placed.body, status: 'confirmed' })
})

test('the same order sent again is the same order, and says so', async () => {
  const key = uuidv7()
  const first = await place(order(), key)
  const again = await place(order(), key.toUpperCase())
  expect(again.status).toBe(201)
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
})

test('what would wait for stock stands in the quote, and what does in the answer, also the second time', async () => {
  await stockUp(shop.db, { sku: 'LATE-1', units: { north: 1 } })
  const expectedOn = addDays(clockIn(SHOP_TIME_ZONE, new Date()).day, 12)
  const staff = { ...shop.ctx, actor: { kind: 'staff', id: uuidv7(), name: 'Anna' } as const, rights: ['*'] }
  await setOffer(staff, { sku: 'LATE-1', expectedOn, most: 3, reason: 'More is ordered' })
  const lines = [
    { sku: 'LATE-1', quantity: 3 },
    { sku: 'MOSS-1', quantity: 1 },
  ]
  type Line = { available?: number; waiting?: number; expectedOn?: string }
  const said = (lines: unknown) => (lines as Line[]).map(line => [line.waiting, line.expectedOn])
  const quoted = async (quantity: number) => {
    const body = { lines: [{ sku: 'LATE-1', quantity }, lines[1]], country: 'GB' }
    const answer = (await shop.send('POST', '/api/v1/quotes', { body })).body.lines
    expect(answer).toMatchObject([{ available: 1 }, {}])
    return said(answer)
  }
  const [late, soon] = [
    [2, expectedOn],
    [undefined, undefined],
  ]
  expect(await quoted(1)).toEqual([soon, soon])
  expect(await quoted(3)).toEqual([late, soon])
  // Four would have to wait and three may, so the order would be refused.
  expect(await quoted(5)).toEqual([soon, soon])
  const key = uuidv7()
  expect(said((await send(order({ lines }), key)).body.lines)).toEqual([late, soon])
  expect(said((await place(order({ lines }), key)).body.lines)).toEqual([late, soon])
  expect(said((await place(order())).body.lines)).toEqual([soon])
})

test('a key cannot be used for another order', async () => {
  const key = uuidv7()
  await place(order(), key)
  const other = await place(order({ email: 'eve@example.com' }), key)
  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
})

test('a declined card is answered with its reason, and stays declined', async () => {
  const key = uuidv7()
  const body = order({ payment: { method: 'pm_card_chargeDeclinedInsufficientFunds' } })
  const declined = await place(body, key)
  expect(declined).toMatchObject({
    status: 402,
    body: { code: 'card_declined', declineCode: 'insufficient_funds', orderId: key },
  })
  expect(declined.headers.get('content-type')).toBe('application/problem+json')
  const again = await place(body, key)
  expect(again).toMatchObject({
    status: 402,
    body: { code: 'card_declined', declineCode: 'insufficient_funds' },
  })
  expect(again.headers.get('idempotent-replayed')).toBe('true')
})

test('a bank that asks the shopper is answered with the next action', async () => {
  const asked = await place(order({ payment: { method: 'pm_card_authenticationRequired' } }))
  expect(asked).toMatchObject({
    status: 201,
    body: { status: 'requires_action', nextAction: { clientSecret: expect.any(String) } },
  })
})

test('missing stock is named for each line, and is checked again the next time', async () => {
  const key = uuidv7()
  const body = order({ lines: [{ sku: 'LAST-1', quantity: 2 }] })
  const short = await place(body, key)
  expect(short).toMatchObject({
    status: 409,
    body: { code: 'out_of_stock', lines: [{ sku: 'LAST-1', requested: 2, available: 1 }] },
  })
  const fewer = await place(order({ lines: [{ sku: 'LAST-1', quantity: 1 }] }), key)
  expect(fewer).toMatchObject({ status: 201, body: { status: 'confirmed' } })
})

test('a total that differs from the expected one is refused, and nothing is taken', async () => {
  const changed = await place(order({ expectedTotal: { amount: 5_000, currency: 'GBP' } }))
  expect(changed).toMatchObject({
    status: 409,
    body: {
      code: 'price_changed',
      total: { amount: 5_600, currency: 'GBP' },
      quote: { shipping: { amount: 0 } },
    },
  })
})

test('each wrong field is named', async () => {
  const wrong = await place(
    order({
      email: 'nobody',
      lines: [{ sku: 'MOSS-1', quantity: 0 }],
      shippingAddress: { ...address, postalCode: 'x' },
    }),
  )
  expect(wrong).toMatchObject({ status: 422, body: { code: 'validation_failed' } })
  expect((wrong.body.errors as { path: string }[]).map(error => error.path).sort()).toEqual([
    'email',
    'lines.0.quantity',
    'shippingAddress.postalCode',
  ])
})

test('a SKU that is not sold is a wrong field', async () => {
  const unknown = await place(order({ lines: [{ sku: 'NO-SUCH', quantity: 1 }] }))
  expect(unknown).toMatchObject({
    status: 422,
    body: { code: 'validation_failed', errors: [{ path: 'lines.0.sku' }] },
  })
})

test.each([
  ['no key', {}],
  ['a key that is no UUID', { 'idempotency-key': '42' }],
])('an order with %s cannot be read', async (_, headers) => {
  const answer = await shop.send('POST', '/api/v1/orders', { body: order(), headers })
  expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } })
})

test('a card number is refused wherever it stands, and is not repeated', async () => {
  const card = '4242 4242 4242 4242'
  const answer = await place(order({ note: { card }, payment: { method: 'pm_card_visa' } }))
  expect(answer).toMatchObject({
    status: 422,
    body: { code: 'validation_failed', errors: [{ path: 'note.card' }] },
  })
  expect(JSON.stringify([answer.body, shop.logged])).not.toContain('4242')
})

test('an order is read with its tracking token', async () => {
  const { body } = await place(order())
  const read = await shop.send('GET', `/api/v1/orders/${body.id}`, {
    headers: { authorization: `Bearer ${body.trackingToken}` },
  })
  expect(read).toMatchObject({
    status: 200,
    body: {
      id: body.id,
      status: 'confirmed',
      money: 'paid',
      delivery: 'unfulfilled',
      total: body.total,
      lines: body.lines,
    },
  })
})

test('an order is read with the session that placed it, and with no other', async () => {
  const customerId = uuidv7()
  await shop.db
    .$client`insert into customers (id, name, email) values (${customerId}, 'Ada', ${`${customerId}@example.com`})`
  shop.sender.visitor = {
    customerId,
    name: 'Ada',
    email: 'ada@example.com',
    isAnonymous: false,
    isStaff: false,
    rights: [],
    sessionId: uuidv7(),
    factors: ['password'],
    provenAt: null,
    secondFactor: { kind: 'not_asked' },
    seenBy: null,
  }
  const { body } = await place(order())
  expect((await shop.send('GET', `/api/v1/orders/${body.id}`)).status).toBe(200)
  shop.sender.visitor = { ...shop.sender.visitor, customerId: uuidv7() }
  expect((await shop.send('GET', `/api/v1/orders/${body.id}`)).status).toBe(404)
})

test('somebody else’s order looks like an unknown one', async () => {
  const { body } = await place(order())
  const other = await place(order())
  const nothing = await shop.send('GET', `/api/v1/orders/${uuidv7()}`)
  const withoutKey = await shop.send('GET', `/api/v1/orders/${body.id}`)
  const withAnothersKey = await shop.send('GET', `/api/v1/orders/${body.id}`, {
    headers: { authorization: `Bearer ${other.body.trackingToken}` },
  })
  const noId = await shop.send('GET', '/api/v1/orders/x')
  expect(nothing.status).toBe(404)
  for (const answer of [withoutKey, withAnothersKey, noId]) expect(answer.body).toEqual(nothing.body)
})

test('a quote says what an order would cost', async () => {
  const quote = await shop.send('POST', '/api/v1/quotes', {
    body: {
      lines: [{ sku: 'MOSS-1', quantity: 1 }],
      shippingAddress: { country: 'GB' },
      shippingMethod: 'express',
    },
  })
  expect(quote).toMatchObject({
    status: 200,
    body: {
      lines: [{ sku: 'MOSS-1', available: expect.any(Number) }],
      shippingMethod: 'express',
      subtotal: { amount: 2_800 },
      shipping: { amount: 695 },
      total: { amount: 3_495, currency: 'GBP' },
    },
  })
  const nowhere = await shop.send('POST', '/api/v1/quotes', {
    body: { lines: [{ sku: 'MOSS-1', quantity: 1 }] },
  })
  expect(nowhere).toMatchObject({ status: 422, body: { errors: [{ path: 'shippingAddress.country' }] } })
})

test('a session works on its own site only', async () => {
  const cookie = { cookie: 'orderly.session_token=x' }
  const foreign = await place(order(), uuidv7(), { ...cookie, origin: 'https://elsewhere.example' })
  expect(foreign).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect((await place(order(), uuidv7(), { ...cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await place(order(), uuidv7(), { ...cookie, origin: 'http://localhost:3000' })).status).toBe(201)
  expect((await place(order(), uuidv7(), { origin: 'https://elsewhere.example' })).status).toBe(201)
})

test('the log line of an order names the order and no person', async () => {
  shop.logged.length = 0
  const key = uuidv7()
  await place(order(), key)
  const line = shop.logged.find(facts => facts.message === 'rest request')
  expect(line).toEqual({
    message: 'rest request',
    method: 'POST',
    path: '/api/v1/orders',
    status: 201,
    ms: expect.any(Number),
    orderId: key,
  })
})

test('items are taken out with the token, once for each id, and the order says what is left', async () => {
  const placed = await place(order({ lines: [{ sku: 'MOSS-1', quantity: 3 }] }))
  const { id, trackingToken } = placed.body
  const headers = { authorization: `Bearer ${trackingToken}` }
  const cancel = (body?: unknown) =>
    shop.send('POST', `/api/v1/orders/${id}/cancel`, { headers, ...(body !== undefined && { body }) })
  const wish = { id: uuidv7(), lines: [{ sku: 'MOSS-1', quantity: 1 }] }
  for (const _ of [1, 2])
    expect(await cancel(wish)).toMatchObject({
      status: 200,
      body: {
        status: 'confirmed',
        lines: [{ sku: 'MOSS-1', quantity: 3, cancelled: 1 }],
        refunded: { amount: 2_800 },
      },
    })
  expect(await cancel({ ...wish, lines: [{ sku: 'MOSS-1', quantity: 2 }] })).toMatchObject({
    status: 422,
    body: { type: expect.stringContaining('idempotency_key_reused') },
  })
  expect(await cancel({ lines: wish.lines })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'id' }] },
  })
  expect(await cancel({ ...wish, id: uuidv7(), lines: [{ sku: 'MOSS-1', quantity: 3 }] })).toMatchObject({
    status: 409,
  })
  expect(await cancel()).toMatchObject({
    status: 200,
    body: { status: 'cancelled', refunded: placed.body.total },
  })
})
