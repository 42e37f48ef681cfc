import type { DbOrTx } from '#platform/db/client.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { sellerNumbers } from '#platform/lib/seller.ts'
import { formatMoney, SHOP_LOCALE } from '#platform/ui/format.ts'
import type { CreditContent, DocumentContent, DocumentTax, InvoiceContent } from './documents/content.ts'
import { readInvoiceDocument, type ShopDocument } from './documents/queries.ts'
import { invoiceContentOf, readSale } from './documents/read-sale.ts'

/** A document ready to draw: every amount in words, every text as typed. */
export type Invoice = {
  /** `Invoice`, `Credit note`. */
  title: string
  number: string
  /** The date of the document and of the file. */
  issuedAt: Date
  /** What stands beside the addresses, each under its label: the number first. */
  facts: { label: string; lines: string[] }[]
  /** The seller's name, address and numbers. */
  seller: string[]
  /** The words at the foot of each page. */
  foot: string
  billedToLabel: string
  billedTo: string[]
  /** The country of delivery (ISO 3166). It decides the form of Chinese characters. */
  country: string
  lines: InvoiceLine[]
  /** The amounts that add up to the total. */
  totals: Sum[]
  total: string
  /** The net amount and the tax when the total includes the tax. */
  within: Sum[]
  /** The tax note, in one sentence. */
  taxNote: string
  /** `Paid`, and how. */
  paid: { label: string; words: string }
}

type Sum = { label: string; amount: string }

export type InvoiceLine = { name: string; sku: string; quantity: string; unitPrice: string; total: string }

/**
 * An order's invoice: what was frozen in it, or for an order from before there were numbered invoices, what was fixed when it was confirmed.
 * Null when there is no such order, or it was never confirmed.
 */
export async function readInvoice(db: DbOrTx, orderId: string): Promise<Invoice | null> {
  const document = await readInvoiceDocument(db, orderId)
  if (document) return drawable(document)
  const sale = await readSale(db, orderId)
  if (!sale) return null
  const { number, confirmedAt } = sale.order
  return invoiceOf(invoiceContentOf(sale), { number, issuedAt: confirmedAt })
}

/** The document in words. Only what is frozen in it is asked, so that it is the same whenever it is drawn. */
export function drawable(document: ShopDocument): Invoice {
  if (document.kind === 'invoice') return invoiceOf(document.content, document)
  return creditOf(document.content, document, document.kind === 'reversal')
}

type Issued = { number: string; issuedAt: Date }

function invoiceOf(content: InvoiceContent, { number, issuedAt }: Issued): Invoice {
  const { order, paid, currency } = content
  return {
    ...commonOf(content),
    title: 'Invoice',
    number,
    issuedAt,
    facts: [
      { label: 'Invoice number', lines: [number] },
      { label: 'Invoice date', lines: [day(issuedAt)] },
      { label: 'Order', lines: [order.number, day(new Date(order.placedAt))] },
      { label: 'Delivery', lines: [content.deliveredBy] },
      ...(content.deliveredTo ? [{ label: 'Delivered to', lines: content.deliveredTo }] : []),
    ],
    billedToLabel: content.deliveredTo ? 'Billed to' : 'Billed and delivered to',
    lines: content.lines.map(line => ({
      name: line.name,
      sku: line.sku,
      quantity: counted(line.quantity),
      unitPrice: formatMoney(line.unitPriceMinor, currency),
      total: formatMoney(line.totalMinor, currency),
    })),
    ...totalsOf(content, invoiceSums(content)),
    paid: {
      label: 'Paid',
      words: `Paid on ${day(new Date(paid.at))} by ${paid.by}. Nothing is left to pay.`,
    },
  }
}

function creditOf(content: CreditContent, { number, issuedAt }: Issued, isReversal: boolean): Invoice {
  const { order, paid, currency, corrects } = content
  const title = isReversal ? 'Credit note cancelled' : 'Credit note'
  const money = (amountMinor: number) => formatMoney(amountMinor, currency)
  const on = day(new Date(paid.at))
  return {
    ...commonOf(content),
    title,
    number,
    issuedAt,
    facts: [
      { label: isReversal ? 'Document number' : 'Credit note number', lines: [number] },
      { label: 'Date', lines: [day(issuedAt)] },
      {
        label: isReversal ? 'Cancels credit note' : 'Corrects invoice',
        lines: [corrects.number, ...(content.ofInvoice ? [`of invoice ${content.ofInvoice}`] : [])],
      },
      { label: 'Order', lines: [order.number] },
    ],
    billedToLabel: 'Billed to',
    lines: content.lines.map(line => ({
      name: line.name,
      sku: line.sku,
      quantity: counted(line.quantity),
      unitPrice: '',
      total: money(line.amountMinor),
    })),
    ...totalsOf(content, creditSums(content)),
    paid: isReversal
      ? {
          label: 'Not paid out',
          words: `On ${on} the bank returned the money of ${corrects.number} to us, so that credit note no longer counts. What is sent back instead gets a credit note of its own.`,
        }
      : { label: 'Sent back', words: `Sent back on ${on} to your ${paid.by}.` },
  }
}

