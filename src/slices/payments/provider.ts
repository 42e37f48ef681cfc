import type { Money } from '#platform/fields/money.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { ProviderChange } from './provider-change.ts'
import type { DisputeState } from './schema.ts'

/** A payment as the provider knows it. */
export type ProviderPayment = {
  providerId: string
  /** `failed` means that this try is over and nothing was taken; `processing` means that the provider itself is waiting. */
  status: 'succeeded' | 'requires_action' | 'processing' | 'failed' | 'canceled'
  amount: Money
  /** The amount that was really taken, in minor units. */
  capturedMinor: number
  refundedMinor: number
  /** The order's id from the payment's metadata; null when the payment is not this shop's. */
  orderId: string | null
  clientSecret: string | null
  /** The bank's page, if the provider names one. */
  nextActionUrl: string | null
  card: { brand: string; last4: string } | null
  /** The provider's code for why the payment failed. */
  failureCode: string | null
}

/**
 * What a call told us about the payment:
 * `payment`: the provider's own row. `absent`: the provider looked and has none. `refused`: the request was wrong and nothing
 * was taken. `unreachable`: the call never reached the provider, so nothing was taken. `broken`: the provider ended the
 * call with its own failure, so the shop must look up whether money was taken. `unknown`: no answer came, and the charge may still happen.
 */
export type GatewayAnswer =
  | { kind: 'payment'; payment: ProviderPayment }
  | { kind: 'absent' }
  | { kind: 'refused'; code: string }
  | { kind: 'unreachable' }
  | { kind: 'broken' }
  | { kind: 'unknown' }

export type RefundAnswer =
  | { kind: 'refunded'; providerId: string; status: 'succeeded' | 'pending' | 'failed'; amountMinor: number }
  | { kind: 'absent' }
  | { kind: 'refused'; code: string }
  | { kind: 'unreachable' }
  | { kind: 'broken' }
  | { kind: 'unknown' }

/** A refund as the provider knows it. */
export type ProviderRefund = {
  providerId: string
  /** The provider's id of the payment that it takes from. */
  paymentId: string | null
  status: 'succeeded' | 'pending' | 'failed'
  amount: Money
  /** The refund's id from its metadata; null when this shop did not ask for it. */
  refundId: string | null
}

/** A dispute as the provider knows it. */
export type ProviderDispute = {
  providerId: string
  /** The provider's id of the payment that it is about. */
  paymentId: string | null
  state: DisputeState
  amount: Money
  reason: string
  /** The last moment at which the bank takes evidence. */
  dueAt: Date | null
  openedAt: Date
}

/** One page of the items created in [from, until), newest first; `after` is the `next` of the page before it. */
export type PageAsked = { from: Date; until: Date | null; after: string | null }
export type ListedPage<Item> = {
  items: Item[] /** Null when there are no more. */
  next: string | null
}

export type ChargeRequest = {
  orderId: string
  orderNumber: string /** Part of the key, so the provider charges the same attempt once. */
  attempt: number
  amount: Money
  method: string
  /** The provider's customer, when a new card (`ctoken_…`) is to be kept or a kept one (`pm_…`) is charged. */
  customer: string | null
}
export type RefundRequest = {
  refundId: string
  attempt: number
  orderId: string
  providerId: string
  amountMinor: number
}

/** A card that the provider keeps for somebody, as the provider tells it. */
export type ProviderCard = {
  /** The provider's `pm_…`. */
  id: string
  brand: string
  last4: string
  expMonth: number
  expYear: number
}

/** What the provider says when it does not do what was asked (provider.ts). */
export type KeeperFailure = Exclude<GatewayAnswer, { kind: 'payment' }>

/**
 * The provider as the keeper of people's cards. Each method makes one call with a short time limit. A call that fails tells
 * nothing about whether payments go through, so the breaker does not count it.
 */
export type CardKeeper = {
  /** Under the same attempt it is the same customer, for a day. */
  createCustomer: (request: {
    customerId: string
    attempt: number
  }) => Promise<{ kind: 'customer'; providerId: string } | KeeperFailure>
  /** Looks for our customer among those that were made since then. */
  findCustomer: (
    customerId: string,
    since: Date,
  ) => Promise<{ kind: 'customer'; providerId: string } | KeeperFailure>
  /** The newest first, a hundred at most. */
  cardsOf: (
    providerId: string,
  ) => Promise<{ kind: 'cards'; cards: ProviderCard[]; defaultId: string | null } | KeeperFailure>
  /** `absent`: the card is not this customer's. */
  cardOf: (
    providerId: string,
    cardId: string,
  ) => Promise<{ kind: 'card'; card: ProviderCard } | KeeperFailure>
  removeCard: (cardId: string) => Promise<{ kind: 'done' } | KeeperFailure>
  makeDefault: (providerId: string, cardId: string) => Promise<{ kind: 'done' } | KeeperFailure>
  /** The customer goes for good, and all of its cards with it. */
  deleteCustomer: (providerId: string) => Promise<{ kind: 'done' } | KeeperFailure>
}

/** The card network, as the shop needs it. Each method makes one call; its caller decides whether to look or try again. */
export type PaymentGateway = {
  charge: (request: ChargeRequest) => Promise<GatewayAnswer>
  retrieve: (providerId: string) => Promise<GatewayAnswer>
  /** Looks for the order's payment among those created since then. */
  findByOrder: (orderId: string, since: Date) => Promise<GatewayAnswer>
  /** Every payment created since then, newest first; null when the provider did not answer or holds more than a million. */
  listSince: (since: Date) => Promise<ProviderPayment[] | null>
  /** One page of payments or refunds; null when the provider did not answer. */
  listPayments: (page: PageAsked) => Promise<ListedPage<ProviderPayment> | null>
  listRefunds: (page: PageAsked) => Promise<ListedPage<ProviderRefund> | null>
  /** All refunds of one payment; null when the provider did not answer or holds more than a hundred. */
  refundsOf: (providerId: string) => Promise<ProviderRefund[] | null>
  /** All disputes of one payment; null when the provider did not answer or holds more than a hundred. */
  disputesOf: (providerId: string) => Promise<ProviderDispute[] | null>
  listDisputes: (page: PageAsked) => Promise<ListedPage<ProviderDispute> | null>
  /** The provider's changes to money that was already taken. */
  listChanges: (page: PageAsked) => Promise<ListedPage<ProviderChange> | null>
  cancel: (providerId: string) => Promise<GatewayAnswer>
  refund: (request: RefundRequest) => Promise<RefundAnswer>
  /** Reads a refund by the provider's own id. */
  retrieveRefund: (providerId: string) => Promise<RefundAnswer>
  findRefund: (request: { refundId: string; providerId: string }) => Promise<RefundAnswer>
  /** The cards that the provider keeps for people. */
  cards: CardKeeper
  /** The number of seconds for which a provider that failed too often is left alone; null when calls go through. */
  restSeconds: () => number | null
}

export type PaymentsCtx = Ctx & { gateway: PaymentGateway }
