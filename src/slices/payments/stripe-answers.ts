import Stripe from 'stripe'
import { sentOrNull } from '#platform/fields/optionally.ts'
import { log } from '#platform/lib/log.ts'
import type {
  GatewayAnswer,
  ProviderDispute,
  ProviderPayment,
  ProviderRefund,
  RefundAnswer,
} from './provider.ts'
import type { DisputeState } from './schema.ts'

/** Translates a PaymentIntent (docs.stripe.com/payments/paymentintents/lifecycle). */
export function paymentOf(intent: Stripe.PaymentIntent): ProviderPayment {
  const latest = sentOrNull(intent.latest_charge)
  const charge = typeof latest === 'object' ? latest : null
  const card = sentOrNull(sentOrNull(charge?.payment_method_details)?.card)
  const error = sentOrNull(intent.last_payment_error)
  return {
    providerId: intent.id,
    status: statusOf(intent.status),
    amount: { amount: intent.amount, currency: intent.currency.toUpperCase() },
    capturedMinor: intent.amount_received,
    refundedMinor: sentOrNull(charge?.amount_refunded) ?? 0,
    orderId: sentOrNull(sentOrNull(intent.metadata)?.order_id),
    clientSecret: sentOrNull(intent.client_secret),
    nextActionUrl: sentOrNull(sentOrNull(sentOrNull(intent.next_action)?.redirect_to_url)?.url),
    card: card ? { brand: sentOrNull(card.brand) ?? 'card', last4: sentOrNull(card.last4) ?? '' } : null,
    failureCode: error ? (sentOrNull(error.decline_code) ?? sentOrNull(error.code) ?? 'card_declined') : null,
  }
}

function statusOf(status: Stripe.PaymentIntent.Status): ProviderPayment['status'] {
  switch (status) {
    case 'succeeded':
      return 'succeeded'
    case 'requires_action':
      return 'requires_action'
    case 'canceled':
      return 'canceled'
    case 'requires_payment_method':
    case 'requires_confirmation':
      return 'failed'
    default:
      // `processing`, and statuses that Stripe may add later: they count as undecided.
      return 'processing'
  }
}

export function refundOf(refund: Stripe.Refund): RefundAnswer {
  const { providerId, status, amount } = providerRefundOf(refund)
  return { kind: 'refunded', providerId, status, amountMinor: amount.amount }
}

export function providerRefundOf(refund: Stripe.Refund): ProviderRefund {
  return {
    providerId: refund.id,
    paymentId: idOf(refund.payment_intent),
    status:
      refund.status === 'succeeded'
        ? 'succeeded'
        : refund.status === 'failed' || refund.status === 'canceled'
          ? 'failed'
          : 'pending',
    amount: { amount: refund.amount, currency: refund.currency.toUpperCase() },
    refundId: sentOrNull(sentOrNull(refund.metadata)?.refund_id),
  }
}

export function providerDisputeOf(dispute: Stripe.Dispute): ProviderDispute {
  const dueBy = sentOrNull(sentOrNull(dispute.evidence_details)?.due_by)
  return {
    providerId: dispute.id,
    paymentId: idOf(dispute.payment_intent),
    state: disputeStateOf(dispute.status),
    amount: { amount: dispute.amount, currency: dispute.currency.toUpperCase() },
    // The network's word for "no reason was named".
    reason: sentOrNull(dispute.reason) ?? 'general',
    // Stripe keeps the date when the answer is there; then nobody waits for it.
    dueAt: dispute.status.endsWith('needs_response') && dueBy ? new Date(dueBy * 1_000) : null,
    openedAt: new Date(dispute.created * 1_000),
  }
}

/** What is referred to, by its id alone or whole. */
function idOf(reference: string | { id: string } | null): string | null {
  const sent = sentOrNull(reference)
  return typeof sent === 'string' ? sent : sentOrNull(sent?.id)
}

function disputeStateOf(status: string): DisputeState {
  switch (status) {
    case 'warning_needs_response':
    case 'warning_under_review':
      return 'inquiry'
    case 'warning_closed':
    case 'prevented':
      return 'closed'
    case 'needs_response':
    case 'won':
    case 'lost':
      return status
    default:
      // `under_review`, and statuses that Stripe may add later: they count as undecided.
      return 'under_review'
  }
}

/** The code that our own client (stripe-client.ts) sets when the provider's front door refused the call. */
export const TURNED_AWAY = 'TURNED_AWAY'

/** Error codes of connections that were never opened, so nothing was sent. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  TURNED_AWAY,
])

/** Translates a failed call. "Unknown" is not "no": a call counts as not executed only when that is certain. */
export function failureOf(error: unknown): GatewayAnswer {
  if (!(error instanceof Stripe.errors.StripeError)) throw error
  if (error instanceof Stripe.errors.StripeCardError && error.payment_intent)
    return { kind: 'payment', payment: paymentOf(error.payment_intent) }
  if (error instanceof Stripe.errors.StripeConnectionError)
    return { kind: connectionNeverMade(error) ? 'unreachable' : 'unknown' }
  // Stripe names each call that it executed; a failure without a name came from something on the way, which may have passed it on.
  if (!sentOrNull(error.requestId) && (error.statusCode ?? 500) >= 500) return { kind: 'unknown' }
  switch (error.statusCode) {
    case 429:
      return { kind: 'unreachable' }
    case 409:
      return { kind: 'unknown' }
    case 401:
    case 403:
      log.error({ type: error.type, code: error.code }, 'the payment provider refuses our key')
      return { kind: 'unreachable' }
    case 404:
      return { kind: 'absent' }
    case 400:
    case 402:
      return refused(error)
    default:
      return { kind: 'broken' }
  }
}

function refused(error: InstanceType<typeof Stripe.errors.StripeError>): GatewayAnswer {
  // The provider knows another request under this key, so the attempt must be looked up.
  if (error.type === 'StripeIdempotencyError') return { kind: 'unknown' }
  return { kind: 'refused', code: sentOrNull(error.code) ?? 'invalid_request' }
}

function connectionNeverMade(error: Error & { detail?: unknown }): boolean {
  const detail = error.detail as { code?: string; errors?: { code?: string }[] } | undefined
  const codes = [detail?.code, ...(detail?.errors ?? []).map(inner => inner.code)].filter(
    code => code !== undefined,
  )
  return codes.length > 0 && codes.every(code => NEVER_CONNECTED.has(code))
}
