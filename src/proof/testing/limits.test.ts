import superjson from 'superjson'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { database } from '#platform/db/client.ts'
import { SOCKET_ADDRESS_HEADER } from '#platform/http/client-address.ts'
import { limit } from '#platform/http/rate-limits.ts'
import { assert } from '#platform/lib/assert.ts'
import { rateLimits } from '#run/rate-limits.ts'
import { appRouter } from '#run/web/trpc-root.ts'
import { inventoryLimits } from '#slices/inventory/rate-limits.ts'
import { letterLimits } from '#slices/letters/rate-limits.ts'
import { SENTENCE } from '#slices/letters/sentence.ts'
import { attemptBounds } from '#slices/orders/placing/attempt-bounds.ts'
import { openForm } from '#slices/orders/placing/bot-checks.ts'
import { orderLimits } from '#slices/orders/rate-limits.ts'
import type { Limits, Wanted } from './access-row.ts'
import { otherRoutes, pages, procedures, restRoutes, signInRoutes } from './access-table.ts'
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

/** As if that many requests had already come from the address or the person. */
async function exhaust(name: string, key: string): Promise<void> {
  const bound = rateLimits.get(name)
  assert(bound, `a slice declares the limit ${name}`)
  if (bound.alone) {
    const ctx = { db: database(), log: doors.ctx.log }
    for (let time = 0; time < bound.most; time++) await limit(ctx, bound, key)
    return
  }
  const until = Date.now() + 1_000 * bound.seconds
  await doors.db.$client`insert into rate_limits (key, points, expire)
    values (${`${name}:${key}`}, ${bound.most}, ${until})`
}

