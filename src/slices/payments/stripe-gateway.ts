import type Stripe from 'stripe'
import { assert } from '#platform/lib/assert.ts'
import { env } from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { stripeCards } from './cards/stripe-cards.ts'
import type {
  GatewayAnswer,
  ListedPage,
  PageAsked,
  PaymentGateway,
  ProviderPayment,
  RefundAnswer,
} from './provider.ts'
import { changeOf, MONEY_CHANGES } from './provider-change.ts'
import { LONGEST_CALL_MS, MAX_WAIT_MS, type ProviderLine, providerLine } from './provider-line.ts'
import { paymentOf, providerDisputeOf, providerRefundOf, refundOf } from './stripe-answers.ts'
import { stripeClient } from './stripe-client.ts'

/** Longer than any real answer takes, and shorter than the 30 s after which the sweeper asks by itself. */
const CHARGE_TIMEOUT_MS = 20_000
const LOOK_TIMEOUT_MS = 8_000
assert(MAX_WAIT_MS + CHARGE_TIMEOUT_MS <= LONGEST_CALL_MS, 'a call can take longer than LONGEST_CALL_MS')
/** The provider's clock and ours differ by less than this. */
const CLOCK_SKEW_SECONDS = 60
const PAGE = 100
/** 5,000 payments: beyond them "not found" would be a guess. */
const MAX_SEARCHED_PAGES = 50
const MAX_LISTED_PAGES = 10_000

type StripeSettings = { secretKey: string; apiBase: string; callsPerSecond?: number }

/**
 * Stripe through its own SDK. A key consists of the order's id and the attempt, so that a repeated call is the same
 * call. `urgent` means that somebody waits; other calls let it go first. `behalf` is the address that waits.
 */
export function stripeGateway(
  settings: StripeSettings = env().stripe,
  patience = { chargeMs: CHARGE_TIMEOUT_MS, lookMs: LOOK_TIMEOUT_MS },
  line: ProviderLine = providerLine({ callsPerSecond: settings.callsPerSecond ?? 0, log }),
  { urgent, behalf, client }: { urgent: boolean; behalf?: string; client?: Stripe } = { urgent: true },
): PaymentGateway {
  const stripe = client ?? stripeClient(settings)
  const ask = <A extends { kind: string }>(
    endpoint: string,
    timeoutMs: number,
    call: (options: { timeout: number }) => Promise<A>,
  ) => line.ask({ endpoint, urgent, behalf, timeoutMs, call: timeout => call({ timeout }) })
  const lists = stripeLists(stripe, ask, patience.lookMs)
  return {
    charge: ({ orderId, orderNumber, attempt, amount, method, customer }) =>
      ask('POST payment_intents', patience.chargeMs, async options => {
        const intent = await stripe.paymentIntents.create(
          {
            amount: amount.amount,
            currency: amount.currency.toLowerCase(),
            confirm: true,
            ...wayToPay(method, customer),
            automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
            description: `Order ${orderNumber}`,
            metadata: { order_id: orderId, order_number: orderNumber },
            expand: ['latest_charge'],
          },
          { idempotencyKey: `order:${orderId}:${attempt}`, ...options },
        )
        return answered(intent)
      }),
    retrieve: providerId =>
      ask('GET payment_intents/:id', patience.lookMs, async options =>
        answered(await stripe.paymentIntents.retrieve(providerId, { expand: ['latest_charge'] }, options)),
      ),
    cancel: providerId =>
      ask('POST payment_intents/:id/cancel', patience.lookMs, async options =>
        answered(
          await stripe.paymentIntents.cancel(
            providerId,
            { expand: ['latest_charge'] },
            // This call has no key: a second cancellation changes nothing, and under a key Stripe would repeat a 500 for a day.
            options,
          ),
        ),
      ),
    refund: async ({ refundId, attempt, orderId, providerId, amountMinor }) =>
      noPayment(
        await ask('POST refunds', patience.chargeMs, async options =>
          refundOf(
            await stripe.refunds.create(
              {
                payment_intent: providerId,
                amount: amountMinor,
                metadata: { refund_id: refundId, order_id: orderId },
              },
              { idempotencyKey: `refund:${refundId}:${attempt}`, ...options },
            ),
          ),
        ),
      ),
    retrieveRefund: async providerId =>
      noPayment(
        await ask('GET refunds/:id', patience.lookMs, async options =>
          refundOf(await stripe.refunds.retrieve(providerId, {}, options)),
        ),
      ),
    findRefund: async ({ refundId, providerId }) =>
      noPayment(
        await ask('GET refunds', patience.lookMs, async (options): Promise<RefundAnswer> => {
          const { data } = await stripe.refunds.list({ payment_intent: providerId, limit: PAGE }, options)
          const refund = data.find(candidate => candidate.metadata?.refund_id === refundId)
          return refund ? refundOf(refund) : { kind: 'absent' }
        }),
      ),
    ...lists,
    ...stripeNews(stripe, ask, patience.lookMs),
    cards: stripeCards(stripe, (endpoint, timeoutMs, call) =>
      line.ask({ endpoint, urgent, behalf, timeoutMs, aside: true, call: timeout => call({ timeout }) }),
    ),
    restSeconds: line.restSeconds,
  }
}

