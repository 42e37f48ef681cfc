import { insertPrepared, together } from '#platform/db/prepared.ts'
import { transact } from '#platform/jobs/transact.ts'
import { env } from '#platform/lib/env.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { reserveStock } from '#slices/inventory/reserve-stock.ts'
import { spendTurns } from '#slices/inventory/turns.ts'
import { initiatePayment, NOTHING_TO_PAY } from '#slices/payments/initiate-payment.ts'
import type { Payment } from '#slices/payments/queries.ts'
import type { PricedOrder } from '#slices/pricing/price-order.ts'
import { creditOf, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { type OrderLine, readLines } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { orderLines } from '../schema.ts'
import { beginAttempt, partiesOf } from './attempts.ts'
import { holdPaidCredit } from './hold-credit.ts'
import { holdAgain, holdPromotions } from './hold-promotions.ts'
import { type AdmittedRequest, holdUntil, newLines, placedEvent } from './new-order.ts'

/** The rows that were just written. */
export type Fresh = { order: Order; lines: OrderLine[]; payment: Payment; waits: boolean }

/** `round`: how often it was tried before. `mayWait`: what is not on a shelf may wait for stock. */
export type How = { round: number; mayWait: boolean }

/** Rolls the transaction back: an order that cannot be filled leaves no trace. */
export class Short extends Error {
  readonly available: Map<string, number>
  constructor(available: Map<string, number>) {
    super('short of stock')
    this.available = available
  }
}

/**
 * One transaction: the order with its lines and first event, then the payment's note, and the stock last, because its lock
 * must be short.
 */
export async function writeAndHold(
  ctx: OrdersCtx,
  request: AdmittedRequest,
  priced: PricedOrder,
  how: How,
): Promise<Fresh> {
  const at = ctx.now()
  const lines = newLines(request.orderId, priced)
  const parties = partiesOf(ctx, request)
  return transact(ctx, async transaction => {
    const { tx } = transaction
    // What promotions give and credit pays is held before stock, whose lock must be short; an order without them is one round trip.
    const holdsMore = priced.price.discounts.length > 0 || priced.paidWith.length > 0
    const [order, , payment] = await together([
      recordEvents(transaction, {
        orderId: request.orderId,
        before: null,
        events: [placedEvent(request, priced, at, how.round)],
        actor: ctx.actor,
        at,
      }),
      insertPrepared(tx, orderLines, lines),
      initiatePayment(tx, {
        orderId: request.orderId,
        amount: { amount: priced.dueMinor, currency: priced.currency },
        creditMinor: priced.price.totalMinor - priced.dueMinor,
        method: methodOf(request, priced.dueMinor),
        customer: request.providerCustomer,
        parties,
        at,
      }),
      beginAttempt(tx, { orderId: request.orderId, parties, lines, at }),
      spendTurns(tx, request.orderId, request.turns, request.holder),
      !holdsMore && hold(tx, request.orderId, lines, how),
    ])
    if (holdsMore) {
      await holdPromotions(tx, order, { price: priced.price, lines }, at)
      await holdPaidCredit(tx, order, at)
      await hold(tx, order.id, lines, how)
    }
    await fault('place.in')
    return { order, lines, payment, waits: how.mayWait }
  })
}

/** No charge was sent to the provider, so the same order is tried again at the price it was placed at. */
export async function reopen(
  ctx: OrdersCtx,
  request: AdmittedRequest,
  before: Order,
  how: How,
): Promise<Fresh> {
  const at = ctx.now()
  const lines = await readLines(ctx.db, before.id)
  const parties = partiesOf(ctx, request)
  return transact(ctx, async transaction => {
    const event = { type: 'order.reopened' as const, data: { expiresAt: holdUntil(at, env().HOLD_SECONDS) } }
    const order = await recordEvents(transaction, {
      orderId: before.id,
      before,
      events: [event],
      actor: ctx.actor,
      at,
    })
    const creditMinor = creditOf(order)
    const payment = await initiatePayment(transaction.tx, {
      orderId: order.id,
      amount: { amount: order.totalMinor - creditMinor, currency: order.currency },
      creditMinor,
      method: methodOf(request, order.totalMinor - creditMinor),
      customer: request.providerCustomer,
      parties,
      at,
    })
    await beginAttempt(transaction.tx, { orderId: order.id, parties, lines, at })
    await spendTurns(transaction.tx, order.id, request.turns, request.holder)
    await holdAgain(transaction.tx, order, at)
    await holdPaidCredit(transaction.tx, order, at)
    await hold(transaction.tx, order.id, lines, how)
    return { order, lines, payment, waits: how.mayWait }
  })
}

/** Where nothing is left to pay, no card is charged, even if one was sent. */
const methodOf = ({ payment }: AdmittedRequest, dueMinor: number): string =>
  (dueMinor > 0 && payment?.method) || NOTHING_TO_PAY

async function hold(
  tx: Parameters<typeof reserveStock>[0],
  orderId: string,
  lines: readonly { id: string; variantId: string; quantity: number }[],
  { round, mayWait }: How,
) {
  const held = await reserveStock(
    tx,
    orderId,
    lines.map(line => ({ orderLineId: line.id, variantId: line.variantId, quantity: line.quantity })),
    // A buyer who lost a race for the last units waits for the shelf's lock the next time.
    { underLock: round > 0, mayWait },
  )
  if (held.kind === 'short') throw new Short(held.available)
}
