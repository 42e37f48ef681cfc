import type { Tx } from '#platform/db/client.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { refundCredit } from '#slices/credit/spend.ts'
import { returnStock } from '#slices/inventory/return-stock.ts'
import { madeThereWords } from '#slices/orders/bank/bank-words.ts'
import { noteRefunded, type Refund } from '#slices/payments/refund.ts'
import { reviewEvents } from '../ask-for-person.ts'
import type { OrderEvent, RefundedLine } from '../events.ts'
import { goesOn } from '../is-still-open.ts'
import { mayHappen, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { lockOrder } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { type GrantedAs, grantCredit } from './grant-credit.ts'
import { type RefundLine, readRefundLines, unitsHere } from './refund-queries.ts'

/** The reason of refunds that somebody made at the provider itself. */
export const REFUNDED_AT_PROVIDER = 'refunded_at_provider'

/**
 * One transaction: the refund, the payment's sum, what goes to gift cards and store credit or is given as such, the order's event and the units that are back on the shelf.
 * `providerId` is null when none of it was the card's.
 */
export async function noteGivenBack(
  ctx: Pick<OrdersCtx, 'actor' | 'now'>,
  transaction: Transaction,
  refund: Refund,
  providerId: string | null,
): Promise<void> {
  const { tx } = transaction
  const at = ctx.now()
  if (!(await noteRefunded(tx, refund, providerId, at))) return
  const order = await lockOrder(tx, refund.orderId)
  if (refund.creditMinor > 0) await giveCreditBack(tx, order, refund, at)
  const grantedAs = refund.grantedMinor > 0 ? await grantCredit(transaction, order, refund, at) : null
  const lines = await readRefundLines(tx, [refund.id])
  const back = lines.filter(line => line.restock)
  await returnStock(tx, { refundId: refund.id, lines: back, actor: ctx.actor })
  const allBack =
    lines.length > 0 &&
    mayHappen(order, 'order.returned') &&
    order.units > 0 &&
    (await unitsHere(tx, order.id)) === order.units
  const events = [
    eventOf(order, refund, lines, grantedAs),
    ...(allBack ? returned(order) : []),
    ...(refund.reason === REFUNDED_AT_PROVIDER ? forStaff(order, refund) : []),
  ]
  await recordEvents(transaction, { orderId: order.id, before: order, events, actor: ctx.actor, at })
  await fault('refund.in')
}

/** The means that paid last gets its money first. */
const giveCreditBack = (tx: Tx, { id, paidWith }: Order, refund: Refund, at: Date) =>
  refundCredit(tx, {
    refundId: refund.id,
    orderId: id,
    accountIds: (paidWith ?? []).map(({ accountId }) => accountId).toReversed(),
    amountMinor: refund.creditMinor,
    at,
  })

/** Money that arrived after an order had ended never belonged to the order, so its row stays unpaid. */
function eventOf(
  order: Order,
  refund: Refund,
  lines: readonly RefundLine[],
  grantedAs: GrantedAs | null,
): OrderEvent {
  const { id: refundId, amountMinor, creditMinor, grantedMinor, shippingMinor, reason } = refund
  if (!order.confirmedAt) return { type: 'order.late_payment_returned', data: { refundId, amountMinor } }
  return {
    type: 'order.refunded',
    data: {
      refundId,
      amountMinor,
      reason,
      ...(creditMinor > 0 && { creditMinor }),
      ...(grantedAs && { grantedMinor, grantedAs }),
      ...(shippingMinor > 0 && { shippingMinor }),
      ...(lines.length > 0 && { lines: lines.map(refundedLine) }),
    },
  }
}

function refundedLine({ orderLineId, quantity, amountMinor, restock }: RefundLine): RefundedLine {
  return { lineId: orderLineId, quantity, amountMinor, restocked: restock }
}

/** Every unit came back, so the parcel's story ends here, even if nobody reported it delivered. */
function returned(order: Order): OrderEvent[] {
  const events: OrderEvent[] = [{ type: 'order.returned', data: {} }]
  return order.state === 'confirmed' ? [...events, { type: 'order.completed', data: {} }] : events
}

/**
 * A refund at the provider changes only the money, and a person is asked. If all of the money went back and the goods are
 * still here, stop-goods.ts stops them.
 */
function forStaff(order: Order, { amountMinor }: Refund): OrderEvent[] {
  if (!goesOn(order)) return []
  const isWhole = order.refundedMinor + amountMinor === order.totalMinor
  if (isWhole && mayHappen(order, 'order.cancelled')) return []
  return reviewEvents(order, madeThereWords(order, amountMinor))
}
