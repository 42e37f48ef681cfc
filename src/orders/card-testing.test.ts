import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withGateway } from '#payments/gateway.ts'
import { askSandbox } from '#testing/ask-sandbox.ts'
import { orderInput } from '#testing/order-input.ts'
import { stockUp } from '#testing/stock-up.ts'
import { openTestShop, type TestShop } from '#testing/test-shop.ts'
import { cardTesting } from './card-testing.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { placeOrder } from './place-order.ts'
import type { PlaceOrderInput } from './place-order-input.ts'
import { readToday } from './staff-today-queries.ts'

let shop: TestShop
let ctx: OrdersCtx
const warned: unknown[] = []
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  shop = await openTestShop()
  const log = {
    ...shop.ctx.log,
    info: () => {},
    error: () => {},
    warn: (facts: unknown) => void warned.push(facts),
  }
  ctx = withGateway({ ...shop.ctx, log: log as unknown as OrdersCtx['log'] })
  await stockUp(shop.db, { sku: 'THING', units: { north: 500 } })
})
afterAll(() => shop.close())

let people = 0
const somebody = () => `buyer-${++people}@example.com`
const guest = { customerId: null }
const from = (address: string): OrdersCtx => ({ ...ctx, address })

const words = (email: string, method: string): PlaceOrderInput =>
  orderInput({ email, lines: [{ sku: 'THING', quantity: 1 }], payment: { method } })
const place = (at: OrdersCtx, email: string, method = 'pm_card_visa') =>
  placeOrder(at, words(email, method), guest)
const decline = (at: OrdersCtx, email: string) => place(at, email, 'pm_card_chargeDeclined')

test('after many declines nothing is placed for a while, from any address, and then again', async () => {
  const email = somebody()
  for (let tried = 0; tried < cardTesting.mostDeclines; tried++)
    expect(await decline(from(`192.0.2.${tried}`), email)).toMatchObject({ kind: 'declined' })
  await expect(place(from('198.51.100.1'), email)).rejects.toMatchObject({
    code: 'rate_limited',
    retryAfterSeconds: expect.any(Number),
    fields: [{ path: 'payment.method' }],
  })
  const later = {
    ...from('198.51.100.1'),
    now: () => new Date(Date.now() + cardTesting.seconds * 1_000 + 1_000),
  }
  expect(await place(later, email)).toMatchObject({ kind: 'confirmed' })
})

test('staff are told that it happened', async () => {
  const before = (await readToday(shop.db, new Date())).closedDoors
  const email = somebody()
  for (let tried = 0; tried < cardTesting.mostDeclines; tried++)
    await decline(from(`192.0.2.${tried}`), email)
  expect(warned).toContainEqual(expect.objectContaining({ by: 'email', declined: cardTesting.mostDeclines }))
  expect((await readToday(shop.db, new Date())).closedDoors).toBe(before + 1)
})

test('what was placed before goes on being answered, and its payment stands', async () => {
  const email = somebody()
  const standing = words(email, 'pm_card_visa')
  expect(await placeOrder(from('192.0.2.1'), standing, guest)).toMatchObject({ kind: 'confirmed' })
  const declined = words(email, 'pm_card_chargeDeclined')
  await placeOrder(from('192.0.2.1'), declined, guest)
  for (let tried = 1; tried < cardTesting.mostDeclines; tried++) await decline(from('192.0.2.1'), email)
  await expect(place(from('192.0.2.1'), email)).rejects.toMatchObject({ code: 'rate_limited' })
  expect(await placeOrder(from('192.0.2.1'), standing, guest)).toMatchObject({
    kind: 'confirmed',
    replayed: true,
  })
  expect(await placeOrder(from('192.0.2.1'), declined, guest)).toMatchObject({
    kind: 'declined',
    replayed: true,
  })
  expect(await askSandbox(shop).charges(standing.orderId)).toMatchObject([
    { status: 'succeeded', refunded: 0 },
  ])
})

test('an address that is declined again and again under ever new names is let place nothing', async () => {
  const tester = from('203.0.113.66')
  for (let tried = 0; tried < cardTesting.mostDeclinesOfAddress; tried++) await decline(tester, somebody())
  await expect(place(tester, somebody())).rejects.toMatchObject({ code: 'rate_limited' })
  expect(await place(from('203.0.113.67'), somebody())).toMatchObject({ kind: 'confirmed' })
})

test('an address that mostly pays is an office, however many of it are declined', async () => {
  const office = from('203.0.113.5')
  for (let tried = 0; tried < cardTesting.mostDeclinesOfAddress; tried++) {
    await place(office, somebody())
    await decline(office, somebody())
  }
  expect(await place(office, somebody())).toMatchObject({ kind: 'confirmed' })
})

test('a decline that comes after the answer counts as well', async () => {
  const email = somebody()
  const late: Promise<unknown>[] = []
  const slow: OrdersCtx = { ...from('192.0.2.9'), answerWithinMs: 0, goOn: work => void late.push(work) }
  for (let tried = 0; tried < cardTesting.mostDeclines; tried++)
    expect(await decline(slow, email)).toMatchObject({ kind: 'processing' })
  await Promise.all(late)
  await expect(place(slow, email)).rejects.toMatchObject({ code: 'rate_limited' })
})
