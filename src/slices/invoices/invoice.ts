import type { DbOrTx } from '#platform/db/client.ts'
import { cardWords } from '#platform/fields/card-words.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { formatMoney, SHOP_LOCALE } from '#platform/ui/format.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { regionName } from '#slices/customers/addresses/address-forms.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import { addressAt } from '#slices/orders/delivery/address-at.ts'
import type { Order } from '#slices/orders/order.ts'
import { type OrderLine, readEvents, readOrderWithLines } from '#slices/orders/queries.ts'
import { paidWithOf, taxGroups } from '#slices/orders/sums.ts'
import { readPayment } from '#slices/payments/queries.ts'
import { paidWords } from '#slices/pricing/paid-words.ts'
import { shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'

/** The kind of the note that the invoice is drawn and stored; its `ref` is the file's key. */
export const INVOICE_EFFECT = 'invoices.render'

/** An invoice ready to draw: every amount in words, every text as typed. */
export type Invoice = {
  number: string
  /** The time of the order's confirmation: the date of the document and of the file. */
  issuedAt: Date
  issuedOn: string
  orderedOn: string
  billedTo: string[]
  /** The country of delivery (ISO 3166). It decides the form of Chinese characters. */
  country: string
  deliveredBy: string
  lines: InvoiceLine[]
  /** The amounts that add up to the total. */
  totals: Sum[]
  total: string
  /** The net amount and the tax when the total includes the tax. */
  within: Sum[]
  /** The tax note, in one sentence. */
  taxNote: string
  paidWith: string
}

type Sum = { label: string; amount: string }

export type InvoiceLine = { name: string; sku: string; quantity: string; unitPrice: string; total: string }

/** Null when there is no such order, or it was never confirmed. */
export async function readInvoice(db: DbOrTx, orderId: string): Promise<Invoice | null> {
  const [found, payment, events] = await Promise.all([
    readOrderWithLines(db, orderId),
    readPayment(db, orderId),
    readEvents(db, orderId),
  ])
  const { order: current, lines } = found ?? {}
  if (!current?.confirmedAt || !lines) return null
  // `billedTo` and the country whose tax it names stay those of the purchase: the parcel may go elsewhere later, and the document
  // that was sent must not change when it is drawn again.
  const order = { ...current, shippingAddress: addressAt(events, 1) }
  const issuedAt = current.confirmedAt
  return {
    number: order.number,
    issuedAt,
    issuedOn: day(issuedAt),
    orderedOn: day(order.placedAt),
    billedTo: addressLines(order),
    country: order.shippingAddress.country,
    deliveredBy: deliveryWords(order),
    lines: lines.map(line => invoiceLine(line, order.currency)),
    ...totalsOf(order, lines),
    paidWith: `Paid on ${day(issuedAt)} by ${paidWords(paidWithOf(order), cardWords(payment))}. Nothing is left to pay.`,
  }
}

function day(at: Date): string {
  return new Intl.DateTimeFormat(SHOP_LOCALE, { dateStyle: 'long', timeZone: SHOP_TIME_ZONE }).format(at)
}

function addressLines({ shippingAddress }: Order): string[] {
  const { name, line1, line2, city, region, postalCode, country } = shippingAddress
  const town = [city, regionName(country, region), postalCode].filter(Boolean).join(', ')
  return [name, line1, line2 ?? '', town, countryByCode(country)?.name ?? country].filter(Boolean)
}

function deliveryWords({ shippingAddress, shippingMethod }: Order): string {
  const zone = countryByCode(shippingAddress.country)?.zone
  const method = zone && shippingMethodsFor(zone).find(({ code }) => code === shippingMethod)
  return method ? `${method.name} delivery, ${method.carrier}` : shippingMethod
}

function invoiceLine(line: OrderLine, currency: string): InvoiceLine {
  return {
    name: itemName(line.name, line.options),
    sku: line.sku,
    quantity: new Intl.NumberFormat(SHOP_LOCALE).format(line.quantity),
    unitPrice: formatMoney(line.unitPriceMinor, currency),
    total: formatMoney(line.totalMinor, currency),
  }
}

function totalsOf(
  order: Order,
  lines: readonly OrderLine[],
): Pick<Invoice, 'totals' | 'total' | 'within' | 'taxNote'> {
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency)
  const groups = taxGroups(order, lines)
  const tax = groups[0]?.name ?? 'Tax'
  const totals = [
    { label: 'Goods', amount: money(order.subtotalMinor) },
    { label: 'Delivery', amount: order.shippingMinor ? money(order.shippingMinor) : 'Free' },
    ...(order.discounts ?? []).map(({ name, code, amountMinor }) => ({
      label: code ? `${name} (${code})` : name,
      amount: `–${money(amountMinor)}`,
    })),
  ]
  const total = money(order.totalMinor)
  if (!order.taxMinor) return { totals, total, within: [], taxNote: 'No tax is charged on this order.' }
  const taxed = groups.map(({ name, rateBasisPoints, baseMinor, taxMinor }) => ({
    label: `${name} ${percent(rateBasisPoints)}${groups.length > 1 ? ` of ${money(baseMinor)}` : ''}`,
    amount: money(taxMinor),
  }))
  const [only] = groups.length === 1 ? groups : []
  const at = only ? ` at ${percent(only.rateBasisPoints)}` : ''
  if (!order.taxIncluded) {
    const taxNote = `Prices are without ${tax}; it was added to goods and delivery${at}.`
    return { totals: [...totals, ...taxed], total, within: [], taxNote }
  }
  const net = { label: `Without ${tax}`, amount: money(order.totalMinor - order.taxMinor) }
  return { totals, total, within: [net, ...taxed], taxNote: `All prices include ${tax}${at}.` }
}

const percent = (basisPoints: number) =>
  new Intl.NumberFormat(SHOP_LOCALE, { style: 'percent', maximumFractionDigits: 2 }).format(
    basisPoints / 10_000,
  )