function commonOf(content: DocumentContent): Pick<Invoice, 'seller' | 'foot' | 'billedTo' | 'country'> {
  const { seller, billedTo, buyer, country } = content
  return {
    seller: [seller.name, ...seller.address, ...sellerNumbers(seller)],
    foot: [seller.name, seller.note].filter(Boolean).join('. '),
    billedTo: buyer ? [...billedTo, `VAT number ${buyer.vatId}`] : billedTo,
    country,
  }
}

const counted = (quantity: number) => new Intl.NumberFormat(SHOP_LOCALE).format(quantity)

function day(at: Date): string {
  return new Intl.DateTimeFormat(SHOP_LOCALE, { dateStyle: 'long', timeZone: SHOP_TIME_ZONE }).format(at)
}

function invoiceSums({ currency, subtotalMinor, deliveryMinor, discounts }: InvoiceContent): Sum[] {
  const money = (amountMinor: number) => formatMoney(amountMinor, currency)
  return [
    { label: 'Goods', amount: money(subtotalMinor) },
    { label: 'Delivery', amount: deliveryMinor ? money(deliveryMinor) : 'Free' },
    ...discounts.map(({ name, code, amountMinor }) => ({
      label: code ? `${name} (${code})` : name,
      amount: `–${money(amountMinor)}`,
    })),
  ]
}

/** What goes back holds the tax already, whether prices do or not. */
function creditSums({ currency, lines, deliveryMinor, otherMinor }: CreditContent): Sum[] {
  const goods = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return [
    { label: 'Goods', amountMinor: goods },
    { label: 'Delivery', amountMinor: deliveryMinor },
    { label: 'Of the amount paid', amountMinor: otherMinor },
  ].flatMap(({ label, amountMinor }) =>
    amountMinor > 0 ? [{ label, amount: formatMoney(amountMinor, currency) }] : [],
  )
}

function totalsOf(
  content: DocumentContent,
  totals: Sum[],
): Pick<Invoice, 'totals' | 'total' | 'within' | 'taxNote'> {
  const { currency, totalMinor, taxes } = content
  const money = (amountMinor: number) => formatMoney(amountMinor, currency)
  const isInvoice = 'subtotalMinor' in content
  const groups = isInvoice ? taxes : taxes.filter(({ baseMinor, taxMinor }) => baseMinor + taxMinor > 0)
  const tax = groups[0]?.name ?? 'Tax'
  const taxMinor = taxes.reduce((sum, group) => sum + group.taxMinor, 0)
  const total = money(totalMinor)
  if (!taxMinor)
    return {
      totals,
      total,
      within: [],
      taxNote: noTaxNote(content),
    }
  const taxed = groups.map(group => taxSum(group, { isOnly: groups.length === 1, money }))
  const [only] = groups.length === 1 ? groups : []
  const at = only ? ` at ${percent(only.rateBasisPoints)}` : ''
  if (isInvoice && !content.taxIncluded) {
    const taxNote = `Prices are without ${tax}; it was added to goods and delivery${at}.`
    return { totals: [...totals, ...taxed], total, within: [], taxNote }
  }
  const net = { label: `Without ${tax}`, amount: money(totalMinor - taxMinor) }
  const taxNote = isInvoice ? `All prices include ${tax}${at}.` : `All amounts include ${tax}${at}.`
  return { totals, total, within: [net, ...taxed], taxNote }
}

/** The two words that the law asks for (Directive 2006/112/EC, article 226, 11a), and what they mean. */
const REVERSE_CHARGE =
  'Reverse charge: no VAT is charged, and the recipient accounts for it (Directive 2006/112/EC).'

function noTaxNote(content: DocumentContent): string {
  if (content.taxes.some(({ treatment }) => treatment === 'reverse_charge')) return REVERSE_CHARGE
  return 'subtotalMinor' in content ? 'No tax is charged on this order.' : 'No tax is in this amount.'
}

function taxSum(
  { name, rateBasisPoints, baseMinor, taxMinor }: DocumentTax,
  { isOnly, money }: { isOnly: boolean; money: (amountMinor: number) => string },
): Sum {
  const of = isOnly ? '' : ` of ${money(baseMinor)}`
  return { label: `${name} ${percent(rateBasisPoints)}${of}`, amount: money(taxMinor) }
}

const percent = (basisPoints: number) =>
  new Intl.NumberFormat(SHOP_LOCALE, { style: 'percent', maximumFractionDigits: 2 }).format(
    basisPoints / 10_000,
  )
