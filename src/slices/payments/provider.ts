import type { Ctx } from '#platform/jobs/ctx.ts'
import type { Money } from '#platform/lib/money.ts'
import type { ProviderChange } from './provider-change.ts'
import type { DisputeState } from './schema.ts'

/** A payment as the provider knows it. */
export type ProviderPayment = {
  providerId: string
  /** `failed`: this try is over and nothing was taken. `processing`: the provider itself is waiting. */
  status: 'succeeded' | 'requires_action' | 'processing' | 'failed' | 'canceled'
  amount: Money
  /** What was really taken, minor units. */
  capturedMinor: number
  refundedMinor: number
  /** From the payment's metadata; null: it is not a payment of this shop. */
  orderId: string | null
  clientSecret: string | null
  /** The bank's page, where the provider names one. */
  nextActionUrl: string | null
  card: { brand: string; last4: string } | null
  /** The provider's word for why it failed. */
  failureCode: string | null
}

/**
 * What a call told us about the payment, and no more than that:
 * `payment` the provider's own row; `absent` it looked and holds none; `refused` the request itself was wrong, nothing
 * was taken; `unreachable` the call never reached the provider, nothing was taken; `broken` the provider ended the
 * call with a failure of its own, so whether it took money must be looked up; `unknown` no answer at all: it may yet happen.
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
  /** From its metadata; null: this shop did not ask for it. */
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
  /** Until when evidence is taken. */
  dueAt: Date | null
  openedAt: Date
}

/** A page of what was made in [from, until), newest first; `after` is the `next` of the page before it. */
export type PageAsked = { from: Date; until: Date | null; after: string | null }
export type ListedPage<Item> = {
  items: Item[] /** Null: there is no more. */
  next: string | null
}

export type ChargeRequest = {
  orderId: string
  orderNumber: string /** Part of the key: the same attempt is charged once. */
  attempt: number
  amount: Money
  method: string
}
export type RefundRequest = {
  refundId: string
  attempt: number
  orderId: string
  providerId: string
  amountMinor: number
}

/** The card network, as the shop needs it. Every call is made once; who calls decides whether to look or try again. */
export type PaymentGateway = {
  charge: (request: ChargeRequest) => Promise<GatewayAnswer>
  retrieve: (providerId: string) => Promise<GatewayAnswer>
  /** Looks for a payment of the order among those made since then. */
  findByOrder: (orderId: string, since: Date) => Promise<GatewayAnswer>
  /** Every payment made since then, newest first; null when the provider could not be asked or holds more than a million. */
  listSince: (since: Date) => Promise<ProviderPayment[] | null>
  /** One page of payments or refunds; null when the provider could not be asked. */
  listPayments: (page: PageAsked) => Promise<ListedPage<ProviderPayment> | null>
  listRefunds: (page: PageAsked) => Promise<ListedPage<ProviderRefund> | null>
  /** All refunds of one payment; null when they could not be asked for, or are more than a hundred. */
  refundsOf: (providerId: string) => Promise<ProviderRefund[] | null>
  /** All disputes of one payment; null when they could not be asked for, or are more than a hundred. */
  disputesOf: (providerId: string) => Promise<ProviderDispute[] | null>
  listDisputes: (page: PageAsked) => Promise<ListedPage<ProviderDispute> | null>
  /** What happened there to money after it was taken. */
  listChanges: (page: PageAsked) => Promise<ListedPage<ProviderChange> | null>
  cancel: (providerId: string) => Promise<GatewayAnswer>
  refund: (request: RefundRequest) => Promise<RefundAnswer>
  /** A refund by the provider's own id. */
  retrieveRefund: (providerId: string) => Promise<RefundAnswer>
  findRefund: (request: { refundId: string; providerId: string }) => Promise<RefundAnswer>
  /** Null: calls go through. Otherwise the provider failed too often and is left alone for so many seconds. */
  restSeconds: () => number | null
}

export type PaymentsCtx = Ctx & { gateway: PaymentGateway }
