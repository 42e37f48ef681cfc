import { insertPrepared, together } from '#platform/db/prepared.ts'
import { transact } from '#platform/jobs/transact.ts'
import { env } from '#platform/lib/env.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { withinMs } from '#platform/lib/within-ms.ts'
import { admitBuyer } from '#slices/inventory/admit-buyer.ts'
import { holderOf } from '#slices/inventory/line-holder.ts'
import { reserveStock } from '#slices/inventory/reserve-stock.ts'
import { spendTurns } from '#slices/inventory/turns.ts'
import { mayWait } from '#slices/inventory/waiting/join-line.ts'
import type { PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'
import { customerToCharge } from '#slices/payments/cards/customer-to-charge.ts'
import { initiatePayment, NOTHING_TO_PAY } from '#slices/payments/initiate-payment.ts'
import type { Payment } from '#slices/payments/queries.ts'
import { refusedOrder } from '#slices/payments/refused-orders.ts'
import { mergeLines, type PricedOrder, priceOrder } from '#slices/pricing/price-order.ts'
import { quotePriced } from '#slices/pricing/quote-order.ts'
import { mayReopen, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { type OrderLine, readLines, readOrder } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { orderLines } from '../schema.ts'
import { settleOrder } from '../settle-order.ts'
import { answerFor, processingAnswer } from './answer-for.ts'
import { beginAttempt, partiesOf } from './attempts.ts'
import type { Buyer } from './buyer.ts'
import { isConflictOn, isDeadlock, isLockTimeout } from './database-errors.ts'
import { type AdmittedRequest, holdUntil, newLines, placedEvent, type Request } from './new-order.ts'
import { PAYMENT } from './place-order-fields.ts'
import type { PlaceOrderInput } from './place-order-input.ts'

/**
 * Places an order: reserved → charged → confirmed, and every way out of it. The caller made `input.orderId` before sending.
 * The same id with the same input is the same order and is charged once, even if the request is repeated, doubled or lost.
 */
export async function placeOrder(
  ctx: OrdersCtx,
  input: PlaceOrderInput,
  buyer: Buyer,
): Promise<PlaceOrderAnswer> {
  const request = {
    ...input,
    lines: mergeLines(input.lines),
    customerId: buyer.customerId,
    inputHash: sha256(canonicalJson(input)),
  }
  // Pricing starts beside the look for the id. Its refusals count only for an order that we do not know yet.
  const pricing = priceOrder(ctx.db, { ...request, country: request.shippingAddress.country }, ctx.now())
  pricing.catch(() => {})
  const known = await readOrder(ctx.db, request.orderId)
  if (known && !mayReopen(known)) return replay(ctx, request, known)

  if (known) assertSameInput(request, known)
  const priced = await pricing
  const restSeconds = ctx.gateway.restSeconds()
  if (restSeconds !== null && priced.price.totalMinor > 0) return refusedOrder(ctx, 'atTheDoor', restSeconds)
  refuseUnpaid(request, priced)
  if (totalDiffers(request, priced)) return priceChanged(ctx, priced)
  const holder = holderOf({ ...buyer, address: ctx.address })
  const turns = await admitBuyer(ctx, priced.lines, { tickets: buyer.tickets ?? [], holder })

  const providerCustomer = await providerCustomerOf(ctx, request, buyer)

  await fault('place.before-reserve')
  const reserved = await reserve(ctx, { ...request, turns, holder, providerCustomer }, priced, known)
  switch (reserved.kind) {
    case 'short':
      return outOfStock(priced, reserved.available)
    case 'known':
      return replay(ctx, request, reserved.order)
    case 'reserved':
      await fault('place.reserved')
      return chargeAndAnswer(ctx, reserved.order, reserved)
  }
}

function refuseUnpaid({ payment }: Request, { price }: PricedOrder) {
  if (!payment && price.totalMinor > 0)
    throw new Refusal('validation_failed', PAYMENT, [{ path: 'payment', message: PAYMENT }])
}

/** Only a buyer who keeps a card or pays with a kept one waits for this; a replay never comes here. */
const providerCustomerOf = (ctx: OrdersCtx, { customerId, payment }: Request, { savedCard }: Buyer) =>
  savedCard && payment ? customerToCharge(ctx, { customerId, use: savedCard, method: payment.method }) : null

/** The id is taken. A sender with other input learns only that. */
async function replay(ctx: OrdersCtx, request: Request, order: Order): Promise<PlaceOrderAnswer> {
  assertSameInput(request, order)
  if (order.state === 'reserved') return chargeAndAnswer(ctx, order, null)
  return answerFor(ctx.db, order, { fresh: null })
}

function assertSameInput(request: Request, order: Order) {
  // The customer is compared beside the hash and is not part of it: an order moves with its visitor into their account.
  if (order.inputHash !== request.inputHash || order.customerId !== request.customerId)
    throw new Refusal('idempotency_key_reused', 'This id was used for another order. Make a new one.')
}

function totalDiffers({ expectedTotal }: Request, { price, currency }: PricedOrder): boolean {
  return (
    expectedTotal !== undefined &&
    (expectedTotal.amount !== price.totalMinor || expectedTotal.currency !== currency)
  )
}

async function priceChanged(ctx: OrdersCtx, priced: PricedOrder): Promise<PlaceOrderAnswer> {
  return { kind: 'price_changed', quote: await quotePriced(ctx, priced) }
}

/** The rows that were just written. */
type Fresh = { order: Order; lines: OrderLine[]; payment: Payment; waits: boolean }

type Reservation =
  | ({ kind: 'reserved' } & Fresh)
  | { kind: 'known'; order: Order }
  | { kind: 'short'; available: Map<string, number> }

/** A number is already taken about once in a hundred million orders, and another buyer takes the last units at most once. */
const MAX_TRIES = 5

/**
 * One transaction: the order with its lines and first event, then the payment's note, and the stock last, because its lock
 * must be short.
 */
async function reserve(
  ctx: OrdersCtx,
  request: AdmittedRequest,
  priced: PricedOrder,
  known: Order | null,
): Promise<Reservation> {
  let waits = false
  for (let round = 0; ; round++) {
    const how = { round, mayWait: waits }
    try {
      const fresh = known
        ? await reopen(ctx, request, known, how)
        : await writeAndHold(ctx, request, priced, how)
      return { kind: 'reserved', ...fresh }
    } catch (error) {
      if (error instanceof Short) {
        // An order is looked at again only when everything that is missing is sold beyond its stock.
        if (waits || !(await mayAllWait(ctx, priced, error.available)))
          return { kind: 'short', available: error.available }
        waits = true
        continue
      }
      const winner =
        isConflictOn(error, 'orders_pkey') || known ? await readOrder(ctx.db, request.orderId) : null
      if (winner && !mayReopen(winner)) return { kind: 'known', order: winner }
      if (isLockTimeout(error))
        throw new Refusal(
          'order_in_progress',
          'This order is being placed right now. Ask again in a moment.',
          [],
          1,
        )
      const again = isConflictOn(error, 'orders_number_unique') || isDeadlock(error)
      if (!again || round === MAX_TRIES) throw error
    }
  }
}

/** While older processes run beside this one, nothing waits: they do not know of orders of which a part waits. */
const mayAllWait = async (ctx: OrdersCtx, { lines }: PricedOrder, available: ReadonlyMap<string, number>) =>
  env().warehouse.parcels !== 'one' &&
  mayWait(
    ctx.db,
    lines.flatMap(({ variantId, quantity }) => {
      const missing = quantity - (available.get(variantId) ?? quantity)
      return missing > 0 ? [{ variantId, quantity: missing }] : []
    }),
  )

/** `round`: how often it was tried before. `mayWait`: what is not on a shelf may wait for stock. */
type How = { round: number; mayWait: boolean }

/** Rolls the transaction back: an order that cannot be filled leaves no trace. */
class Short extends Error {
  readonly available: Map<string, number>
  constructor(available: Map<string, number>) {
    super('short of stock')
    this.available = available
  }
}

async function writeAndHold(
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
        amount: { amount: priced.price.totalMinor, currency: priced.currency },
        method: request.payment?.method ?? NOTHING_TO_PAY,
        customer: request.providerCustomer,
        parties,
        at,
      }),
      beginAttempt(tx, { orderId: request.orderId, parties, lines, at }),
      spendTurns(tx, request.orderId, request.turns, request.holder),
      hold(tx, request.orderId, lines, how),
    ])
    await fault('place.in')
    return { order, lines, payment, waits: how.mayWait }
  })
}

