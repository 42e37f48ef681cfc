import { afterAll, beforeAll, expect, test } from 'vitest'
import shapes from '#sandbox/testing/stripe-schema.json' with { type: 'json' }
import { payment, startWorld, type World } from '#sandbox/testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

type Shape = {
  $ref?: string
  type?: string
  nullable?: boolean
  enum?: unknown[]
  anyOf?: Shape[]
  required?: string[]
  properties?: Record<string, Shape>
  items?: Shape
  additionalProperties?: Shape | boolean
}
const schemas: Record<string, Shape> = shapes.schemas

/** Every way in which a value departs from Stripe's schema; what the schema does not name may be there. */
function departures(value: unknown, shape: Shape, at: string): string[] {
  if (shape.$ref) {
    const known = schemas[shape.$ref]
    return known
      ? departures(value, { ...known, nullable: shape.nullable ?? known.nullable ?? false }, at)
      : []
  }
  if (value === null) return shape.nullable ? [] : [`${at}: must not be null`]
  if (shape.anyOf) {
    const tries = shape.anyOf.map(one => departures(value, one, at))
    return tries.some(found => found.length === 0) ? [] : (tries.at(-1) ?? [])
  }
  if (shape.enum && !shape.enum.includes(value))
    return [`${at}: ${String(value)} is none of ${shape.enum.join(', ')}`]
  const type = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value
  if (shape.type && shape.type !== type) return [`${at}: ${type} instead of ${shape.type}`]
  if (Array.isArray(value))
    return value.flatMap((item, i) => departures(item, shape.items ?? {}, `${at}[${i}]`))
  if (typeof value !== 'object') return []
  const fields = new Map(Object.entries(value))
  const missing = (shape.required ?? [])
    .filter(name => !fields.has(name))
    .map(name => `${at}.${name}: missing`)
  const wrong = [...fields].flatMap(([name, field]) => {
    const known = shape.properties?.[name]
    return known ? departures(field, known, `${at}.${name}`) : []
  })
  return [...missing, ...wrong]
}

async function call(method: 'GET' | 'POST', path: string, form?: Record<string, string>): Promise<unknown> {
  const answer = await fetch(`${world.url}/v1/${path}`, {
    method,
    headers: { Authorization: 'Bearer sk_test_x' },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  })
  return answer.json()
}

const form = (payment_method: string) => ({
  amount: '4250',
  currency: 'gbp',
  confirm: 'true',
  payment_method,
  'automatic_payment_methods[enabled]': 'true',
  'automatic_payment_methods[allow_redirects]': 'never',
  'expand[]': 'latest_charge',
})
const list = (shape: string): Shape => ({
  type: 'object',
  required: ['object', 'data', 'has_more', 'url'],
  properties: {
    object: { enum: ['list'] },
    has_more: { type: 'boolean' },
    url: { type: 'string' },
    data: { type: 'array', items: { $ref: shape } },
  },
})

test('the checker finds what is missing, null or of another type', () => {
  expect(departures({ id: 1, amount: null }, { $ref: 'refund' }, 'refund')).toEqual([
    'refund.created: missing',
    'refund.currency: missing',
    'refund.object: missing',
    'refund.id: integer instead of string',
    'refund.amount: must not be null',
  ])
})

test.each([
  [
    'a succeeded PaymentIntent with its charge',
    'payment_intent',
    () => call('POST', 'payment_intents', form('pm_card_visa')),
  ],
  [
    'a PaymentIntent that waits for 3-D Secure',
    'payment_intent',
    () => call('POST', 'payment_intents', form('pm_card_authenticationRequired')),
  ],
  [
    'a PaymentIntent without a card',
    'payment_intent',
    () => call('POST', 'payment_intents', { amount: '500', currency: 'eur' }),
  ],
  ['a decline', 'error', () => call('POST', 'payment_intents', form('pm_card_chargeDeclined'))],
  ['a missing parameter', 'error', () => call('POST', 'payment_intents', { amount: '500' })],
  ['an unknown id', 'error', () => call('GET', 'payment_intents/pi_unknown')],
  ['a payment method', 'payment_method', () => call('GET', 'payment_methods/pm_card_amex')],
])('%s has the shape of Stripe’s %s', async (_, shape, ask) => {
  expect(departures(await ask(), { $ref: shape }, shape)).toEqual([])
})

test('refunds, charges, events and their lists have Stripe’s shapes', async () => {
  const { id, latest_charge } = await world.stripe.paymentIntents.create(payment())
  const refund = await call('POST', 'refunds', { payment_intent: id, amount: '100', reason: 'duplicate' })
  expect(departures(refund, { $ref: 'refund' }, 'refund')).toEqual([])
  expect(departures(await call('GET', `charges/${latest_charge}`), { $ref: 'charge' }, 'charge')).toEqual([])
  expect(
    departures(
      await call('GET', 'payment_intents?limit=100&expand[]=data.latest_charge'),
      list('payment_intent'),
      'list',
    ),
  ).toEqual([])
  expect(departures(await call('GET', 'refunds'), list('refund'), 'list')).toEqual([])
  expect(departures(await call('GET', 'events?limit=100'), list('event'), 'list')).toEqual([])
})
