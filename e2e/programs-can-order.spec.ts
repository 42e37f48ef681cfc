import { request as httpRequest } from 'node:http'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from './fixtures.ts'
import { newEmail } from './shopper.ts'

const towel = { slug: 'waffle-towel', sku: 'TOWEL-WAFFLE-OAT-H', priceMinor: 1_500 }
const lines = [{ sku: towel.sku, quantity: 2 }]

test.beforeEach(async ({ shelf }) => shelf.holdsAtLeast(towel.sku, 30))

test('A program places an order and reads it with its key', async ({ program, sandbox }) => {
  const key = uuidv7()
  const placed = await program.place({ lines }, key)
  expect(placed.status()).toBe(201)
  expect(placed.headers()).toMatchObject({ location: `/api/v1/orders/${key}` })
  expect(placed.headers()).not.toHaveProperty('idempotent-replayed')
  const order = await placed.json()
  expect(order).toMatchObject({
    id: key,
    number: expect.stringMatching(/^O-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
    status: expect.stringMatching(/^(confirmed|processing)$/),
    lines: [{ sku: towel.sku, quantity: 2, unitPrice: { amount: towel.priceMinor, currency: 'GBP' } }],
  })
  await program.waitFor(order, { status: 'confirmed' })
  expect(await sandbox.charges(key)).toMatchObject([{ amount: order.total.amount, refunded: 0 }])
})

test('An order that is sent again is the same order, charged once, and its answer says so', async ({
  program,
  sandbox,
}) => {
  const key = uuidv7()
  const words = { email: newEmail('ada'), lines }
  const first = await (await program.place(words, key)).json()
  await program.waitFor(first, { status: 'confirmed' })
  const again = await program.place(words, key)
  expect(again.status()).toBe(201)
  expect(again.headers()).toMatchObject({ 'idempotent-replayed': 'true' })
  expect(await again.json()).toEqual({ ...first, status: 'confirmed' })
  expect(await sandbox.charges(key)).toHaveLength(1)
})

test('An order that is sent ten times at once becomes one order and one charge', async ({
  program,
  shelf,
  sandbox,
}) => {
  const key = uuidv7()
  const words = { email: newEmail('ada'), lines }
  const answers = await Promise.all(Array.from({ length: 10 }, () => program.place(words, key)))
  for (const answer of answers) expect([201, 409]).toContain(answer.status())
  const placed = answers.find(answer => answer.status() === 201)
  await program.waitFor(await placed?.json(), { status: 'confirmed' })
  expect(await shelf.ordersOf(words.email)).toHaveLength(1)
  expect(await sandbox.charges(key)).toHaveLength(1)
})

test('A key cannot be used for another order', async ({ program }) => {
  const key = uuidv7()
  expect((await program.place({ lines }, key)).status()).toBe(201)
  const other = await program.place({ lines: [{ sku: towel.sku, quantity: 3 }] }, key)
  expect(other.status()).toBe(422)
  expect(other.headers()['content-type']).toContain('application/problem+json')
  expect(await other.json()).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
})

test('A declined card is answered 402, stays declined, and takes neither stock nor money', async ({
  program,
  sandbox,
  shelf,
}) => {
  const bucket = { slug: 'hand-trowel', sku: 'TROWEL-HAND' }
  await shelf.holds(bucket.sku, 12)
  const key = uuidv7()
  const words = {
    lines: [{ sku: bucket.sku, quantity: 5 }],
    card: 'pm_card_visa_chargeDeclinedInsufficientFunds',
  }
  const declined = await program.settled(words, key)
  expect(declined.status()).toBe(402)
  expect(await declined.json()).toMatchObject({ code: 'card_declined', declineCode: 'insufficient_funds' })
  const again = await program.place(words, key)
  expect(again.status()).toBe(402)
  expect(again.headers()).toMatchObject({ 'idempotent-replayed': 'true' })
  expect(await sandbox.charges(key)).toEqual([])
  expect(await program.available(bucket.slug, bucket.sku)).toBe(12)
})

test('The answer for a card whose bank asks holds the bank’s address', async ({ program }) => {
  expect(await program.waiting({ lines })).toMatchObject({
    nextAction: { clientSecret: expect.any(String), url: expect.stringContaining('/3ds/') },
  })
})

test('Exactly fifty of two hundred buyers get one of fifty units', { tag: '@alone' }, async ({
  program,
  shelf,
  sandbox,
  baseURL,
}) => {
  test.setTimeout(120_000)
  const hot = { slug: 'tea-towel', sku: 'TOWEL-TEA-CLAY' }
  await shelf.holds(hot.sku, 50)
  const buyers = Array.from({ length: 200 }, () => ({ key: uuidv7(), email: newEmail('buyer') }))
  const answers = await Promise.all(
    buyers.map(({ key, email }, buyer) =>
      placeFrom(
        `127.0.1.${buyer + 1}`,
        baseURL ?? '',
        key,
        program.body({ email, lines: [{ sku: hot.sku, quantity: 1 }] }),
      ),
    ),
  )
  const placed = answers.filter(answer => answer.status === 201)
  const refused = answers.filter(answer => answer.status === 409)
  expect(placed).toHaveLength(50)
  expect(refused).toHaveLength(150)
  for (const answer of refused)
    expect(answer.body).toMatchObject({
      code: 'out_of_stock',
      lines: [{ sku: hot.sku, requested: 1, available: 0 }],
    })
  await Promise.all(
    placed.map(async answer => {
      const order = answer.body as Parameters<typeof program.waitFor>[0]
      await program.waitFor(order, { status: 'confirmed' })
      expect(await sandbox.charges(order.id)).toHaveLength(1)
    }),
  )
  expect(await shelf.units(hot.sku)).toBe(0)
})

/** Each buyer has their own address, because one address may not have as many orders under way as a crowd. */
function placeFrom(localAddress: string, shop: string, key: string, order: object) {
  return new Promise<{ status: number; body: unknown }>((done, failed) => {
    const { port } = new URL(shop)
    const headers = { 'content-type': 'application/json', 'idempotency-key': key }
    const to = { host: '127.0.0.1', port, path: '/api/v1/orders', method: 'POST', localAddress, headers }
    const sent = httpRequest(to, answer => {
      let text = ''
      answer.on('data', chunk => (text += chunk))
      answer.on('end', () => done({ status: answer.statusCode ?? 0, body: JSON.parse(text) }))
    })
    sent.on('error', failed)
    sent.end(JSON.stringify(order))
  })
}

test('An order with an outdated total is refused with the new one', async ({ program, shelf }) => {
  const email = newEmail('ada')
  const refused = await program.place({ email, lines, expectedTotal: { amount: 1, currency: 'GBP' } })
  expect(refused.status()).toBe(409)
  expect(await refused.json()).toMatchObject({
    code: 'price_changed',
    total: { amount: expect.any(Number), currency: 'GBP' },
  })
  expect(await shelf.ordersOf(email)).toEqual([])
})

test('A quote tells the price of an order, and the order costs exactly that', async ({
  program,
  request,
}) => {
  const answer = await request.post('/api/v1/quotes', {
    data: { lines, shippingAddress: { country: 'GB' }, shippingMethod: 'standard' },
  })
  expect(answer.status()).toBe(200)
  const quote = await answer.json()
  expect(quote).toMatchObject({
    lines: [{ sku: towel.sku, quantity: 2, total: { amount: 2 * towel.priceMinor, currency: 'GBP' } }],
    subtotal: { amount: 2 * towel.priceMinor, currency: 'GBP' },
    taxIncluded: true,
  })
  expect(quote.total.amount).toBe(quote.subtotal.amount + quote.shipping.amount)
  const placed = await program.place({ lines, expectedTotal: quote.total })
  expect(placed.status()).toBe(201)
  expect((await placed.json()).total).toEqual(quote.total)
})

test('The list of products has each once, page by page, and the search finds misspelt words', async ({
  request,
}) => {
  const slugs: string[] = []
  let cursor: string | undefined
  do {
    const answer = await request.get(`/api/v1/products?limit=20${cursor ? `&cursor=${cursor}` : ''}`)
    const page: { products: { slug: string }[]; nextCursor: string | null } = await answer.json()
    slugs.push(...page.products.map(product => product.slug))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(slugs.length).toBeGreaterThan(30)
  expect(new Set(slugs).size).toBe(slugs.length)

  const found = await (await request.get('/api/v1/products', { params: { query: 'blu mgu' } })).json()
  expect(found.products[0]).toMatchObject({ slug: 'stoneware-mug', priceFrom: { currency: 'GBP' } })

  const product = await (await request.get(`/api/v1/products/${towel.slug}`)).json()
  expect(product.variants).toContainEqual(
    expect.objectContaining({ sku: towel.sku, price: { amount: towel.priceMinor, currency: 'GBP' } }),
  )
})

test('Without its key an order does not exist', async ({ program, request }) => {
  const order = await program.confirmed({ lines })
  for (const answer of [
    await program.order({ id: order.id, trackingToken: `${order.trackingToken.slice(0, -3)}AAA` }),
    await program.order({ id: uuidv7(), trackingToken: order.trackingToken }),
    await request.get(`/api/v1/orders/${order.id}`),
    await request.get('/api/v1/orders/nonsense'),
  ]) {
    expect(answer.status()).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'not_found' })
  }
})

