import { isConflictOn, isDeadlock, isLockTimeout } from '#platform/db/database-errors.ts'
import { type Money, SHOP_CURRENCY } from '#platform/fields/money.ts'
import { env } from '#platform/lib/env.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { withinMs } from '#platform/lib/within-ms.ts'
import { admitBuyer } from '#slices/inventory/admit-buyer.ts'
import { holderOf } from '#slices/inventory/line-holder.ts'
import { mayWait } from '#slices/inventory/waiting/join-line.ts'
import type { PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'
import { customerToCharge } from '#slices/payments/cards/customer-to-charge.ts'
import { refusedOrder } from '#slices/payments/refused-orders.ts'
import { NO_MEANS, readMeans } from '#slices/pricing/means.ts'
import { mergeLines, type PricedOrder, priceOrder, refuseUnusedCodes } from '#slices/pricing/price-order.ts'
import { quotePriced } from '#slices/pricing/quote-order.ts'
import { mayReopen, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readOrder } from '../queries.ts'
import { settleOrder } from '../settle-order.ts'
import { answerFor, processingAnswer } from './answer-for.ts'
import type { Buyer } from './buyer.ts'
import { CreditGone } from './hold-credit.ts'
import { PromotionsGone, promotedBuyer } from './hold-promotions.ts'
import type { AdmittedRequest, Request } from './new-order.ts'
import { PAYMENT } from './place-order-fields.ts'
import type { PlaceOrderInput } from './place-order-input.ts'
import { type Fresh, reopen, Short, writeAndHold } from './write-order.ts'

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
  const pricing = priceOrder(
    ctx.db,
    { ...request, country: request.shippingAddress.country },
    { at: ctx.now(), buyer: promotedBuyer(ctx.db, request), means: meansOf(ctx, request) },
  )
  pricing.catch(() => {})
  const known = await readOrder(ctx.db, request.orderId)
  if (known && !mayReopen(known)) return replay(ctx, request, known)

  if (known) assertSameInput(request, known)
  const priced = await pricing
  const restSeconds = ctx.gateway.restSeconds()
  if (restSeconds !== null && priced.dueMinor > 0) return refusedOrder(ctx, 'atTheDoor', restSeconds)
  refuseUnpaid(request, priced)
  const isRefused = priced.unusedCodes.length > 0 || priced.unusedGiftCards.length > 0
  if (isRefused || totalDiffers(request, priced)) {
    // The same request, sent twice at once, may have used the code or the card up itself: then that order is the answer.
    const twin = known ? null : await readOrder(ctx.db, request.orderId)
    if (twin && !mayReopen(twin)) return replay(ctx, request, twin)
  }
  refuseUnusedCodes(priced)
  if (totalDiffers(request, priced)) return priceChanged(ctx, priced)
  const holder = holderOf({ ...buyer, address: ctx.address })
  const turns = await admitBuyer(ctx, priced.lines, { tickets: buyer.tickets ?? [], holder })

  const providerCustomer = await providerCustomerOf(ctx, request, buyer)

  await fault('place.before-reserve')
  const reserved = await reserve(ctx, { ...request, turns, holder, providerCustomer }, priced, known)
  switch (reserved.kind) {
    case 'short':
      return outOfStock(priced, reserved.available)
    case 'gone':
      return promotionsGone(ctx, request, priced, reserved.promotionIds)
    case 'credit_gone':
      throw creditGone(priced, reserved.accountIds)
    case 'known':
      return replay(ctx, request, reserved.order)
    case 'reserved':
      await fault('place.reserved')
      return chargeAndAnswer(ctx, reserved.order, reserved)
  }
}

function refuseUnpaid({ payment }: Request, { dueMinor }: PricedOrder) {
  if (!payment && dueMinor > 0)
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

function totalDiffers(
  { expectedTotal, expectedDue }: Request,
  { price, dueMinor, currency }: PricedOrder,
): boolean {
  const differs = (expected: Money | undefined, amount: number) =>
    expected !== undefined && (expected.amount !== amount || expected.currency !== currency)
  return differs(expectedTotal, price.totalMinor) || differs(expectedDue, dueMinor)
}

async function priceChanged(ctx: OrdersCtx, priced: PricedOrder): Promise<PlaceOrderAnswer> {
  return { kind: 'price_changed', quote: await quotePriced(ctx, priced) }
}

/** Between the price and the reservation others used it up. A code is refused; what needed none is priced again without it. */
async function promotionsGone(
  ctx: OrdersCtx,
  request: Request,
  priced: PricedOrder,
  promotionIds: readonly string[],
): Promise<PlaceOrderAnswer> {
  const gone = priced.price.discounts.filter(({ promotion }) => promotionIds.includes(promotion.id))
  const code = gone.find(({ promotion }) => promotion.code !== null)?.promotion.code
  if (code) {
    const message = `The code ${code} was used up a moment ago.`
    throw new Refusal('code_gone', message, [{ path: 'codes', message }])
  }
  const { country } = request.shippingAddress
  const rules = {
    at: ctx.now(),
    buyer: promotedBuyer(ctx.db, request),
    means: meansOf(ctx, request),
  }
  return priceChanged(ctx, await priceOrder(ctx.db, { ...request, country }, rules))
}

/** Between the price and the reservation it was spent elsewhere. */
function creditGone({ paidWith }: PricedOrder, accountIds: readonly string[]): Refusal {
  const gone = paidWith.find(({ accountId }) => accountIds.includes(accountId))
  const what = gone?.codeEnd ? `The gift card that ends in ${gone.codeEnd}` : 'Your store credit'
  const message = `${what} has less than a moment ago. Look at the sums again.`
  return new Refusal('code_gone', message, [{ path: 'giftCards', message }])
}

/** An order that only its card pays asks for nothing here. */
const meansOf = (ctx: OrdersCtx, request: Request) =>
  request.giftCards || request.storeCredit ? readMeans(ctx, request, SHOP_CURRENCY) : NO_MEANS

type Reservation =
  | ({ kind: 'reserved' } & Fresh)
  | { kind: 'known'; order: Order }
  | { kind: 'short'; available: Map<string, number> }
  | { kind: 'gone'; promotionIds: readonly string[] }
  | { kind: 'credit_gone'; accountIds: readonly string[] }

/** A number is already taken about once in a hundred million orders, and another buyer takes the last units at most once. */
const MAX_TRIES = 5

/** Writes the order and holds what it needs, once more where another buyer or another order was in the way. */
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
      if (error instanceof CreditGone) return { kind: 'credit_gone', accountIds: error.accountIds }
      if (error instanceof PromotionsGone) return { kind: 'gone', promotionIds: error.promotionIds }
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