/** No charge was sent to the provider, so the same order is tried again at the price it was placed at. */
async function reopen(ctx: OrdersCtx, request: AdmittedRequest, before: Order, how: How): Promise<Fresh> {
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
    const payment = await initiatePayment(transaction.tx, {
      orderId: order.id,
      amount: { amount: order.totalMinor, currency: order.currency },
      method: request.payment?.method ?? NOTHING_TO_PAY,
      customer: request.providerCustomer,
      parties,
      at,
    })
    await beginAttempt(transaction.tx, { orderId: order.id, parties, lines, at })
    await spendTurns(transaction.tx, order.id, request.turns, request.holder)
    await hold(transaction.tx, order.id, lines, how)
    return { order, lines, payment, waits: how.mayWait }
  })
}

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

/** Settles the order but answers in time: this process waits for a slow bank, and the shopper does not. */
async function chargeAndAnswer(ctx: OrdersCtx, order: Order, fresh: Fresh | null): Promise<PlaceOrderAnswer> {
  const settling = settleOrder(ctx, order.id, fresh).catch(error => {
    ctx.log.error(
      { orderId: order.id, error: String(error) },
      'settling was cut short; the sweeper will go on',
    )
    return null
  })
  ctx.goOn?.(settling)
  const settled = await withinMs(settling, ctx.answerWithinMs ?? env().ANSWER_WITHIN_MS)
  if (!settled) return processingAnswer(ctx.db, order, { fresh })
  if (mayReopen(settled)) return refusedOrder(ctx, 'afterReserving', ctx.gateway.restSeconds() ?? 5)
  return answerFor(ctx.db, settled, { fresh })
}

function outOfStock(priced: PricedOrder, available: ReadonlyMap<string, number>): PlaceOrderAnswer {
  const lines = priced.lines.flatMap(({ variantId, sku, name, quantity }) => {
    const left = available.get(variantId)
    return left === undefined || left >= quantity ? [] : [{ sku, name, requested: quantity, available: left }]
  })
  return { kind: 'out_of_stock', lines }
}
