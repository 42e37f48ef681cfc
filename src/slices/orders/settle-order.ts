import { assert, unreachable } from '#platform/lib/assert.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { charge, lookUp, NOTED_JUST_NOW_MS } from '#slices/payments/charge.ts'
import { nextAttempt } from '#slices/payments/next-attempt.ts'
import type { GatewayAnswer, ProviderPayment } from '#slices/payments/provider.ts'
import { LONGEST_CALL_MS } from '#slices/payments/provider-line.ts'
import { type Payment, readPayment } from '#slices/payments/queries.ts'
import { type Order, PAYMENTS_UNAVAILABLE } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { confirm, decline, endWithoutMoney, noteAction, putUnderReview } from './placing/outcomes.ts'
import { requireOrder } from './queries.ts'
import { LostRace } from './record-events.ts'
import { returnLatePayment } from './refunds/return-late-payment.ts'

/** Charge, look, charge again under a new key, look: more steps than these mean that somebody else should go on later. */
const MAX_STEPS = 8
/** Until then a call whose answer was lost may still be under way at the provider. */
const MAY_BE_UNDER_WAY_MS = LONGEST_CALL_MS + NOTED_JUST_NOW_MS + 500
const MAX_ATTEMPTS = 5

/**
 * Carries an order on from wherever it stands. The request, a retry of it, the provider's webhook and the sweeper all
 * call this, and none of them knows more than the row says. Compare-and-set decides races; who loses reads again.
 * `fresh`: the caller has just reserved it, so these are its rows and nothing was asked of the provider yet.
 */
export async function settleOrder(
  ctx: OrdersCtx,
  orderId: string,
  fresh: { order: Order; payment: Payment } | null = null,
): Promise<Order> {
  let ask = fresh !== null
  for (let step = 0; step < MAX_STEPS; step++) {
    const { order, payment } = step === 0 && fresh ? fresh : await readBoth(ctx, orderId)
    if (!payment) return order
    // Both books disagree about what was paid: a payment is neither taken nor ended before a person has looked.
    if (order.state === 'reserved' && order.needsReview) return order
    if (order.state === 'confirmed' || order.state === 'completed') return order
    if (order.state !== 'reserved') return returnLatePayment(ctx, order, payment)
    try {
      const next = ask ? await afterCharge(ctx, order, payment) : await afterLook(ctx, order, payment)
      if (typeof next === 'object') return next
      if (next === 'wait') return requireOrder(ctx.db, orderId)
      ask = next === 'charge'
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
      ctx.log.info({ orderId }, 'somebody else settled it first')
      ask = false
    }
  }
  return requireOrder(ctx.db, orderId)
}

async function readBoth(ctx: OrdersCtx, orderId: string) {
  const [order, payment] = await Promise.all([requireOrder(ctx.db, orderId), readPayment(ctx.db, orderId)])
  return { order, payment }
}

/**
 * An order: it is settled, and this is its row. `read`: the row has moved, or will be found moved. `look`: ask the provider.
 * `charge`: send it. `wait`: nothing to do now.
 */
type Next = Order | 'read' | 'look' | 'charge' | 'wait'

async function afterCharge(ctx: OrdersCtx, order: Order, payment: Payment): Promise<Next> {
  const answer = await charge(ctx, payment, order)
  ctx.log.info({ orderId: order.id, attempt: payment.attempt, answer: answer.kind }, 'charged')
  switch (answer.kind) {
    case 'payment':
      return follow(ctx, order, payment, answer.payment)
    case 'refused':
      await decline(ctx, order, payment, null, answer.code)
      return 'read'
    case 'unreachable':
      // Surely nothing was taken, so stock and shopper need not wait for the provider to come back.
      await endWithoutMoney(ctx, order, payment, {
        type: 'order.cancelled',
        data: { reason: PAYMENTS_UNAVAILABLE },
      })
      return 'read'
    case 'broken':
      return afterBrokenCharge(ctx, order, payment)
    case 'absent':
    case 'unknown':
      return 'wait'
    default:
      return unreachable(answer)
  }
}

