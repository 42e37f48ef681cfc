import fc from 'fast-check'
import superjson from 'superjson'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { appRouter } from '#run/web/trpc-root.ts'
import type { Order } from '#slices/orders/order.ts'
import { placeOrderBody, quoteBody } from '#slices/orders/rest/schemas.ts'
import { confirmedOrder } from './confirmed-order.ts'
import { type Doors, openDoors, type Person } from './doors.ts'
import { fitting, jsonText, type Known, spoilt, spoiltMeta, unstorable } from './hostile.ts'
import { stockUp } from './stock-up.ts'

/** A few seconds in all; `FUZZ_RUNS=2000 npm run test:unit -- src/proof/testing/fuzz.test.ts` looks longer and elsewhere each time. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 30)
const seed = Number(process.env.FUZZ_SEED ?? (process.env.FUZZ_RUNS ? Date.now() : 20_261_122))
const patience = 30_000 + numRuns * 200

let doors: Doors
let staff: Person
let order: Order
const known: Known = { uuids: ['00000000-0000-0000-0000-000000000000'], words: ['MUG', 'mug', 'things'] }

beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'MUG', units: { north: 1_000_000 } })
  staff = await doors.person({ name: 'Stella Staff', staff: true })
  order = await confirmedOrder(doors, { lines: [{ sku: 'MUG', quantity: 3 }] })
  known.uuids.push(order.id)
  known.words.push(order.number, order.email)
})
afterAll(() => doors.close())

type Procedure = { _def: { type: string; inputs: z.ZodType[] } }
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>)
const taking = procedures.filter(([, { _def }]) => _def.inputs.length > 0)

describe('Nothing that is sent to a procedure is more than refused:', () => {
  test.each(taking)('%s', { timeout: patience }, async (name, { _def }) => {
    const inputs = fitting(_def.inputs[0] as z.ZodType, known)
    // These end sessions, their own among them.
    const as = name.startsWith('account.') ? await doors.person({ staff: true }) : staff
    const send = async ([input, meta]: [unknown, unknown]) => {
      const { json, meta: own } = serialized(input)
      const text = jsonText({ json, meta: meta === undefined ? own : meta })
      const read = _def.type === 'query'
      const path = `/api/trpc/${name}${read ? `?input=${encodeURIComponent(text.toWellFormed())}` : ''}`
      return doors.send(read ? 'GET' : 'POST', path, { as, ...(!read && { body: text }) })
    }
    for (const input of unstorableOf(inputs)) await isRefused(await send([input, undefined]))
    await holds(fc.tuple(spoilt(inputs), spoiltMeta), send)
  })

  test('batches, broken addresses and broken JSON', { timeout: patience }, async () => {
    const names = fc.array(fc.constantFrom(...procedures.map(([name]) => name), '__proto__', 'a.b.c', ''), {
      maxLength: 14,
    })
    await holds(fc.tuple(names, fc.oneof(fc.string(), fc.json())), async ([batch, input]) =>
      doors.send('GET', `/api/trpc/${batch.join(',') || 'x'}?batch=1&input=${encodeURIComponent(input)}`),
    )
    await holds(fc.string(), body => doors.send('POST', '/api/trpc/orders.place', { body }))
  })
})

describe('Nothing that is sent to a REST route is more than refused:', () => {
  test.each([
    ['/api/v1/orders', placeOrderBody],
    ['/api/v1/quotes', quoteBody],
  ])('POST %s', { timeout: patience }, async (path, schema) => {
    const send = ([body, sent]: [unknown, Record<string, string>]) =>
      doors.send('POST', path, { body: jsonText(body), headers: sent })
    const key = { 'idempotency-key': '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11' }
    for (const body of unstorableOf(fitting(schema, known))) await isRefused(await send([body, key]))
    await holds(fc.tuple(spoilt(fitting(schema, known)), headers), send)
  })

  const words = fc.oneof(
    spoilt(fc.constantFrom('', 'mug', '24', 'things', order0())).map(value =>
      (typeof value === 'string' ? value : jsonText(value)).slice(0, 3_000),
    ),
    fc.string({ unit: 'binary', maxLength: 60 }),
    cursors(),
  )
  test('GET /api/v1/products', { timeout: patience }, async () => {
    const query = fc.dictionary(fc.constantFrom('query', 'category', 'cursor', 'limit', '__proto__'), words)
    const turned = fc.record({ cursor: cursors(), category: fc.constantFrom('things', '') })
    await holds(fc.oneof<fc.Arbitrary<Record<string, string>>[]>(query, turned), async asked => {
      const search = Object.entries(asked).map(([name, value]) => `${name}=${encoded(value)}`)
      return doors.send('GET', `/api/v1/products?${search.join('&')}`)
    })
  })

  test.each(['/api/v1/products/', '/api/v1/orders/', '/api/v1/'])(
    'GET %s…',
    { timeout: patience },
    async path => {
      await holds(fc.tuple(words, headers), ([id, sent]) =>
        doors.send('GET', path + encoded(id), { headers: sent }),
      )
    },
  )

  test('GET /api/v1/orders/…/invoice', { timeout: patience }, async () => {
    await holds(fc.tuple(fc.oneof(words, fc.constant('known')), words), ([id, token]) =>
      doors.send(
        'GET',
        `/api/v1/orders/${id === 'known' ? order.id : encoded(id)}/invoice?token=${encoded(token)}`,
      ),
    )
  })

  test('a NUL in an address', async () => {
    for (const path of [
      'products?query=%00',
      'products?category=a%00',
      'products?cursor=%00',
      'products/a%00b',
    ])
      await isRefused(await doors.send('GET', `/api/v1/${path}`))
  })
})

describe('Nothing that is sent to sign in is more than refused:', () => {
  const email = z.email()
  const password = z.string().min(10).max(128)
  test.each([
    [
      'sign-up/email',
      z.object({ email, password, name: z.string().max(100), callbackURL: z.string().optional() }),
    ],
    ['sign-in/email', z.object({ email, password, rememberMe: z.boolean().optional() })],
    ['sign-out', z.object({})],
  ])('%s', { timeout: patience * 2 }, async (path, schema) => {
    // Each password is hashed slowly, on purpose.
    await holds(
      spoilt(fitting(schema, known)),
      body => doors.send('POST', `/api/auth/${path}`, { body: jsonText(body) }),
      numRuns / 2,
    )
  })

  test('fields that are no texts', async () => {
    const body = { email: 'ana@example.com', password: 'three quiet words', name: 'Ana' }
    for (const path of ['sign-up/email', 'sign-in/email'])
      for (const field of Object.keys(body))
        for (const bad of [{ toString: 'no function' }, ['ana@example.com'], 7, null, { $ne: null }])
          await isRefused(await doors.send('POST', `/api/auth/${path}`, { body: { ...body, [field]: bad } }))
  })

  test('cookies that we never set', { timeout: patience }, async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary-ascii' }),
      fc.constantFrom('%E0%A4%A', 'a.b', '.', `${'x'.repeat(4_000)}`),
    )
    const cookie = value.map(text => `orderly.session_token=${text.replace(/[^\x20-\x7e]/g, '')}`)
    await holds(
      fc.tuple(cookie, fc.constantFrom('/api/trpc/cart.get', '/api/auth/get-session', '/api/v1/products')),
      ([sent, path]) => doors.send('GET', path, { headers: { cookie: sent } }),
    )
  })
})

describe('Nothing that is sent to a webhook without a signature is more than refused:', () => {
  test.each(['/api/webhooks/stripe', '/api/webhooks/warehouse', '/api/webhooks/carrier'])(
    '%s',
    { timeout: patience },
    async path => {
      await holds(fc.tuple(fc.oneof(fc.string(), fc.json()), headers), ([body, sent]) =>
        doors.send('POST', path, { body, headers: sent }),
      )
    },
  )
})

test('after all of it the shop is as it was: the order stands, and its tables are there', async () => {
  const answer = await doors.call('staffOrders.order', { orderId: order.id }, staff)
  expect(answer.status).toBe(200)
  expect(({} as { isStaff?: boolean }).isStaff).toBeUndefined()
})

const headers = fc.dictionary(
  fc.constantFrom(
    'idempotency-key',
    'authorization',
    'x-request-id',
    'stripe-signature',
    'webhook-id',
    'webhook-signature',
    'x-forwarded-for',
  ),
  fc.oneof(
    fc.uuid(),
    fc.string({ unit: 'binary-ascii' }).map(text => text.replace(/[^\x20-\x7e]/g, '')),
    fc.constantFrom('Bearer ', 'Bearer x', 't=1,v1=x', 'v1,x', 'x'.repeat(5_000)),
  ),
)

/** Something like the cursors of a list: what they hold is looked for by the database. */
function cursors(): fc.Arbitrary<string> {
  const parts = fc.array(
    fc.constantFrom('-'.repeat(36), '0'.repeat(36), '7', '-999999999', '999', '\0', 'x'),
    { maxLength: 3 },
  )
  return parts.map(list => Buffer.from(list.join(' ')).toString('base64url'))
}

