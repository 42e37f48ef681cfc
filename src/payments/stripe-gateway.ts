import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
} from 'cockatiel'
import type Stripe from 'stripe'
import { assert } from '#lib/assert.ts'
import { env } from '#lib/env.ts'
import type { GatewayAnswer, PaymentGateway, ProviderPayment, RefundAnswer } from './gateway.ts'
import { failureOf, paymentOf, refundOf } from './stripe-answers.ts'
import { stripeClient } from './stripe-client.ts'

/** Longer than any honest answer, shorter than the 30 s after which the sweeper asks by itself. */
const CHARGE_TIMEOUT_MS = 20_000
const LOOK_TIMEOUT_MS = 8_000
/** After so many failures in a row the provider is left alone. */
const FAILURES_IN_A_ROW = 5
const REST_MS = 10_000
/** The provider's clock and ours differ by less. */
const CLOCK_SKEW_SECONDS = 60
const PAGE = 100
/** 5,000 payments: beyond them "not found" would be a guess. */
const MAX_SEARCHED_PAGES = 50
const MAX_LISTED_PAGES = 10_000

/** Stripe through its own SDK. Keys are made of the order's id and the attempt, so that a repeated call is the same call. */
export function stripeGateway(
  settings = env().stripe,
  patience = { chargeMs: CHARGE_TIMEOUT_MS, lookMs: LOOK_TIMEOUT_MS },
): PaymentGateway {
  const stripe = stripeClient(settings)
  const guarded = breaker()
  return {
    charge: ({ orderId, orderNumber, attempt, amount, method }) =>
      guarded.run(async () => {
        const intent = await stripe.paymentIntents.create(
          {
            amount: amount.amount,
            currency: amount.currency.toLowerCase(),
            confirm: true,
            ...(method.startsWith('ctoken_') ? { confirmation_token: method } : { payment_method: method }),
            automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
            description: `Order ${orderNumber}`,
            metadata: { order_id: orderId, order_number: orderNumber },
            expand: ['latest_charge'],
          },
          { idempotencyKey: `order:${orderId}:${attempt}`, timeout: patience.chargeMs },
        )
        return { kind: 'payment', payment: paymentOf(intent) }
      }),
    retrieve: providerId =>
      guarded.run(async () => {
        const intent = await stripe.paymentIntents.retrieve(
          providerId,
          { expand: ['latest_charge'] },
          { timeout: patience.lookMs },
        )
        return { kind: 'payment', payment: paymentOf(intent) }
      }),
    findByOrder: (orderId, since) => guarded.run(() => findByOrder(stripe, orderId, since)),
    listSince: since =>
      listSince(stripe, since, MAX_LISTED_PAGES).catch(error => {
        failureOf(error)
        return null
      }),
    cancel: providerId =>
      guarded.run(async () => {
        const intent = await stripe.paymentIntents.cancel(
          providerId,
          { expand: ['latest_charge'] },
          { idempotencyKey: `cancel:${providerId}`, timeout: patience.lookMs },
        )
        return { kind: 'payment', payment: paymentOf(intent) }
      }),
    refund: ({ refundId, attempt, orderId, providerId, amountMinor }) =>
      guarded.refund(async () => {
        const refund = await stripe.refunds.create(
          {
            payment_intent: providerId,
            amount: amountMinor,
            metadata: { refund_id: refundId, order_id: orderId },
          },
          { idempotencyKey: `refund:${refundId}:${attempt}`, timeout: patience.chargeMs },
        )
        return refundOf(refund)
      }),
    findRefund: ({ refundId, providerId }) =>
      guarded.refund(async () => {
        const { data } = await stripe.refunds.list(
          { payment_intent: providerId, limit: PAGE },
          { timeout: patience.lookMs },
        )
        const refund = data.find(candidate => candidate.metadata?.refund_id === refundId)
        return refund ? refundOf(refund) : { kind: 'absent' }
      }),
    restSeconds: guarded.restSeconds,
  }
}

/** A second attempt exists only when the first was known to be dead, so money taken counts before all else. */
async function findByOrder(stripe: Stripe, orderId: string, since: Date): Promise<GatewayAnswer> {
  const listed = await listSince(stripe, since, MAX_SEARCHED_PAGES)
  if (!listed) return { kind: 'unknown' }
  const found = listed.filter(payment => payment.orderId === orderId)
  const payment = found.find(candidate => candidate.status === 'succeeded') ?? found[0]
  return payment ? { kind: 'payment', payment } : { kind: 'absent' }
}

async function listSince(stripe: Stripe, since: Date, maxPages: number): Promise<ProviderPayment[] | null> {
  const gte = Math.floor(since.getTime() / 1_000) - CLOCK_SKEW_SECONDS
  const listed: ProviderPayment[] = []
  for (let page = 0; page < maxPages; page++) {
    const starting_after = listed.at(-1)?.providerId
    const { data, has_more } = await stripe.paymentIntents.list(
      { created: { gte }, limit: PAGE, starting_after, expand: ['data.latest_charge'] },
      { timeout: LOOK_TIMEOUT_MS },
    )
    listed.push(...data.map(paymentOf))
    if (!has_more || data.length === 0) return listed
  }
  return null
}

/** Calls in, answers out: errors become the kinds of the port, and a provider that keeps failing is given a rest. */
function breaker() {
  const policy = circuitBreaker(
    handleWhenResult(result =>
      ['unreachable', 'broken', 'unknown'].includes((result as GatewayAnswer | RefundAnswer).kind),
    ),
    { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW) },
  )
  let openedAt = 0
  policy.onBreak(() => {
    openedAt = Date.now()
  })
  const run = async <A>(call: () => Promise<A>): Promise<A | GatewayAnswer> => {
    try {
      return await policy.execute(() => call().catch(failureOf))
    } catch (error) {
      if (error instanceof BrokenCircuitError) return { kind: 'unreachable' }
      throw error
    }
  }
  return {
    run: (call: () => Promise<GatewayAnswer>): Promise<GatewayAnswer> => run(call),
    async refund(call: () => Promise<RefundAnswer>): Promise<RefundAnswer> {
      const answer = await run(call)
      assert(answer.kind !== 'payment', 'a refund was answered with a payment')
      return answer
    },
    restSeconds() {
      const left = openedAt + REST_MS - Date.now()
      return policy.state === CircuitState.Open && left > 0 ? Math.ceil(left / 1_000) : null
    },
  }
}