/** The provider ended the call with a failure and repeats it under this key: look, and only then begin a new attempt. */
async function afterBrokenCharge(ctx: OrdersCtx, order: Order, payment: Payment): Promise<Next> {
  const seen = await lookUp(ctx, payment)
  if (seen.kind === 'payment') return follow(ctx, order, payment, seen.payment)
  if (seen.kind !== 'absent' || payment.attempt >= MAX_ATTEMPTS) return 'wait'
  await nextAttempt(ctx.db, payment)
  await fault('charge.next-attempt')
  return 'charge'
}

async function afterLook(ctx: OrdersCtx, order: Order, payment: Payment): Promise<Next> {
  const seen = await lookUp(ctx, payment)
  if (seen.kind === 'payment') return follow(ctx, order, payment, seen.payment)
  return notSeen(ctx, order, payment, seen)
}

async function notSeen(
  ctx: OrdersCtx,
  order: Order,
  payment: Payment,
  seen: Exclude<GatewayAnswer, { kind: 'payment' }>,
): Promise<Next> {
  if (seen.kind !== 'absent') return 'wait'
  const now = ctx.now().getTime()
  if (now - payment.updatedAt.getTime() < MAY_BE_UNDER_WAY_MS) return 'wait'
  if (now < order.expiresAt.getTime()) return 'charge'
  await endWithoutMoney(ctx, order, payment, {
    type: 'order.expired',
    data: { reason: 'no_payment_in_time' },
  })
  return 'read'
}

/** What follows from the provider's own row. */
async function follow(ctx: OrdersCtx, order: Order, payment: Payment, said: ProviderPayment): Promise<Next> {
  const wrong = mismatch(order, said)
  if (wrong) {
    await putUnderReview(ctx, order, wrong)
    return 'read'
  }
  switch (said.status) {
    case 'succeeded':
      return confirm(ctx, order, payment, said)
    case 'failed':
      await decline(ctx, order, payment, said, said.failureCode ?? 'card_declined')
      return 'read'
    case 'canceled':
      await endWithoutMoney(ctx, order, payment, {
        type: 'order.expired',
        data: { reason: 'payment_canceled' },
      })
      return 'read'
    case 'requires_action':
      await noteAction(ctx, order, payment, said)
      return expireAtProvider(ctx, order, said)
    case 'processing':
      return expireAtProvider(ctx, order, said)
    default:
      return unreachable(said.status)
  }
}

/** Past its time an order first loses its payment at the provider; if that turns out to have succeeded, the look says so. */
async function expireAtProvider(ctx: OrdersCtx, order: Order, said: ProviderPayment): Promise<Next> {
  if (ctx.now() < order.expiresAt) return 'wait'
  await fault('expire.before-cancel')
  const answer = await ctx.gateway.cancel(said.providerId)
  await fault('expire.canceled')
  return answer.kind === 'payment' && answer.payment.status === 'canceled'
    ? 'look'
    : answer.kind === 'refused'
      ? 'look'
      : 'wait'
}

/** Another amount, currency or order than ours must never confirm anything. */
function mismatch(order: Order, said: ProviderPayment): string | null {
  assert(said.providerId, 'the provider names its payments')
  if (said.orderId !== order.id) return `the provider's payment ${said.providerId} belongs to another order`
  if (said.amount.amount !== order.totalMinor || said.amount.currency !== order.currency) {
    return `the provider's payment ${said.providerId} is over ${said.amount.amount} ${said.amount.currency}, the order over ${order.totalMinor} ${order.currency}`
  }
  if (said.status === 'succeeded' && said.capturedMinor !== order.totalMinor)
    return `the provider took ${said.capturedMinor} of ${order.totalMinor} ${order.currency}`
  return null
}
