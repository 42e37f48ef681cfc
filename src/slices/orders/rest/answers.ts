import type { Money } from '#platform/fields/money.ts'
import { unreachable } from '#platform/lib/assert.ts'
import type { Billing } from '#slices/business/billing.ts'
import { unitsThatWait } from '#slices/inventory/waiting/queries.ts'
import type { OrderSummary } from '#slices/orders/shop/order-answers.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { promisedDays } from '#slices/pricing/arrival-days.ts'
import {
  type Discount,
  type PaidPart,
  type PricedLine,
  pricedLineOf,
  type Quote,
  type Waiting,
} from '#slices/pricing/quote.ts'
import type { ParcelPromise } from '#slices/promises/promise.ts'
import { carrierUrl } from '../delivery/carriers.ts'
import { type ExceptionKind, shownState } from '../delivery/exceptions.ts'
import type { Parcel } from '../delivery/parcels.ts'
import type { OrderWithParcels } from '../delivery/read-parcels.ts'
import type { Order } from '../order.ts'
import type { OrderLine } from '../queries.ts'
import { discountsOf, paidWithOf, taxesOf } from '../sums.ts'
import type { OrderRestStatus } from './schemas.ts'

/** The answer to placing an order. */
export function placedAnswerOf(order: OrderSummary, status: OrderRestStatus) {
  const { id, number, total, trackingToken, placedAt, taxes } = order
  const lines = order.lines.map(line => ({ ...lineAnswerOf(line), ...lateOf(line.waiting) }))
  return {
    id,
    number,
    status,
    total,
    discounts: order.discounts.map(discountAnswerOf),
    taxes,
    paidWith: order.paidWith.map(paidAnswerOf),
    ...billingOf(order),
    lines,
    trackingToken,
    placedAt: placedAt.toISOString(),
  }
}

export function quoteAnswerOf(quote: Quote) {
  const { subtotal, shipping, discount, tax, taxName, taxRateBasisPoints, taxIncluded, total } = quote
  const { discounts, taxes } = quote
  const lines = quote.lines.map(line => ({
    ...lineAnswerOf(line),
    available: line.available,
    ...lateOf(line.waiting),
  }))
  return {
    lines,
    shippingMethod: quote.method,
    shippingMethods: quote.methods.map(({ after: _, ...method }) => method),
    subtotal,
    shipping,
    discount,
    discounts: discounts.map(discountAnswerOf),
    tax,
    taxes,
    taxName,
    taxRateBasisPoints,
    taxIncluded,
    total,
    paidWith: quote.paidWith.map(paidAnswerOf),
    ...billingOf(quote),
    ...(quote.vat && { vat: quote.vat }),
  }
}

/** The current state of an order. Name, address and email are left out: the reader knows them or must not know them. Of the billing the company and its VAT id stay. */
export function orderAnswerOf({ order, lines, parcels, promises, waiting }: OrderWithParcels) {
  const money = (amount: number): Money => ({ amount, currency: order.currency })
  return {
    id: order.id,
    number: order.number,
    status: statusOf(order),
    money: order.money,
    delivery: order.delivery,
    subtotal: money(order.subtotalMinor),
    shipping: money(order.shippingMinor),
    discount: money(order.discountMinor),
    discounts: discountsOf(order).map(discountAnswerOf),
    tax: money(order.taxMinor),
    taxes: taxesOf(order, lines),
    taxIncluded: order.taxIncluded,
    total: money(order.totalMinor),
    paidWith: paidWithOf(order).map(paidAnswerOf),
    ...businessOf(order),
    refunded: money(order.refundedMinor),
    lines: lines.map(line => ({
      ...lineAnswerOf(pricedLineOf(line, order.currency)),
      cancelled: line.cancelled,
      ...lateOf(unitsThatWait(waiting, line.id)),
    })),
    carrier: order.carrier,
    trackingNumber: order.trackingNumber,
    parcels: parcels.map(parcel => parcelAnswerOf(order, lines, parcel, promises.get(parcel.id))),
    trackingToken: trackingTokenOf(order.id),
    placedAt: order.placedAt.toISOString(),
  }
}

const billingOf = ({ billing }: { billing: Billing | null }) => billing && { billing }

function businessOf({ billing }: Pick<Order, 'billing'>) {
  const { company, vatId } = billing ?? {}
  return (company || vatId) && { billing: { ...(company && { company }), ...(vatId && { vatId }) } }
}

/** A promotion that needed no code names none. */
const discountAnswerOf = ({ name, code, amount }: Discount) => ({
  name,
  ...(code !== null && { code }),
  amount,
})

const paidAnswerOf = ({ kind, amount }: PaidPart) => ({ kind, amount })

/** Without the picture, which programs have from the catalogue. */
function lineAnswerOf({ sku, name, options, quantity, unitPrice, total, discount }: PricedLine) {
  return { sku, name, options, quantity, unitPrice, total, discount }
}

/** The units of a line that wait for stock, and the day on which it is expected. */
const lateOf = (line: Waiting | null) => line && { waiting: line.units, expectedOn: line.expectedOn }

/** A parcel as programs read it. `lines` are those of its order. */
export function parcelAnswerOf<Warehouse extends string | null>(
  order: Order,
  lines: readonly OrderLine[],
  parcel: Omit<Parcel, 'warehouse' | 'warehouseId' | 'state'> & {
    warehouse: Warehouse
    state: Parcel['state'] | ExceptionKind
  },
  promise: ParcelPromise | undefined,
) {
  const { id, warehouse, carrier, trackingNumber } = parcel
  const skus = new Map(lines.map(line => [line.id, line.sku]))
  return {
    id,
    state: shownState(parcel),
    warehouse,
    carrier,
    trackingNumber,
    trackingUrl: carrierUrl(carrier, trackingNumber),
    promisedBy: promise?.latest ?? promisedDays(order).latest,
    firstPromisedBy: promise?.firstBy ?? promisedDays(order).latest,
    lines: parcel.lines.flatMap(({ lineId, quantity }) => {
      const sku = skus.get(lineId)
      return sku ? [{ sku, quantity }] : []
    }),
    insteadOf: parcel.insteadOf ?? null,
  }
}

/** Programs wait for `confirmed`, so it does not change when the parcel arrives. */
function statusOf(order: Pick<Order, 'state' | 'money'>): OrderRestStatus {
  switch (order.state) {
    case 'reserved':
      return order.money === 'requires_action' ? 'requires_action' : 'processing'
    case 'confirmed':
    case 'completed':
      return 'confirmed'
    case 'declined':
    case 'expired':
    case 'cancelled':
      return order.state
    default:
      return unreachable(order.state)
  }
}