function order0(): string {
  return '00000000-0000-0000-0000-000000000000'
}

/** As a page does it; what is nested too deeply for that is sent as it is. */
function serialized(input: unknown): { json: unknown; meta?: unknown } {
  try {
    return superjson.serialize(input)
  } catch {
    return { json: input }
  }
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** Words that only somebody inside would say. */
const inner =
  /node_modules|\.ts:\d+|\bat async\b|Failed query|relation "|syntax error|postgres|violates|constraint "|invalid input syntax|TypeError|RangeError|Cannot (read|convert)|is not a function|superjson/i

function unstorableOf(values: fc.Arbitrary<unknown>): unknown[] {
  return fc.sample(values, { seed, numRuns: 3 }).flatMap(unstorable)
}

async function isRefused(answer: Response) {
  const said = await answer.text()
  expect(answer.status, said).toBeGreaterThanOrEqual(400)
  expect(answer.status, said).toBeLessThan(500)
}

async function holds<Value>(
  values: fc.Arbitrary<Value>,
  sent: (value: Value) => Promise<Response>,
  runs = numRuns,
) {
  await fc.assert(
    fc.asyncProperty(values, async value => {
      const answer = await sent(value)
      const said = await answer.text()
      expect(answer.status, said).toBeLessThan(500)
      expect(said).not.toMatch(inner)
    }),
    { numRuns: Math.ceil(runs), seed, endOnFailure: true },
  )
}
