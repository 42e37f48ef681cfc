import type Stripe from 'stripe'
import { sentOrNull } from '#platform/fields/optionally.ts'
import { assert } from '#platform/lib/assert.ts'
import type { CardKeeper, GatewayAnswer, KeeperFailure, ProviderCard } from '../provider.ts'

/** Somebody looks at a page meanwhile, which says it calmly when there is no answer. */
const CARDS_TIMEOUT_MS = 3_000
const PAGE = 100
/** 2,000 people who keep a card for the first time: beyond them "not found" would be a guess. */
const MAX_SEARCHED_PAGES = 20
const CLOCK_SKEW_SECONDS = 60

type Ask = <A extends { kind: string }>(
  endpoint: string,
  timeoutMs: number,
  call: (options: { timeout: number }) => Promise<A>,
) => Promise<A | GatewayAnswer>

/** Stripe's Customers and the cards that are attached to them (docs.stripe.com/payments/save-during-payment). */
export function stripeCards(stripe: Stripe, ask: Ask): CardKeeper {
  const asked = async <A extends { kind: string }>(
    endpoint: string,
    call: (options: { timeout: number }) => Promise<A>,
  ) => noPayment(await ask(endpoint, CARDS_TIMEOUT_MS, call))
  return {
    createCustomer: ({ customerId, attempt }) =>
      asked('POST customers', async options => {
        // Nothing of the person goes along: the provider needs no name for keeping a card.
        const { id } = await stripe.customers.create(
          { metadata: { customer_id: customerId } },
          { idempotencyKey: `customer:${customerId}:${attempt}`, ...options },
        )
        return { kind: 'customer' as const, providerId: id }
      }),
    findCustomer: (customerId, since) => findCustomer(stripe, asked, customerId, since),
    cardsOf: async providerId => {
      const [listed, customer] = await Promise.all([
        asked('GET customers/:id/payment_methods', async options => {
          const { data } = await stripe.customers.listPaymentMethods(
            providerId,
            { type: 'card', limit: PAGE },
            options,
          )
          return { kind: 'cards' as const, cards: data.flatMap(method => cardOf(method) ?? []) }
        }),
        asked('GET customers/:id', async options => ({
          kind: 'customer' as const,
          defaultId: defaultOf(await stripe.customers.retrieve(providerId, {}, options)),
        })),
      ])
      if (listed.kind !== 'cards') return listed
      return customer.kind === 'customer' ? { ...listed, defaultId: customer.defaultId } : customer
    },
    cardOf: (providerId, cardId) =>
      asked('GET customers/:id/payment_methods/:id', async options => {
        const card = cardOf(await stripe.customers.retrievePaymentMethod(providerId, cardId, {}, options))
        return card ? { kind: 'card' as const, card } : { kind: 'absent' as const }
      }),
    removeCard: cardId =>
      asked('POST payment_methods/:id/detach', async options => {
        await stripe.paymentMethods.detach(cardId, {}, options)
        return done
      }),
    makeDefault: (providerId, cardId) =>
      asked('POST customers/:id', async options => {
        const invoice_settings = { default_payment_method: cardId }
        await stripe.customers.update(providerId, { invoice_settings }, options)
        return done
      }),
    deleteCustomer: providerId =>
      asked('DELETE customers/:id', async options => {
        await stripe.customers.del(providerId, {}, options)
        return done
      }),
  }
}

const done = { kind: 'done' as const }

async function findCustomer(
  stripe: Stripe,
  asked: <A extends { kind: string }>(
    endpoint: string,
    call: (options: { timeout: number }) => Promise<A>,
  ) => Promise<A | KeeperFailure>,
  customerId: string,
  since: Date,
): Promise<{ kind: 'customer'; providerId: string } | KeeperFailure> {
  const created = { gte: Math.floor(since.getTime() / 1_000) - CLOCK_SKEW_SECONDS }
  let after: string | undefined
  for (let page = 0; page < MAX_SEARCHED_PAGES; page++) {
    const answer = await asked('GET customers', async options => {
      const listed = await stripe.customers.list(
        { created, limit: PAGE, ...(after && { starting_after: after }) },
        options,
      )
      return { kind: 'listed' as const, ...listed }
    })
    if (answer.kind !== 'listed') return answer
    const found = answer.data.find(({ metadata }) => sentOrNull(metadata)?.customer_id === customerId)
    if (found) return { kind: 'customer', providerId: found.id }
    after = answer.data.at(-1)?.id
    if (!answer.has_more || !after) return { kind: 'absent' }
  }
  return { kind: 'unknown' }
}

/** Null for a way to pay that is no card. */
function cardOf({ id, card }: Stripe.PaymentMethod): ProviderCard | null {
  if (!card) return null
  const { brand, last4, exp_month: expMonth, exp_year: expYear } = card
  return { id, brand: sentOrNull(brand) ?? 'card', last4: sentOrNull(last4) ?? '', expMonth, expYear }
}

function defaultOf(customer: Stripe.Customer | Stripe.DeletedCustomer): string | null {
  if (customer.deleted) return null
  const chosen = sentOrNull(customer.invoice_settings.default_payment_method)
  return typeof chosen === 'string' ? chosen : (chosen?.id ?? null)
}

function noPayment<A extends { kind: string }>(answer: A | GatewayAnswer): A | KeeperFailure {
  assert(answer.kind !== 'payment', 'a question about cards was answered with a payment')
  return answer as A | KeeperFailure
}