/** A new card is kept for the customer once the payment has succeeded. A kept one may be charged for its own customer only. */
function wayToPay(method: string, customer: string | null) {
  const isNew = method.startsWith('ctoken_')
  return {
    ...(isNew ? { confirmation_token: method } : { payment_method: method }),
    ...(customer && { customer, ...(isNew && { setup_future_usage: 'on_session' as const }) }),
  }
}

type Ask = <A extends { kind: string }>(
  endpoint: string,
  timeoutMs: number,
  call: (options: { timeout: number }) => Promise<A>,
) => Promise<A | GatewayAnswer>

/** Reads payments and refunds page by page, newest first. */
function stripeLists(stripe: Stripe, ask: Ask, timeoutMs: number) {
  const askPayments = ({ from, until, after }: PageAsked) =>
    ask('GET payment_intents', timeoutMs, async options => {
      const { data, has_more } = await stripe.paymentIntents.list(
        { ...between(from, until), limit: PAGE, ...startingAfter(after), expand: ['data.latest_charge'] },
        options,
      )
      return listed(data.map(paymentOf), has_more)
    })
  const askRefunds = (narrowed: Stripe.RefundListParams, after: string | null) =>
    ask('GET refunds', timeoutMs, async options => {
      const { data, has_more } = await stripe.refunds.list(
        { ...narrowed, limit: PAGE, ...startingAfter(after) },
        options,
      )
      return listed(data.map(providerRefundOf), has_more)
    })
  return {
    /** A second attempt exists only when the first is dead, so a payment that took money comes first. */
    async findByOrder(orderId: string, since: Date): Promise<GatewayAnswer> {
      const found: ProviderPayment[] = []
      let after: string | null = null
      for (let page = 0; page < MAX_SEARCHED_PAGES; page++) {
        const answer = await askPayments({ from: since, until: null, after })
        if (answer.kind !== 'listed') return answer
        found.push(...answer.items.filter(payment => payment.orderId === orderId))
        after = answer.next
        if (after === null) {
          const payment = found.find(candidate => candidate.status === 'succeeded') ?? found[0]
          return payment ? { kind: 'payment', payment } : { kind: 'absent' }
        }
      }
      return { kind: 'unknown' }
    },
    async listSince(since: Date): Promise<ProviderPayment[] | null> {
      const all: ProviderPayment[] = []
      let after: string | null = null
      for (let page = 0; page < MAX_LISTED_PAGES; page++) {
        const answer = await askPayments({ from: since, until: null, after })
        if (answer.kind !== 'listed') return null
        all.push(...answer.items)
        after = answer.next
        if (after === null) return all
      }
      return null
    },
    listPayments: async (page: PageAsked) => pageOrNull(await askPayments(page)),
    listRefunds: async ({ from, until, after }: PageAsked) =>
      pageOrNull(await askRefunds(between(from, until), after)),
    refundsOf: async (providerId: string) => {
      const page = pageOrNull(await askRefunds({ payment_intent: providerId }, null))
      return page && page.next === null ? page.items : null
    },
  }
}

/** Reads disputes, and changes to money that was already taken. */
function stripeNews(stripe: Stripe, ask: Ask, timeoutMs: number) {
  const askDisputes = (narrowed: Stripe.DisputeListParams, after: string | null) =>
    ask('GET disputes', timeoutMs, async options => {
      const { data, has_more } = await stripe.disputes.list(
        { ...narrowed, limit: PAGE, ...startingAfter(after) },
        options,
      )
      return listed(data.map(providerDisputeOf), has_more)
    })
  return {
    listDisputes: async ({ from, until, after }: PageAsked) =>
      pageOrNull(await askDisputes(between(from, until), after)),
    disputesOf: async (providerId: string) => {
      const page = pageOrNull(await askDisputes({ payment_intent: providerId }, null))
      return page && page.next === null ? page.items : null
    },
    listChanges: async ({ from, until, after }: PageAsked) =>
      pageOrNull(
        await ask('GET events', timeoutMs, async options => {
          const { data, has_more } = await stripe.events.list(
            { ...between(from, until), types: [...MONEY_CHANGES], limit: PAGE, ...startingAfter(after) },
            options,
          )
          return listed(data.map(changeOf), has_more)
        }),
      ),
  }
}

type Listed<Item> = { kind: 'listed' } & ListedPage<Item>

function listed<Item extends { providerId: string }>(items: Item[], more: boolean): Listed<Item> {
  return { kind: 'listed', items, next: more ? (items.at(-1)?.providerId ?? null) : null }
}

function pageOrNull<Item>(answer: Listed<Item> | GatewayAnswer): ListedPage<Item> | null {
  return answer.kind === 'listed' ? { items: answer.items, next: answer.next } : null
}

function between(from: Date, until: Date | null) {
  const gte = Math.floor(from.getTime() / 1_000) - CLOCK_SKEW_SECONDS
  return { created: until ? { gte, lt: Math.ceil(until.getTime() / 1_000) } : { gte } }
}

const startingAfter = (after: string | null) => (after ? { starting_after: after } : {})

const answered = (intent: Stripe.PaymentIntent): GatewayAnswer => ({
  kind: 'payment',
  payment: paymentOf(intent),
})

function noPayment(answer: RefundAnswer | GatewayAnswer): RefundAnswer {
  assert(answer.kind !== 'payment', 'a refund was answered with a payment')
  return answer
}