const lines = [{ sku: 'THING', quantity: 1 }]
const query = (input: unknown) =>
  input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(superjson.serialize(input)))}`
const { orderId: _id, ...restOrder } = orderInput({ lines })
const newKey = () => ({ 'idempotency-key': uuidv7() })

type Asked = { method: string; path: string; body?: unknown; headers?: Record<string, string> }
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

const queries = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>
/** Another order at each knock, since a door that places one takes its id once. */
const wanted = (): Wanted => ({
  id: uuidv7(),
  number: 'O-1',
  email: 'a@example.com',
  sku: 'THING',
  token: undefined,
})
/** Every door of the access table that is no page, as a visitor knocks at it. */
const knocks: { door: string; limit: Limits; asked: () => Asked }[] = [
  ...Object.entries(procedures).map(([door, { limit, ask: input }]) => ({
    door,
    limit,
    asked: () => (queries[door]?._def.type === 'query' ? ask : change)(door, input?.(wanted())),
  })),
  ...Object.entries({ ...restRoutes, ...otherRoutes, ...inAuth(signInRoutes) }).map(
    ([door, { limit, ask: input }]) => {
      const [method = '', pattern = ''] = door.split(' ')
      const path = pattern.replace('{id}', uuidv7()).replace('{slug}', 'thing')
      return { door, limit, asked: () => ({ method, path, body: input?.(wanted()), headers: newKey() }) }
    },
  ),
]
const limited = knocks.flatMap(({ door, limit, asked }) =>
  'none' in limit ? [] : limit.map(kind => ({ door, kind, asked })),
)
/**
 * Beside the address: where a person is counted, from whatever address they come. The doors for other programs look at no session,
 * so they know no person.
 */
const limitedByVisitor = limited
  .filter(({ door }) => !(door in otherRoutes))
  .map(({ kind, ...door }) => ({ ...door, kind: `${kind}ByVisitor` }))
  .filter(({ kind }) => rateLimits.has(kind))

function inAuth<Rows extends object>(rows: Rows): Rows {
  const entries = Object.entries(rows).map(([route, row]) => [route.replace(' ', ' /api/auth'), row])
  return Object.fromEntries(entries) as Rows
}

let addresses = 0
const newAddress = () => `198.18.${++addresses >> 8}.${addresses & 255}`
const from = (address: string, { method, path, body, headers }: Asked, as?: Person) =>
  doors.send(method, path, { as, body, headers: { ...headers, [SOCKET_ADDRESS_HEADER]: address } })

test.each(limited)(
  '$door is refused, by the limit of $kind, to a caller who asked too often, and to no other',
  async ({ kind, asked }) => {
    const [flooded, calm] = [newAddress(), newAddress()]
    await exhaust(kind, flooded)
    await expectTooMany(await from(flooded, asked()))
    expect((await from(calm, asked())).status).not.toBe(429)
  },
)

test('A door without a limit says why, and every page counts as one', () => {
  const unlimited = knocks.flatMap(({ limit }) => ('none' in limit ? [limit.none] : []))
  for (const reason of unlimited) expect(reason.split(' ').length).toBeGreaterThan(5)
  expect(unlimited.length).toBeLessThanOrEqual(5)
  // limited-pages.test.ts knocks at them: none is rendered but through that limit.
  for (const [page, { limit }] of Object.entries(pages)) expect(limit, page).toEqual(['page'])
})

test('A request that cannot be read is counted too', async () => {
  for (const [kind, asked] of [
    ['place', send('/api/v1/orders', {}, newKey())],
    ['place', { method: 'POST', path: '/api/v1/orders', body: '{', headers: newKey() }],
    ['quote', send('/api/v1/quotes', { lines: 7 })],
    ['ask', { method: 'GET', path: '/api/trpc/customers.me?input={"json":1,"meta":7}' }],
    ['find', { method: 'POST', path: '/api/trpc/orders.find', body: '{' }],
    ['ask', { method: 'POST', path: '/api/auth/sign-out', body: '{' }],
  ] as [string, Asked][]) {
    const flooded = newAddress()
    await exhaust(kind, flooded)
    await expectTooMany(await from(flooded, asked))
  }
})

test.each(limitedByVisitor)(
  '$door is refused, by the limit of $kind, to a person who asked too often, and to nobody else',
  async ({ kind, asked }) => {
    const person = await doors.person({ from: newAddress() })
    await exhaust(kind, person.id)
    await expectTooMany(await from(newAddress(), asked(), person))
    expect((await from(newAddress(), asked(), ana)).status).not.toBe(429)
  },
)

test('Every limit that a slice declares by visitor counts at some door', () => {
  const declared = [...rateLimits.keys()].filter(name => name.endsWith('ByVisitor'))
  expect([...new Set(limitedByVisitor.map(({ kind }) => kind))].sort()).toEqual(declared.sort())
})

async function expectTooMany(answer: Response) {
  expect(answer.status).toBe(429)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await answer.text()).toMatch(/Too many requests\. Try again in \d+ (second|minute)s?\./)
}

test('an email that is looked for too often is asked about no more, from any address', async () => {
  const find = () => change('orders.find', { number: 'O-1', email: 'Ben@example.com' })
  for (let round = 0; round < orderLimits.findByEmail.most; round++)
    expect((await from(newAddress(), find())).status).toBe(404)
  await expectTooMany(await from(newAddress(), find()))
})

test('nobody is asked again and again to confirm an address, wherever the request comes from', async () => {
  const wish = () => change('inventory.askForAlert', { sku: 'GONE', email: 'Victim@example.com' })
  for (let round = 0; round < inventoryLimits.alertByEmail.most; round++)
    expect((await from(newAddress(), wish())).status).toBe(200)
  await expectTooMany(await from(newAddress(), wish()))
  const yes = () =>
    change('letters.askAtCheckout', { email: 'Victim@example.com', sentence: SENTENCE.version })
  for (let round = 0; round < letterLimits.lettersByEmail.most; round++)
    expect((await from(newAddress(), yes())).status).toBe(200)
  await expectTooMany(await from(newAddress(), yes()))
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
    for (let round = 0; round < attemptBounds.personAttempts; round++)
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
