import type { Treatment } from '#slices/pricing/rules.ts'

/**
 * `reversal`: the money of a credit note came back to the shop, because the bank could not pay it out. It takes the whole credit note
 * back, and the invoice stands as it did before.
 */
export const documentKinds = ['invoice', 'credit_note', 'reversal'] as const
export type DocumentKind = (typeof documentKinds)[number]

export const serieses = ['invoice', 'credit_note'] as const
export type Series = (typeof serieses)[number]

export const seriesOf = (kind: DocumentKind): Series => (kind === 'invoice' ? 'invoice' : 'credit_note')

/**
 * What is frozen in a document: all amounts in whole minor units of its currency and none below nought, all times in ISO 8601, and every text
 * as it was. A field that is added later is optional, since older documents do not have it.
 */
export type DocumentContent = InvoiceContent | CreditContent

type Frozen = {
  seller: DocumentSeller
  /** The lines of the address at the purchase, the name first. */
  billedTo: string[]
  /** The address of the delivery, where it is not the one that is billed. Left out: they are one. */
  deliveredTo?: string[]
  /** Of a business. Left out: the buyer told no VAT id. */
  buyer?: { vatId: string }
  /** The country of the delivery (ISO 3166), whose tax it is. */
  country: string
  order: { number: string; placedAt: string }
  currency: string
  /** Amounts hold the tax; otherwise it is added to them. */
  taxIncluded: boolean
  /** Together they are the total, to the penny. */
  taxes: DocumentTax[]
  totalMinor: number
}

export type DocumentSeller = {
  name: string
  address: string[]
  vatNumber: string | null
  companyNumber: string | null
  /** What a demo adds to its seller. */
  note: string
}

/** The base and the tax of a rate and treatment. */
export type DocumentTax = {
  name: string
  country: string
  rateBasisPoints: number
  treatment: Treatment
  /** Without the tax. */
  baseMinor: number
  taxMinor: number
  /** The part of the base that is for the delivery. */
  deliveryBaseMinor: number
  /** What discounts took off the goods in the base, without the tax on it. */
  discountBaseMinor: number
}

/** `creditMinor`: what of it gift cards and store credit paid or got back. Left out when nothing. */
type Paid = { at: string; by: string; creditMinor?: number }

export type InvoiceContent = Frozen & {
  lines: { sku: string; name: string; quantity: number; unitPriceMinor: number; totalMinor: number }[]
  subtotalMinor: number
  deliveryMinor: number
  deliveredBy: string
  discounts: { name: string; code: string | null; amountMinor: number }[]
  paid: Paid
}

/** Of a credit note, and of the reversal of one. */
export type CreditContent = Frozen & {
  /** The invoice, and in a reversal the credit note. */
  corrects: { number: string; issuedOn: string | null }
  /** The invoice that a reversed credit note corrected. Left out in a credit note. */
  ofInvoice?: string
  /** What goes back for units of lines. */
  lines: { sku: string; name: string; quantity: number; amountMinor: number }[]
  /** What goes back for the delivery. */
  deliveryMinor: number
  /** What goes back and is for no line: a sum that staff named, or that was given back at the bank. */
  otherMinor: number
  paid: Paid
}