test('An unreadable request gets a 400, and an impossible order a 422 with every wrong field', async ({
  program,
  request,
}) => {
  const unread = await request.post('/api/v1/orders', {
    headers: { 'idempotency-key': uuidv7(), 'content-type': 'application/json' },
    data: Buffer.from('{ "email": '),
  })
  expect(unread.status()).toBe(400)
  expect(await unread.json()).toMatchObject({ code: 'malformed' })

  const keyless = await program.send(program.body({ lines }), null)
  expect(keyless.ok()).toBe(false)
  expect(await keyless.text()).toContain('Idempotency-Key')

  const wrong = await program.send(
    { ...program.body({ lines: [{ sku: towel.sku, quantity: 0 }] }), email: 'nobody' },
    uuidv7(),
  )
  expect(wrong.status()).toBe(422)
  const problem = await wrong.json()
  expect(problem).toMatchObject({ code: 'validation_failed' })
  expect(JSON.stringify(problem)).toContain('email')
  expect(JSON.stringify(problem)).toContain('quantity')

  const card = await program.place({ lines, card: '4242424242424242' })
  expect(card.status()).toBe(422)
})

test('The document of the REST surface names every path of these tests', async ({ request }) => {
  const document = await (await request.get('/api/v1/openapi.json')).json()
  expect(Object.keys(document.paths).join(' ')).toMatch(/orders.*quotes|quotes.*orders/)
  expect((await request.get('/api/health/live')).status()).toBe(200)
  expect((await request.get('/api/health/ready')).status()).toBe(200)
})
