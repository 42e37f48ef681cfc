import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { readiness } from '#platform/rest/readiness.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { stockLevels } from '#slices/inventory/schema.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { withGateway } from './gateway.ts'
import type { ChargeRequest } from './provider.ts'
import { providerLine, type Rest } from './provider-line.ts'
import { noteProviderRest, readProviderHealth } from './provider-rests.ts'
import { paymentsReadiness } from './rest.ts'
import { stripeGateway } from './stripe-gateway.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await stockUp(shop.db, { sku: 'CUP' })
})
afterAll(() => shop.close())
afterEach(() => fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' }))

/** A gateway with a line of its own, so that one test's outage does not reach the next test. */
function gatewayOver(options: { callsPerSecond?: number } = {}) {
  const rests: (Rest | null)[] = []
  const line = providerLine({
    callsPerSecond: options.callsPerSecond ?? 0,
    log,
    onRest: rest => rests.push(rest),
  })
  return { rests, gateway: stripeGateway(env().stripe, { chargeMs: 2_000, lookMs: 2_000 }, line) }
}

const charge = (changes: Partial<ChargeRequest> = {}): ChargeRequest => ({
  orderId: uuidv7(),
  orderNumber: 'O-TEST-TEST',
  attempt: 1,
  amount: { amount: 1_500, currency: 'GBP' },
  method: 'pm_card_visa',
  customer: null,
  ...changes,
})

/** How many calls met the fault so far. */
async function hits(): Promise<number> {
  const faults = (await (await fetch(`${shop.sandbox.url}/_sandbox/faults`)).json()) as { hits: number }[]
  return faults.reduce((sum, fault) => sum + fault.hits, 0)
}

test('a call that came too fast waits as long as the provider asks and is then sent once', async () => {
  await askSandbox(shop).fault({ service: 'stripe', kind: 'rate_limit', count: 2, ms: 1_000 })
  const { gateway } = gatewayOver()
  const request = charge()
  expect(await gateway.charge(request)).toMatchObject({ kind: 'payment', payment: { status: 'succeeded' } })
  expect(await askSandbox(shop).charges(request.orderId)).toHaveLength(1)
})

test('a call does not begin a wait that is longer than its time: it counts as never sent', async () => {
  await askSandbox(shop).fault({ service: 'stripe', kind: 'rate_limit', count: 9, ms: 60_000 })
  const { gateway } = gatewayOver()
  const request = charge()
  expect(await gateway.charge(request)).toEqual({ kind: 'unreachable' })
  expect(await hits()).toBe(1)
  expect(await askSandbox(shop).charges(request.orderId)).toEqual([])
})

test('a long wait holds for every call: a refund, a look-up and a charge are sent only after it', async () => {
  await askSandbox(shop).fault({ service: 'stripe', kind: 'rate_limit', count: 9, ms: 60_000 })
  const { gateway, rests } = gatewayOver()
  await gateway.charge(charge())
  const refund = { refundId: uuidv7(), attempt: 1, orderId: uuidv7(), providerId: 'pi_x', amountMinor: 1 }
  for (const answer of [
    await gateway.refund(refund),
    await gateway.retrieve('pi_x'),
    await gateway.charge(charge()),
  ])
    expect(answer).toEqual({ kind: 'unreachable' })
  expect(await hits()).toBe(1)
  expect(gateway.restSeconds()).toBeGreaterThan(50)
  // A provider that works asked for this wait, so it is not an outage.
  expect(rests).toEqual([])
})

test('a call that gets a 429 is sent again only a limited number of times', async () => {
  await askSandbox(shop).fault({ service: 'stripe', kind: 'rate_limit', count: 100, ms: 1_000 })
  const { gateway } = gatewayOver()
  expect(await gateway.charge(charge())).toEqual({ kind: 'unreachable' })
  expect(await hits()).toBe(3)
})

test('a call that gets no turn in time is never sent, and does not count as a failure of the provider', async () => {
  const { gateway, rests } = gatewayOver({ callsPerSecond: 1 })
  const answers = await Promise.all(Array.from({ length: 12 }, () => gateway.charge(charge())))
  const sent = answers.filter(answer => answer.kind === 'payment')
  expect(sent.length).toBeGreaterThan(1)
  expect(answers.filter(answer => answer.kind === 'unreachable')).toHaveLength(12 - sent.length)
  expect(rests).toEqual([])
})

test('with the provider down the sixth order is refused by the breaker: no call is made, nothing is kept', async () => {
  const { gateway, rests } = gatewayOver()
  const ctx = { ...shop.ctx, gateway }
  const lines = [{ sku: 'CUP', quantity: 1 }]
  await askSandbox(shop).fault({ service: 'stripe', kind: 'down', ms: 300_000 })
  for (let failure = 1; failure <= 5; failure++)
    expect(await placeOrder(ctx, orderInput({ lines }), { customerId: null })).toMatchObject({
      kind: 'payments_unavailable',
    })
  expect(await hits()).toBe(5)

  const input = orderInput({ lines })
  const answer = await placeOrder(ctx, input, { customerId: null })
  expect(answer).toEqual({ kind: 'payments_unavailable', retryAfterSeconds: gateway.restSeconds() })
  expect(await hits()).toBe(5)
  expect(await readOrder(shop.db, input.orderId)).toBeNull()
  expect(await shop.db.select().from(stockLevels).where(eq(stockLevels.reserved, 0))).toHaveLength(1)
  expect(rests).toHaveLength(1)
})

test('staff see how long a process leaves the provider alone', async () => {
  const ctx = withGateway(shop.ctx)
  expect(await (await readiness(paymentsReadiness)).json()).toEqual({ status: 'ready', payments: 'open' })
  await askSandbox(shop).fault({ service: 'stripe', kind: 'down', ms: 300_000 })
  for (let failure = 1; failure <= 5; failure++) await ctx.gateway.charge(charge())
  const answer = await readiness(paymentsReadiness)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    status: 'ready',
    payments: 'resting',
    paymentsRestSeconds: expect.any(Number),
  })
  await eventually(async () =>
    expect((await readProviderHealth(shop.db, new Date())).rest).toMatchObject({ processes: 1 }),
  )
  await noteProviderRest(shop.ctx, null)
})

test('every process sees that one of them leaves the provider alone, until the provider answers again', async () => {
  const now = new Date()
  const rest = { since: now, until: new Date(now.getTime() + 10_000) }
  await noteProviderRest(shop.ctx, rest)
  expect(await readProviderHealth(shop.db, now)).toMatchObject({ rest: { ...rest, processes: 1 } })
  const again = { since: rest.until, until: new Date(now.getTime() + 20_000) }
  await noteProviderRest(shop.ctx, again)
  expect(await readProviderHealth(shop.db, now)).toMatchObject({
    rest: { since: now, until: again.until, processes: 1 },
  })
  expect((await readProviderHealth(shop.db, new Date(now.getTime() + 3_600_000))).rest).toBeNull()
  await noteProviderRest(shop.ctx, null)
  expect((await readProviderHealth(shop.db, now)).rest).toBeNull()
})
