import { and, eq, inArray, lt, ne, or, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { effectOf } from '#platform/jobs/effects.ts'
import { readPage } from '#platform/lib/pages.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { regionName } from '#slices/customers/addresses/address-forms.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import { hasAccount } from '#slices/customers/queries.ts'
import { readWaiting } from '#slices/inventory/waiting/queries.ts'
import { carrierUrl } from '#slices/orders/delivery/carriers.ts'
import { nextActionOf, summaryOf } from '#slices/orders/placing/answer-for.ts'
import { type Dispute, readDisputes } from '#slices/payments/dispute.ts'
import { blockingStates } from '#slices/payments/dispute-states.ts'
import { readPayment } from '#slices/payments/queries.ts'
import { refundUnderWay } from '#slices/payments/refund-queries.ts'
import { shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'
import { readPromisesOfOrder } from '#slices/promises/queries.ts'
import type { OrderEvent } from '../events.ts'
import { isStillOpen } from '../is-still-open.ts'
import type { Order } from '../order.ts'
import { type RecordedEvent, readEvents, readLines, readOrder } from '../queries.ts'
import { orderLines, orders } from '../schema.ts'
import type { OrderListItem, OrderStatus } from './order-answers.ts'
import { exceptionOf, expectationOf, parcelsOf, stepsOf } from './shopper-parcels.ts'
import { trackingTokenFits, trackingTokenOf } from './tracking-token.ts'

/** The key to an order: its tracking token, the buyer's own account, or a staff account. */
export type OrderKey = { token?: string | undefined; customerId: string | null; isStaff: boolean }

/** The order's id if the key opens it. Otherwise null, whether the order exists or not. */
export async function openOrder(db: DbOrTx, orderId: string, key: OrderKey) {
  const order = await readOrder(db, orderId)
  if (!order) return null
  return key.isStaff || isOwn(order, key) ? order : null
}

/** The key is the buyer's own account, or the order's tracking token. */
export const isOwn = (order: Pick<Order, 'id' | 'customerId'>, key: OrderKey): boolean =>
  isOfAccount(order, key) || (key.token !== undefined && trackingTokenFits(order.id, key.token))

export const isOfAccount = (order: Pick<Order, 'customerId'>, { customerId }: OrderKey): boolean =>
  customerId !== null && order.customerId === customerId

/** Everything on the status page, or null when the key does not fit. */
export async function orderStatus(
  db: DbOrTx,
  orderId: string,
  key: OrderKey,
  now: Date,
): Promise<OrderStatus | null> {
  const order = await openOrder(db, orderId, key)
  if (!order) return null
  const [
    lines,
    events,
    payment,
    invoice,
    nextAction,
    underWayMinor,
    disputes,
    withAccount,
    promises,
    waiting,
  ] = await Promise.all([
    readLines(db, orderId),
    readEvents(db, orderId),
    readPayment(db, orderId),
    effectOf(db, orderId, 'invoices.render'),
    nextActionOf(db, order),
    refundUnderWay(db, orderId),
    readDisputes(db, orderId),
    hasAccount(db, order.customerId),
    readPromisesOfOrder(db, orderId),
    readWaiting(db, [orderId]),
  ])
  const country = countryByCode(order.shippingAddress.country)
  const methods = shippingMethodsFor(country?.zone ?? 'world')
  const method = methods.find(candidate => candidate.code === order.shippingMethod)
  const money = (amount: number) => ({ amount, currency: order.currency })
  const summary = summaryOf(order, lines, waiting)
  return {
    ...summary,
    lines: summary.lines.map((line, index) => ({ ...line, cancelled: lines[index]?.cancelled ?? 0 })),
    money: order.money,
    delivery: order.delivery,
    shippingAddress: order.shippingAddress,
    regionName: regionName(order.shippingAddress.country, order.shippingAddress.region) ?? null,
    shippingMethod: order.shippingMethod,
    shippingMethodName: method?.name ?? order.shippingMethod,
    ...expectationOf(order, events, { promises, now }),
    subtotal: money(order.subtotalMinor),
    shipping: money(order.shippingMinor),
    tax: money(order.taxMinor),
    taxName: country?.tax.name ?? 'Tax',
    taxIncluded: order.taxIncluded,
    refunded: money(order.refundedMinor),
    refunds: sentBack(events).map(({ amountMinor, at }) => ({ amount: money(amountMinor), at })),
    moneyHeld: whyHeld(order, disputes, underWayMinor),
    card:
      payment?.cardBrand && payment.cardLast4 ? { brand: payment.cardBrand, last4: payment.cardLast4 } : null,
    recall: order.recall,
    carrier: order.carrier,
    trackingNumber: order.trackingNumber,
    carrierUrl: carrierUrl(order.carrier, order.trackingNumber),
    parcels: parcelsOf(events, lines, { promises, isWaiting: waiting.length > 0 }),
    exception: exceptionOf(order, events),
    nextAction,
    endReason: order.endReason,
    invoiceReady: invoice !== null,
    timeline: stepsOf(events),
    isGuest: !withAccount,
    mayChange: isOwn(order, key) && isStillOpen(order),
  }
}

function whyHeld(
  order: Order,
  disputes: readonly Dispute[],
  underWayMinor: number,
): OrderStatus['moneyHeld'] {
  if (order.state !== 'cancelled' || !order.confirmedAt || order.money === 'refunded') return null
  if (disputes.some(({ state }) => blockingStates.includes(state))) return 'disputed'
  return underWayMinor > 0 ? null : 'with_bank'
}

/** Each sum that went back and stayed there, oldest first. */
function sentBack(events: readonly RecordedEvent[]): { amountMinor: number; at: Date }[] {
  // Type and data were written together from one OrderEvent, which the column types do not express.
  const history = events as readonly (OrderEvent & { at: Date })[]
  const cameBack = new Set(
    history.flatMap(event => (event.type === 'order.refund_failed' ? [event.data.refundId] : [])),
  )
  return history.flatMap(event =>
    (event.type === 'order.refunded' || event.type === 'order.late_payment_returned') &&
    !cameBack.has(event.data.refundId)
      ? [{ amountMinor: event.data.amountMinor, at: event.at }]
      : [],
  )
}

const PAGE = 20
const PICTURES = 4

export type HistoryCursor = { placedAt: Date; id: string }

/** A customer's orders, newest first, one page at a time. */
export async function ordersOf(
  db: DbOrTx,
  customerId: string,
  cursor: HistoryCursor | null,
): Promise<{ orders: OrderListItem[]; nextCursor: HistoryCursor | null }> {
  const older = cursor
    ? or(
        lt(orders.placedAt, cursor.placedAt),
        and(eq(orders.placedAt, cursor.placedAt), lt(orders.id, cursor.id)),
      )
    : undefined
  const listed = {
    id: orders.id,
    number: orders.number,
    state: orders.state,
    money: orders.money,
    delivery: orders.delivery,
    totalMinor: orders.totalMinor,
    currency: orders.currency,
    units: orders.units,
    placedAt: orders.placedAt,
  }
  const { rows, next } = await readPage(
    PAGE,
    most =>
      db
        .select(listed)
        .from(orders)
        .where(and(eq(orders.customerId, customerId), ne(orders.state, 'declined'), older))
        // The order is written exactly as the index has it. Without NULLS LAST the planner would sort instead of reading the index.
        .orderBy(sql`${orders.placedAt} desc nulls last`, sql`${orders.id} desc nulls last`)
        .limit(most),
    ({ placedAt, id }) => ({ placedAt, id }),
  )
  const pictures = rows.length
    ? await picturesOf(
        db,
        rows.map(order => order.id),
      )
    : new Map<string, string[]>()
  return {
    orders: rows.map(({ totalMinor, currency, ...order }) => ({
      ...order,
      total: { amount: totalMinor, currency },
      imageUrls: pictures.get(order.id) ?? [],
      trackingToken: trackingTokenOf(order.id),
    })),
    nextCursor: next,
  }
}

async function picturesOf(db: DbOrTx, orderIds: string[]): Promise<Map<string, string[]>> {
  const lines = await db
    .select({ orderId: orderLines.orderId, imageUrl: orderLines.imageUrl })
    .from(orderLines)
    .where(and(inArray(orderLines.orderId, orderIds), lt(orderLines.position, PICTURES)))
    .orderBy(orderLines.orderId, orderLines.position)
  const pictures = new Map<string, string[]>()
  for (const { orderId, imageUrl } of lines)
    if (imageUrl) pictures.set(orderId, [...(pictures.get(orderId) ?? []), imageUrl])
  return pictures
}

/** The address of the customer's last parcel, to save typing. */
export async function lastAddressOf(
  db: DbOrTx,
  customerId: string,
): Promise<{ shippingAddress: Address; email: string } | null> {
  const [last] = await db
    .select({ shippingAddress: orders.shippingAddress, email: orders.email })
    .from(orders)
    .where(eq(orders.customerId, customerId))
    .orderBy(sql`${orders.placedAt} desc nulls last`)
    .limit(1)
  return last ?? null
}

/**
 * For a shopper who lost the mail: number and email together open the order. If one of them is wrong, the answer does not
 * say which.
 */
export async function findOrder(
  db: DbOrTx,
  wanted: { number: string; email: string },
): Promise<{ orderId: string; token: string } | null> {
  const [order] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.number, wanted.number), eq(orders.email, wanted.email)))
  return order ? { orderId: order.id, token: trackingTokenOf(order.id) } : null
}
