import type { Tx } from '#platform/db/client.ts'
import { together } from '#platform/db/prepared.ts'
import { transact } from '#platform/jobs/transact.ts'
import { env } from '#platform/lib/env.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { takeFromCart } from '#slices/cart/take-from-cart.ts'
import { releaseStock } from '#slices/inventory/release-stock.ts'
import { endPayment, notePayment } from '#slices/payments/note-payment.ts'
import type { ProviderPayment } from '#slices/payments/provider.ts'
import type { Payment } from '#slices/payments/queries.ts'
import type { OrderEvent } from '../events.ts'
import { ANOTHER_WAY_TO_PAY, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readLines } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { type AttemptEnd, endAttempt } from './attempts.ts'
import { holdUntil } from './new-order.ts'

// Each outcome is one transaction: the order's event, the payment's result and the stock move together or not at all.

/** Confirmed: the money is ours, the stock theirs and out of their cart, and everything after it is one job. */
export async function confirm(
  ctx: OrdersCtx,
  order: Order,
  payment: Payment,
  said: ProviderPayment,
): Promise<Order> {
  const confirmed = await transact(ctx, async transaction => {
    const { tx } = transaction
    const [, after] = await together([
      notePayment(tx, payment.id, said, { status: 'succeeded', at: ctx.now() }),
      record(ctx, transaction, order, {
        type: 'order.confirmed',
        data: { paymentId: payment.id, capturedMinor: said.capturedMinor },
      }),
      endAttempt(tx, ctx, { orderId: order.id, parties: payment.parties, end: 'paid' }),
      order.customerId && clearCart(tx, order.id, order.customerId),
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

/** The bank wants to hear from the shopper. Noted once; a second look changes nothing. */
export async function noteAction(
  ctx: OrdersCtx,
  order: Order,
  payment: Payment,
  said: ProviderPayment,
): Promise<void> {
  if (order.money === 'requires_action') return
  const at = ctx.now()
  const expiresAt = earlier(order.expiresAt.toISOString(), holdUntil(at, env().ACTION_HOLD_SECONDS))
  await transact(ctx, async transaction => {
    await notePayment(transaction.tx, payment.id, said, { status: 'requires_action', at })
    await record(ctx, transaction, order, {
      type: 'order.payment_action_required',
      data: { paymentId: payment.id, expiresAt },
    })
    await fault('action.in')
  })
  await fault('action.committed')
}

const earlier = (one: string, other: string) => (one < other ? one : other)

/** Declined: the stock goes back at once. `said` is null when the provider refused the request itself. */
export async function decline(
  ctx: OrdersCtx,
  order: Order,
  payment: Payment,
  said: ProviderPayment | null,
  code: string,
): Promise<void> {
  await transact(ctx, async transaction => {
    const at = ctx.now()
    if (said) await notePayment(transaction.tx, payment.id, said, { status: 'failed', at })
    else await endPayment(transaction.tx, payment.id, { status: 'failed', failureCode: code, at })
    await record(ctx, transaction, order, { type: 'order.declined', data: { paymentId: payment.id, code } })
    await endAttempt(transaction.tx, ctx, { orderId: order.id, parties: payment.parties, end: 'failed' })
    await releaseStock(transaction.tx, order.id)
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
  await transact(ctx, async transaction => {
    await endPayment(transaction.tx, payment.id, {
      status: 'canceled',
      failureCode: event.data.reason,
      at: ctx.now(),
    })
    await record(ctx, transaction, order, event)
    const { parties } = payment
    await endAttempt(transaction.tx, ctx, { orderId: order.id, parties, end: attemptEnd(event) })
    await releaseStock(transaction.tx, order.id)
    await fault('end.in')
  })
  await fault('end.committed')
}

/** What was abandoned or left to expire held stock for nothing and may have told a stolen card's standing, as a decline does. */
function attemptEnd({ type, data }: { type: string; data: { reason: string } }): AttemptEnd {
  return type === 'order.expired' || data.reason === ANOTHER_WAY_TO_PAY ? 'failed' : 'undone'
}

/** Our books and the provider's do not agree: nothing moves until a person has looked. */
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
