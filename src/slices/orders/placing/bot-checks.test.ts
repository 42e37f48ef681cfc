import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sign } from '#platform/lib/hash.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { orderLimits } from '../rate-limits.ts'
import { type BotCheck, LEAST_MS } from './bot-check-input.ts'
import { openForm, refuseBots } from './bot-checks.ts'
import { placeOrder } from './place-order.ts'

const SITE_KEY = '1x00000000000000000000AA'
const SECRET_KEY = '1x0000000000000000000000000000000AA'

let shop: TestShop
let ctx: OrdersCtx
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  shop = await openTestShop()
  vi.stubEnv('TURNSTILE_SITE_KEY', SITE_KEY)
  vi.stubEnv('TURNSTILE_SECRET_KEY', SECRET_KEY)
  vi.stubEnv('TURNSTILE_API_BASE', shop.sandbox.url)
  ctx = withGateway(shop.ctx)
})
afterAll(() => shop.close())

const newToken = () => `sandbox.${uuidv7()}`

/** What a person's page sends, with these changes. */
const person = (changes: Partial<BotCheck> = {}): BotCheck => ({
  homepage: '',
  ticket: openForm(new Date(Date.now() - 2 * LEAST_MS)).ticket,
  challenge: newToken(),
  ...changes,
})

const refusalOf = (check: BotCheck | undefined, orderId = uuidv7()) =>
  refuseBots(ctx, orderId, check).then(
    () => null,
    error => error,
  )

test('a person is let through', async () => {
  expect(await refusalOf(person())).toBeNull()
})

test.each<[string, () => BotCheck | undefined]>([
  ['a page that fills in the hidden field', () => person({ homepage: 'https://spam.example' })],
  ['a sender that never opened the form', () => undefined],
  [
    'a sender with an invented ticket',
    () => person({ ticket: `${Date.now() - 10_000}.${sign('guess', 'x')}` }),
  ],
  [
    'a sender that changes the time of a real ticket',
    () => person({ ticket: `1${openForm(new Date()).ticket}` }),
  ],
  [
    'a page that was opened days ago',
    () => person({ ticket: openForm(new Date(Date.now() - 2 * 86_400_000)).ticket }),
  ],
  ['a page without an answer to the challenge', () => person({ challenge: undefined })],
  ['a page with an invented answer', () => person({ challenge: 'made-up' })],
])('%s is refused, and the answer says how a person can go on', async (_, check) => {
  const refusal = await refusalOf(check())
  expect(refusal).toMatchObject({ code: 'forbidden' })
  expect(refusal.message).toMatch(/[Ll]oad (it|the page) again.*Everything you typed is kept.*write to us/)
})

test('a page faster than any person is asked to press again in a moment', async () => {
  const refusal = await refusalOf(person({ ticket: openForm(new Date()).ticket }))
  expect(refusal).toMatchObject({ code: 'rate_limited', retryAfterSeconds: LEAST_MS / 1_000 })
})

test('an answer to the challenge is good for one attempt, however often the attempt is sent', async () => {
  const token = newToken()
  const attempt = uuidv7()
  expect(await refusalOf(person({ challenge: token }), attempt)).toBeNull()
  expect(await refusalOf(person({ challenge: token }), attempt)).toBeNull()
  expect(await refusalOf(person({ challenge: token }))).toMatchObject({ code: 'forbidden' })
})

test('an existing order is answered again without any check', async () => {
  const { sku } = await stockUp(shop.db, { sku: 'THING' })
  const input = orderInput({ lines: [{ sku, quantity: 1 }] })
  await placeOrder(ctx, input, { customerId: null })
  expect(await refusalOf(undefined, input.orderId)).toBeNull()
})

test('a challenge that cannot be asked stops nobody', async () => {
  const gone = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('nobody is there'))
  expect(await refusalOf(person())).toBeNull()
  expect(gone).toHaveBeenCalledOnce()
  gone.mockRestore()
})

test('a form places a limited number of orders, however many are sent at once, and the next form has a count of its own', async () => {
  const { ticket } = person()
  const answers = await Promise.all(
    Array.from({ length: orderLimits.form.most + 10 }, () => refusalOf(person({ ticket }))),
  )
  expect(answers.filter(answer => answer === null)).toHaveLength(orderLimits.form.most)
  expect(answers.find(Boolean)).toMatchObject({ code: 'forbidden' })
  expect(answers.find(Boolean).message).toMatch(/Load it again.*Everything you typed is kept/)
  expect(await refusalOf(person())).toBeNull()
})

test('two forms that are opened in the same moment have a ticket each', () => {
  const now = new Date()
  expect(openForm(now).ticket).not.toBe(openForm(now).ticket)
})
