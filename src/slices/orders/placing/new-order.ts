import { v7 as uuidv7 } from 'uuid'
import { assert } from '#platform/lib/assert.ts'
import { env } from '#platform/lib/env.ts'
import type { Holder } from '#slices/inventory/line-holder.ts'
import type { Ticket } from '#slices/inventory/waiting-line.ts'
import type { Given } from '#slices/pricing/discounts.ts'
import type { PricedLine } from '#slices/pricing/price.ts'
import type { PricedOrder } from '#slices/pricing/price-order.ts'
import type { OrderDiscount, OrderEvent } from '../events.ts'
import { orderNumber } from '../order-number.ts'
import type { OrderLine } from '../queries.ts'
import type { PlaceOrderInput } from './place-order-input.ts'

/** The order's input and its buyer. */
export type Request = PlaceOrderInput & {
  customerId: string | null
  inputHash: string
}

/** The request with its turns in the lines of launches, which it uses up, and the provider's customer where a kept card is concerned. */
export type AdmittedRequest = Request & {
  turns: readonly Ticket[]
  holder: Holder
  providerCustomer: string | null
}

/** The first event of an order: everything its row holds at first. */
export function placedEvent(
  request: Request,
  { lines, method, currency, price, paidWith }: PricedOrder,
  at: Date,
  round: number,
): OrderEvent & { type: 'order.placed' } {
  return {
    type: 'order.placed',
    data: {
      number: orderNumber(request.orderId, round),
      inputHash: request.inputHash,
      customerId: request.customerId,
      email: request.email,
      shippingAddress: request.shippingAddress,
      ...(request.billing && { billing: request.billing }),
      shippingMethod: method.code,
      locale: request.locale,
      currency,
      subtotalMinor: price.subtotalMinor,
      shippingMinor: price.deliveryMinor,
      discountMinor: price.discountMinor,
      taxMinor: price.taxMinor,
      taxIncluded: price.taxIncluded,
      taxes: price.taxes,
      ...(price.discounts.length > 0 && { discounts: price.discounts.map(frozen) }),
      ...(paidWith.length > 0 && { paidWith }),
      totalMinor: price.totalMinor,
      units: lines.reduce((sum, line) => sum + line.quantity, 0),
      expiresAt: holdUntil(at, env().HOLD_SECONDS),
    },
  }
}

/** The end of the stock hold, as events write it. */
export const holdUntil = (at: Date, seconds: number): string =>
  new Date(at.getTime() + seconds * 1_000).toISOString()

const frozen = ({ promotion, amountMinor, deliveryMinor }: Given): OrderDiscount => ({
  promotionId: promotion.id,
  version: promotion.version,
  name: promotion.name,
  code: promotion.code,
  codeId: promotion.codeId,
  amountMinor,
  deliveryMinor,
})

/** The lines as they are sold: name, price, tax and discount stay as they are now. */
export function newLines(orderId: string, { lines, price }: PricedOrder): OrderLine[] {
  return lines.map((line, position) => ({
    id: uuidv7(),
    orderId,
    position,
    variantId: line.variantId,
    sku: line.sku,
    name: line.name,
    options: line.options,
    imageUrl: line.imageUrl,
    quantity: line.quantity,
    cancelled: 0,
    resent: 0,
    unitPriceMinor: line.unitPriceMinor,
    totalMinor: line.totalMinor,
    ...taxOf(price.lines[position]),
  }))
}

function taxOf(line: PricedLine | undefined) {
  assert(line, 'each line is priced')
  const { rateBasisPoints, discountMinor, taxMinor, treatment } = line
  return { taxRateBasisPoints: rateBasisPoints, discountMinor, taxMinor, taxTreatment: treatment }
}
