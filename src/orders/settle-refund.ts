import { returnStock } from '#inventory/return-stock.ts'
import { type Transaction, transact } from '#jobs/transact.ts'
import { unreachable } from '#lib/assert.ts'
import { fault } from '#lib/fault-points.ts'
import {
  askForRefund,
  nextRefundAttempt,
  noteRefunded,
  noteRefundFailed,
  type Refund,
  readRefund,
} from '#payments/refund.ts'
import type { OrderEvent, RefundedLine } from './events.ts'
import type { Order } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { lockOrder } from './queries.ts'
import { recordEvents } from './record-events.ts'
import { type RefundLine, readRefundLines, restockedUnits } from './refund-queries.ts'

const MAX_STEPS = 8
const MAX_ATTEMPTS = 5

/**
 * Carries a refund on from wherever it stands: send it, or look what became of it, and note the end with the order's
 * event. The request, the sweeper and the late-payment rule all call this. `fresh`: it was noted a moment ago.
 */
export async function settleRefund(
  ctx: OrdersCtx,
  refundId: string,
  options: { fresh: boolean } = { fresh: false },
): Promise<Refund | null> {
  let look = !options.fresh
  for (let step = 0; step < MAX_STEPS; step++) {
    const refund = await readRefund(ctx.db, refundId)
    if (refund?.status !== 'requested') return refund
    const answer = await askForRefund(ctx, refund, { look })
    ctx.log.info({ orderId: refund.orderId, refundId, answer: answer.kind }, 'refund asked for')
    switch (answer.kind) {
      case 'refunded':
        if (answer.status === 'pending') return refund
        await (answer.status === 'succeeded'
          ? giveBack(ctx, refund, answer.providerId)
          : giveUp(ctx, refund, 'the provider could not pay the money back'))
        break
      case 'refused':
        await giveUp(ctx, refund, `the provider refused the refund (${answer.code})`)
        break
      case 'broken':
        if (look && refund.attempt < MAX_ATTEMPTS) await nextRefundAttempt(ctx.db, refund)
        else if (look) return refund
        break
      case 'absent':
      case 'unreachable':
      case 'unknown':
        return refund
      default:
        return unreachable(answer)
    }
    look = true
  }
  return readRefund(ctx.db, refundId)
}

async function giveBack(ctx: OrdersCtx, refund: Refund, providerId: string) {
  await transact(ctx, transaction => noteGivenBack(ctx, transaction, refund, providerId))
  await fault('refund.committed')
}

/** In one transaction: the refund, the payment's sum, the order's event and what is back on the shelf. */
export async function noteGivenBack(
  ctx: Pick<OrdersCtx, 'actor' | 'now'>,
  transaction: Transaction,
  refund: Refund,
  providerId: string,
): Promise<void> {
  const { tx } = transaction
  const at = ctx.now()
  if (!(await noteRefunded(tx, refund, providerId, at))) return
  const order = await lockOrder(tx, refund.orderId)
  const lines = await readRefundLines(tx, [refund.id])
  const back = lines.filter(line => line.restock)
  await returnStock(tx, { refundId: refund.id, lines: back, actor: ctx.actor })
  const allBack = back.length > 0 && (await restockedUnits(tx, order.id)) === order.units
  const events = [eventOf(order, refund, lines), ...(allBack ? returned(order) : [])]
  await recordEvents(transaction, { orderId: order.id, before: order, events, actor: ctx.actor, at })
  await fault('refund.in')
}

/** Money that came after an order had ended was never the order's: its row stays unpaid. */
function eventOf(order: Order, refund: Refund, lines: readonly RefundLine[]): OrderEvent {
  const { id: refundId, amountMinor, shippingMinor, reason } = refund
  if (!order.confirmedAt) return { type: 'order.late_payment_returned', data: { refundId, amountMinor } }
  return {
    type: 'order.refunded',
    data: {
      refundId,
      amountMinor,
      reason,
      ...(shippingMinor > 0 && { shippingMinor }),
      ...(lines.length > 0 && { lines: lines.map(refundedLine) }),
    },
  }
}

function refundedLine({ orderLineId, quantity, amountMinor, restock }: RefundLine): RefundedLine {
  return { lineId: orderLineId, quantity, amountMinor, restocked: restock }
}

/** Every unit came back: the parcel's story ends here, whether or not it was ever reported delivered. */
function returned(order: Order): OrderEvent[] {
  const events: OrderEvent[] = [{ type: 'order.returned', data: {} }]
  return order.state === 'confirmed' ? [...events, { type: 'order.completed', data: {} }] : events
}

/** One transaction, so that no refund fails without a person being asked to look. */
async function giveUp(ctx: OrdersCtx, refund: Refund, reason: string) {
  const at = ctx.now()
  await transact(ctx, async transaction => {
    if (!(await noteRefundFailed(transaction.tx, refund, at))) return
    const order = await lockOrder(transaction.tx, refund.orderId)
    ctx.log.error({ orderId: order.id, refundId: refund.id, reason }, 'a refund failed and needs a person')
    await recordEvents(transaction, {
      orderId: order.id,
      before: order,
      events: [{ type: 'order.put_under_review', data: { reason } }],
      actor: ctx.actor,
      at,
    })
  })
}
