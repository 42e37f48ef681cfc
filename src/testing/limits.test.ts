import superjson from 'superjson'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SOCKET_ADDRESS_HEADER } from '#lib/client-address.ts'
import { type RateLimitKind, rateLimits } from '#lib/rate-limits.ts'
import { openForm } from '#orders/bot-checks.ts'
import { cardTesting } from '#orders/card-testing.ts'
import { type Doors, openDoors, type Person } from './doors.ts'
import { orderInput } from './order-input.ts'
import { stockUp } from './stock-up.ts'

let doors: Doors
let ana: Person
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  doors = await openDoors()
  ana = await doors.person()
  await stockUp(doors.db, { sku: 'THING', units: { north: 100 } })
  await stockUp(doors.db, { sku: 'GONE', units: { north: 0 } })
})
afterAll(() => doors.close())

/** As if so much had come from there, or from them, already. */
async function exhaust(kind: RateLimitKind, key: string): Promise<void> {
  const until = Date.now() + 1_000 * rateLimits[kind].seconds
  await doors.db.$client`insert into rate_limits (key, points, expire)
    values (${`${kind}:${key}`}, ${rateLimits[kind].most}, ${until})`
}

const lines = [{ sku: 'THING', quantity: 1 }]
const key = () => ({ orderId: uuidv7() })
const query = (input: unknown) => `?input=${encodeURIComponent(JSON.stringify(superjson.serialize(input)))}`
const { orderId: _id, ...restOrder } = orderInput({ lines })
const newKey = () => ({ 'idempotency-key': uuidv7() })

type Asked = { method: 'GET' | 'POST'; path: string; body?: unknown; headers?: Record<string, string> }
const ask = (path: string, input: unknown): Asked => ({
  method: 'GET',
  path: `/api/trpc/${path}${query(input)}`,
})
const change = (path: string, input: unknown): Asked => ({
  method: 'POST',
  path: `/api/trpc/${path}`,
  body: superjson.serialize(input),
})
const send = (path: string, body: unknown, headers = {}): Asked => ({ method: 'POST', path, body, headers })
const get = (path: string): Asked => ({ method: 'GET', path })

const limited: [string, RateLimitKind, RateLimitKind | null, () => Asked][] = [
  ['orders.place', 'place', 'placeByVisitor', () => change('orders.place', orderInput({ lines }))],
  ['POST /orders', 'place', 'placeByVisitor', () => send('/api/v1/orders', restOrder, newKey())],
  ['orders.quote', 'quote', 'quoteByVisitor', () => ask('orders.quote', { lines, country: 'GB' })],
  ['POST /quotes', 'quote', 'quoteByVisitor', () => send('/api/v1/quotes', { lines, country: 'GB' })],
  ['catalog.suggest', 'search', 'searchByVisitor', () => ask('catalog.suggest', { query: 'mug' })],
  ['catalog.browse', 'search', 'searchByVisitor', () => ask('catalog.browse', { query: 'mug' })],
  ['GET /products', 'search', 'searchByVisitor', () => get('/api/v1/products?query=mug')],
  ['orders.track', 'track', 'trackByVisitor', () => ask('orders.track', key())],
  ['orders.settle', 'track', 'trackByVisitor', () => change('orders.settle', key())],
  ['orders.abandon', 'track', 'trackByVisitor', () => change('orders.abandon', key())],
  ['GET /orders/{id}', 'track', 'trackByVisitor', () => get(`/api/v1/orders/${uuidv7()}`)],
  ['orders.find', 'find', null, () => change('orders.find', { number: 'O-1', email: 'a@example.com' })],
  [
    'inventory.askForAlert',
    'alert',
    null,
    () => change('inventory.askForAlert', { sku: 'GONE', email: `${uuidv7()}@example.com` }),
  ],
  ['cart.add', 'visit', null, () => change('cart.add', { sku: 'THING' })],
  [
    'signing in',
    'signIn',
    null,
    () => send('/api/auth/sign-in/email', { email: 'a@b.co', password: 'wrong' }),
  ],
  [
    'signing up',
    'signUp',
    null,
    () => send('/api/auth/sign-up/email', { email: 'a@b.co', password: 'short' }),
  ],
]

let addresses = 0
const newAddress = () => `203.0.113.${++addresses}`
const from = (address: string, { method, path, body, headers }: Asked, as?: Person) =>
  doors.send(method, path, { as, body, headers: { ...headers, [SOCKET_ADDRESS_HEADER]: address } })

test.each(limited)(
  '%s is refused to whoever asked too often, and to nobody else',
  async (_, byAddress, byVisitor, asked) => {
    const [flooded, calm] = [newAddress(), newAddress()]
    await exhaust(byAddress, flooded)
    await expectTooMany(await from(flooded, asked()))
    expect((await from(calm, asked())).status).not.toBe(429)
    if (!byVisitor) return
    const person = await doors.person()
    await exhaust(byVisitor, person.id)
    await expectTooMany(await from(newAddress(), asked(), person))
    expect((await from(newAddress(), asked(), ana)).status).not.toBe(429)
  },
)

async function expectTooMany(answer: Response) {
  expect(answer.status).toBe(429)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await answer.text()).toMatch(/Too many requests\. Try again in \d+ (second|minute)s?\./)
}

test('an email that is looked for too often is asked about no more, from any address', async () => {
  const find = () => change('orders.find', { number: 'O-1', email: 'Ben@example.com' })
  for (let round = 0; round < rateLimits.findByEmail.most; round++)
    expect((await from(newAddress(), find())).status).toBe(404)
  await expectTooMany(await from(newAddress(), find()))
})

test('nobody is asked again and again to confirm an address, wherever the wish comes from', async () => {
  const wish = () => change('inventory.askForAlert', { sku: 'GONE', email: 'Victim@example.com' })
  for (let round = 0; round < rateLimits.alertByEmail.most; round++)
    expect((await from(newAddress(), wish())).status).toBe(200)
  await expectTooMany(await from(newAddress(), wish()))
})

test('declines over REST close the door to the pages as well, and the other way round', async () => {
  const ticket = () => openForm(new Date(Date.now() - 60_000)).ticket
  const overRest = (email: string, method: string) =>
    from(newAddress(), send('/api/v1/orders', { ...restOrder, email, payment: { method } }, newKey()))
  const overPages = (email: string, method: string) =>
    from(
      newAddress(),
      change('orders.place', {
        ...orderInput({ lines, email, payment: { method } }),
        check: { ticket: ticket() },
      }),
    )
  for (const [tried, other] of [
    [overRest, overPages],
    [overPages, overRest],
  ] as const) {
    const email = `${uuidv7()}@example.com`
    for (let round = 0; round < cardTesting.mostDeclines; round++)
      await tried(email, 'pm_card_chargeDeclined')
    const refused = await other(email, 'pm_card_visa')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.text()).toContain('Too many cards were declined')
  }
})

test('a page that shows no person is refused, while a program is not asked', async () => {
  expect((await from(newAddress(), change('orders.place', orderInput({ lines })))).status).toBe(403)
  expect((await from(newAddress(), send('/api/v1/orders', restOrder, newKey()))).status).toBe(201)
})
