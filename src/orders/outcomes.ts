import { takeFromCart } from '#cart/take-from-cart.ts'
import type { Tx } from '#db/client.ts'
import { together } from '#db/prepared.ts'
import { releaseStock } from '#inventory/release-stock.ts'
import type { Ctx } from '#jobs/ctx.ts'
import { transact } from '#jobs/transact.ts'
import { fault } from '#lib/fault-points.ts'
import type { ProviderPayment } from '#payments/gateway.ts'
import { endPayment, notePayment } from '#payments/note-payment.ts'
import type { Payment } from '#payments/queries.ts'
import type { OrderEvent } from './events.ts'
import type { Order } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { readLines } from './queries.ts'
import { recordEvents } from './record-events.ts'

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
      order.customerId && clearCart(tx, order.id, order.customerId),
    ])
    await fault('confirm.in')
    return after
  })
  await fault('confirm.committed')
  return confirmed
}

async function clearCart(tx: Tx, orderId: string, customerId: string) {
  const variantIds = (await readLines(tx, orderId)).map(line => line.variantId)
  await takeFromCart(tx, { customerId, variantIds })
}

/** The bank wants to hear from the shopper. Noted once; a second look changes nothing. */
export async function noteAction(
  ctx: OrdersCtx,
  order: Order,
  payment: Payment,
  said: ProviderPayment,
): Promise<void> {
  if (order.money === 'requires_action') return
  await transact(ctx, async transaction => {
    await notePayment(transaction.tx, payment.id, said, { status: 'requires_action', at: ctx.now() })
    await record(ctx, transaction, order, {
      type: 'order.payment_action_required',
      data: { paymentId: payment.id },
    })
    await fault('action.in')
  })
  await fault('action.committed')
}

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
    await releaseStock(transaction.tx, order.id)
    await fault('end.in')
  })
  await fault('end.committed')
}

/** Our books and the provider's do not agree: nothing moves until a person has looked. */
export async function putUnderReview(ctx: Ctx, order: Order, reason: string): Promise<void> {
  ctx.log.error({ orderId: order.id, reason }, 'an order needs a person')
  await transact(ctx, transaction =>
    record(ctx, transaction, order, { type: 'order.put_under_review', data: { reason } }),
  )
}

function record(ctx: Ctx, transaction: Parameters<typeof recordEvents>[0], before: Order, event: OrderEvent) {
  return recordEvents(transaction, {
    orderId: before.id,
    before,
    events: [event],
    actor: ctx.actor,
    at: ctx.now(),
  })
}
