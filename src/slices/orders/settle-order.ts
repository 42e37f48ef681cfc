import { assert, unreachable } from '#platform/lib/assert.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { charge, lookUp, NOTED_JUST_NOW_MS } from '#slices/payments/charge.ts'
import { nextAttempt } from '#slices/payments/next-attempt.ts'
import type { GatewayAnswer, ProviderPayment } from '#slices/payments/provider.ts'
import { LONGEST_CALL_MS } from '#slices/payments/provider-line.ts'
import { type Payment, readPayment } from '#slices/payments/queries.ts'
import { goesOn } from './is-still-open.ts'
import { type Order, PAYMENTS_UNAVAILABLE } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { confirm, decline, endWithoutMoney, noteAction, putUnderReview } from './placing/outcomes.ts'
import { requireOrder } from './queries.ts'
import { LostRace } from './record-events.ts'
import { returnLatePayment } from './refunds/return-late-payment.ts'

/** Charge, look, charge again under a new key, look. After more steps than these, another process goes on later. */
const MAX_STEPS = 8
/** A call whose answer was lost may still be running at the provider for this long. */
const MAY_BE_UNDER_WAY_MS = LONGEST_CALL_MS + NOTED_JUST_NOW_MS + 500
const MAX_ATTEMPTS = 5

/**
 * Moves an order on from its current state. The request, its retry, the provider's webhook and the sweeper all call this,
 * and all of them know only what the row says. Compare-and-set decides races; the loser reads again. `fresh`: the caller has
 * just reserved the order, so these are its rows and the provider has not been asked yet.
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
    // Our books and the provider's disagree about the payment. It is neither taken nor ended before a person has looked.
    if (order.state === 'reserved' && order.needsReview) return order
    if (goesOn(order)) return order
    if (order.state !== 'reserved') return returnLatePayment(ctx, order, payment)
    try {
      if (payment.amountMinor === 0) return await confirm(ctx, order, payment, null)
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
 * An order: it is settled, and this is its row. `read`: the row has moved or will have moved. `look`: ask the provider.
 * `charge`: send the charge. `wait`: there is nothing to do now.
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
      // No money was taken, so stock and shopper need not wait for the provider to come back.
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

/** The provider failed the call and repeats that failure under this key. We look first, and only then begin a new attempt. */
async function afterBrokenCharge(ctx: OrdersCtx, order: Order, payment: Payment): Promise<Next> {
  const found = await lookUp(ctx, payment)
  if (found.kind === 'payment') return follow(ctx, order, payment, found.payment)
  if (found.kind !== 'absent' || payment.attempt >= MAX_ATTEMPTS) return 'wait'
  await nextAttempt(ctx.db, payment)
  await fault('charge.next-attempt')
  return 'charge'
}

async function afterLook(ctx: OrdersCtx, order: Order, payment: Payment): Promise<Next> {
  const found = await lookUp(ctx, payment)
  if (found.kind === 'payment') return follow(ctx, order, payment, found.payment)
  return notFound(ctx, order, payment, found)
}

async function notFound(
  ctx: OrdersCtx,
  order: Order,
  payment: Payment,
  found: Exclude<GatewayAnswer, { kind: 'payment' }>,
): Promise<Next> {
  if (found.kind !== 'absent') return 'wait'
  const now = ctx.now().getTime()
  if (now - payment.updatedAt.getTime() < MAY_BE_UNDER_WAY_MS) return 'wait'
  if (now < order.expiresAt.getTime()) return 'charge'
  await endWithoutMoney(ctx, order, payment, {
    type: 'order.expired',
    data: { reason: 'no_payment_in_time' },
  })
  return 'read'
}

/** Moves the order by the provider's own row. */
async function follow(
  ctx: OrdersCtx,
  order: Order,
  payment: Payment,
  bankPayment: ProviderPayment,
): Promise<Next> {
  const wrong = mismatch(order, payment, bankPayment)
  if (wrong) {
    await putUnderReview(ctx, order, wrong)
    return 'read'
  }
  switch (bankPayment.status) {
    case 'succeeded':
      return confirm(ctx, order, payment, bankPayment)
    case 'failed':
      await decline(ctx, order, payment, bankPayment, bankPayment.failureCode ?? 'card_declined')
      return 'read'
    case 'canceled':
      await endWithoutMoney(ctx, order, payment, {
        type: 'order.expired',
        data: { reason: 'payment_canceled' },
      })
      return 'read'
    case 'requires_action':
      await noteAction(ctx, order, payment, bankPayment)
      return expireAtProvider(ctx, order, bankPayment)
    case 'processing':
      return expireAtProvider(ctx, order, bankPayment)
    default:
      return unreachable(bankPayment.status)
  }
}

/**
 * A late order first loses its payment at the provider. If that payment turns out to have succeeded, the next look finds it.
 */
async function expireAtProvider(ctx: OrdersCtx, order: Order, bankPayment: ProviderPayment): Promise<Next> {
  if (ctx.now() < order.expiresAt) return 'wait'
  await fault('expire.before-cancel')
  const answer = await ctx.gateway.cancel(bankPayment.providerId)
  await fault('expire.canceled')
  return answer.kind === 'payment' && answer.payment.status === 'canceled'
    ? 'look'
    : answer.kind === 'refused'
      ? 'look'
      : 'wait'
}

/** A payment with another amount, currency or order than ours never confirms an order. */
function mismatch(order: Order, payment: Payment, bankPayment: ProviderPayment): string | null {
  assert(bankPayment.providerId, 'the provider names its payments')
  if (bankPayment.orderId !== order.id)
    return `the provider's payment ${bankPayment.providerId} belongs to another order`
  if (bankPayment.amount.amount !== payment.amountMinor || bankPayment.amount.currency !== order.currency) {
    return `the provider's payment ${bankPayment.providerId} is over ${bankPayment.amount.amount} ${bankPayment.amount.currency}, and we asked for ${payment.amountMinor} ${order.currency}`
  }
  if (bankPayment.status === 'succeeded' && bankPayment.capturedMinor !== payment.amountMinor)
    return `the provider took ${bankPayment.capturedMinor} of ${payment.amountMinor} ${order.currency}`
  return null
}
