import type { Tx } from '#platform/db/client.ts'
import { together } from '#platform/db/prepared.ts'
import { transact } from '#platform/jobs/transact.ts'
import { env } from '#platform/lib/env.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { takeFromCart } from '#slices/cart/take-from-cart.ts'
import { keepCredit } from '#slices/credit/spend.ts'
import { endPayment, notePayment, settleNothing } from '#slices/payments/note-payment.ts'
import type { ProviderPayment } from '#slices/payments/provider.ts'
import type { Payment } from '#slices/payments/queries.ts'
import { keepRedemptions } from '#slices/promotions/redemptions.ts'
import type { OrderEvent } from '../events.ts'
import { giveBack } from '../give-back.ts'
import { ANOTHER_WAY_TO_PAY, CANCELLED_BY_SHOPPER, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readLines } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { type AttemptEnd, endAttempt } from './attempts.ts'
import { holdUntil } from './new-order.ts'

// Each outcome is one transaction: the order's event, the payment's result and the stock move together or not at all.

/**
 * Confirmed: we have the money, the stock belongs to the buyer and leaves their cart, and one job starts everything else. `bankPayment` is null when
 * there was nothing to pay.
 */
export async function confirm(
  ctx: OrdersCtx,
  order: Order,
  payment: Payment,
  bankPayment: ProviderPayment | null,
): Promise<Order> {
  const confirmed = await transact(ctx, async transaction => {
    const { tx } = transaction
    const [, after] = await together([
      bankPayment
        ? notePayment(tx, payment.id, bankPayment, { status: 'succeeded', at: ctx.now() })
        : settleNothing(tx, payment.id, ctx.now()),
      record(ctx, transaction, order, {
        type: 'order.confirmed',
        data: { paymentId: payment.id, capturedMinor: bankPayment?.capturedMinor ?? 0 },
      }),
      endAttempt(tx, ctx, { orderId: order.id, parties: payment.parties, end: 'paid' }),
      order.customerId && clearCart(tx, order.id, order.customerId),
      order.discounts && keepRedemptions(tx, order.id),
      order.paidWith && keepCredit(tx, order.id, ctx.now()),
    ])
    await fault('confirm.in')
    return after
  })
  await fault('confirm.committed')
  return confirmed
}

async function clearCart(tx: Tx, orderId: string, customerId: string) {
  await takeFromCart(tx, customerId, await readLines(tx, orderId))
}

/** The bank has a question for the shopper. It is noted once; a second look changes nothing. */
export async function noteAction(
  ctx: OrdersCtx,
  order: Order,
  payment: Payment,
  bankPayment: ProviderPayment,
): Promise<void> {
  if (order.money === 'requires_action') return
  const at = ctx.now()
  const expiresAt = earlier(order.expiresAt.toISOString(), holdUntil(at, env().ACTION_HOLD_SECONDS))
  await transact(ctx, async transaction => {
    await notePayment(transaction.tx, payment.id, bankPayment, { status: 'requires_action', at })
    await record(ctx, transaction, order, {
      type: 'order.payment_action_required',
      data: { paymentId: payment.id, expiresAt },
    })
    await fault('action.in')
  })
  await fault('action.committed')
}

const earlier = (one: string, other: string) => (one < other ? one : other)

/** Declined: the stock goes back at once. `bankPayment` is null when the provider refused the request itself. */
export async function decline(
  ctx: OrdersCtx,
  order: Order,
  payment: Payment,
  bankPayment: ProviderPayment | null,
  code: string,
): Promise<void> {
  await transact(ctx, async transaction => {
    const at = ctx.now()
    if (bankPayment) await notePayment(transaction.tx, payment.id, bankPayment, { status: 'failed', at })
    else await endPayment(transaction.tx, payment.id, { status: 'failed', failureCode: code, at })
    await record(ctx, transaction, order, { type: 'order.declined', data: { paymentId: payment.id, code } })
    await endAttempt(transaction.tx, ctx, { orderId: order.id, parties: payment.parties, end: 'failed' })
    await giveBack(transaction.tx, order, at)
    await fault('decline.in')
  })
  await fault('decline.committed')
}

/** Ended before any money moved. */
export async function endWithoutMoney(
  ctx: OrdersCtx,
  order: Order,
  payment: Payment,
  event: Extract<OrderEvent, { type: 'order.expired' | 'order.cancelled' }>,
): Promise<void> {
  const at = ctx.now()
  await transact(ctx, async transaction => {
    await endPayment(transaction.tx, payment.id, {
      status: 'canceled',
      failureCode: event.data.reason,
      at,
    })
    await record(ctx, transaction, order, event)
    const { parties } = payment
    await endAttempt(transaction.tx, ctx, { orderId: order.id, parties, end: attemptEnd(event) })
    await giveBack(transaction.tx, order, at)
    await fault('end.in')
  })
  await fault('end.committed')
}

/** An abandoned or expired order held stock for nothing and may have tested a stolen card, as a declined one does. */
function attemptEnd({ type, data }: { type: string; data: { reason: string } }): AttemptEnd {
  const byShopper = data.reason === ANOTHER_WAY_TO_PAY || data.reason === CANCELLED_BY_SHOPPER
  return type === 'order.expired' || byShopper ? 'failed' : 'undone'
}

/** Our books and the provider's disagree: nothing moves until a person has looked. */
export async function putUnderReview(ctx: OrdersCtx, order: Order, reason: string): Promise<void> {
  if (order.needsReview?.includes(reason)) return
  ctx.log.error({ orderId: order.id, reason }, 'an order needs a person')
  await transact(ctx, transaction =>
    record(ctx, transaction, order, { type: 'order.put_under_review', data: { reason } }),
  )
}

function record(
  ctx: OrdersCtx,
  transaction: Parameters<typeof recordEvents>[0],
  before: Order,
  event: OrderEvent,
) {
  return recordEvents(transaction, {
    orderId: before.id,
    before,
    events: [event],
    actor: ctx.actor,
    at: ctx.now(),
  })
}
