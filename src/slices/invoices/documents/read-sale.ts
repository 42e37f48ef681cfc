import type { DbOrTx } from '#platform/db/client.ts'
import { cardWords } from '#platform/fields/card-words.ts'
import { env } from '#platform/lib/env.ts'
import { demoNote, type Seller } from '#platform/lib/seller.ts'
import { billingAddress } from '#slices/business/billing.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { regionName } from '#slices/customers/addresses/address-forms.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import { addressAt } from '#slices/orders/delivery/address-at.ts'
import { creditOf, type Order } from '#slices/orders/order.ts'
import { type OrderLine, type RecordedEvent, readEvents, readOrderWithLines } from '#slices/orders/queries.ts'
import { paidWithOf } from '#slices/orders/sums.ts'
import { type Payment, readPayment } from '#slices/payments/queries.ts'
import { paidWords } from '#slices/pricing/paid-words.ts'
import { shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'
import type { DocumentSeller, InvoiceContent } from './content.ts'
import { type Sold, soldOf, taxesOfSale } from './sold.ts'

/** A confirmed order with all that its documents are made of. */
export type Sale = {
  order: Order & { confirmedAt: Date }
  lines: OrderLine[]
  events: RecordedEvent[]
  payment: Payment | null
  sold: Sold
}

/** Null when there is no such order, or it was never confirmed: then nothing was sold. */
export async function readSale(db: DbOrTx, orderId: string): Promise<Sale | null> {
  const [found, payment, events] = await Promise.all([
    readOrderWithLines(db, orderId),
    readPayment(db, orderId),
    readEvents(db, orderId),
  ])
  const { order: current, lines } = found ?? {}
  if (!current?.confirmedAt || !lines) return null
  // The buyer's address and the country whose tax it is stay those of the purchase: the parcel may go elsewhere later.
  const order = { ...current, confirmedAt: current.confirmedAt, shippingAddress: addressAt(events, 1) }
  return { order, lines, events, payment, sold: soldOf(order, lines) }
}

export function invoiceContentOf({ order, lines, payment, sold }: Sale): InvoiceContent {
  return {
    ...frozenOf(order),
    taxes: taxesOfSale(sold, order, lines),
    lines: lines.map(line => ({
      sku: line.sku,
      name: itemName(line.name, line.options),
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
      totalMinor: line.totalMinor,
    })),
    subtotalMinor: order.subtotalMinor,
    deliveryMinor: order.shippingMinor,
    deliveredBy: deliveryWords(order),
    discounts: (order.discounts ?? []).map(({ name, code, amountMinor }) => ({ name, code, amountMinor })),
    totalMinor: order.totalMinor,
    paid: {
      at: order.confirmedAt.toISOString(),
      by: paidWords(paidWithOf(order), cardWords(payment)),
      ...(order.paidWith && { creditMinor: creditOf(order) }),
    },
  }
}

/** What every document of the order says, whatever it is about. */
export function frozenOf(order: Order) {
  return {
    seller: sellerNow(env().seller),
    ...partiesOf(order),
    country: order.shippingAddress.country,
    order: { number: order.number, placedAt: order.placedAt.toISOString() },
    currency: order.currency,
    taxIncluded: order.taxIncluded,
  }
}

function sellerNow(seller: Seller): DocumentSeller {
  const { name, address, vatNumber, companyNumber } = seller
  return { name, address, vatNumber, companyNumber, note: demoNote(seller) }
}

/** The billed party: the company before its address, which is that of the delivery unless another was named. */
function partiesOf({ billing, shippingAddress }: Order) {
  const { company, vatId } = billing ?? {}
  const other = billingAddress(billing)
  const delivered = addressLines(shippingAddress)
  return {
    billedTo: [...(company ? [company] : []), ...(other ? addressLines(other) : delivered)],
    ...(other && { deliveredTo: delivered }),
    ...(vatId && { buyer: { vatId } }),
  }
}

function addressLines({ name, line1, line2, city, region, postalCode, country }: Address): string[] {
  const town = [city, regionName(country, region), postalCode].filter(Boolean).join(', ')
  return [name, line1, line2 ?? '', town, countryByCode(country)?.name ?? country].filter(Boolean)
}

function deliveryWords({ shippingAddress, shippingMethod }: Order): string {
  const zone = countryByCode(shippingAddress.country)?.zone
  const method = zone && shippingMethodsFor(zone).find(({ code }) => code === shippingMethod)
  return method ? `${method.name} delivery, ${method.carrier}` : shippingMethod
}
