import type { Money } from '#platform/fields/money.ts'
import type { Billing } from '#slices/business/billing.ts'
import type { VatStanding } from '#slices/business/who-owes.ts'
import type { CreditPayment } from './means.ts'
import type { TaxGroup } from './price.ts'
import type { UnusedCode } from './promotions-for.ts'
import type { Treatment } from './rules.ts'

export type PricedLine = {
  sku: string
  name: string
  options: Record<string, string>
  imageUrl: string | null
  quantity: number
  unitPrice: Money
  /** Before discounts. */
  total: Money
  /** The line's share of the discounts, as a positive amount. */
  discount: Money
}

/** A line as quotes and orders answer it. */
export function pricedLineOf(
  line: Pick<PricedLine, 'sku' | 'name' | 'options' | 'imageUrl' | 'quantity'> & {
    unitPriceMinor: number
    totalMinor: number
    discountMinor: number
  },
  currency: string,
): PricedLine {
  const { sku, name, options, imageUrl, quantity } = line
  const money = (amount: number): Money => ({ amount, currency })
  return {
    sku,
    name,
    options,
    imageUrl,
    quantity,
    unitPrice: money(line.unitPriceMinor),
    total: money(line.totalMinor),
    discount: money(line.discountMinor),
  }
}

/** Units that wait for stock, and the day on which it is expected, `YYYY-MM-DD`. */
export type Waiting = { units: number; expectedOn: string }

export type Arrival = { /** `YYYY-MM-DD` */ earliest: string; latest: string }

/** `orderBy` is the moment, ISO 8601, from which on an order arrives later: on the days of `after`. */
export type ArrivalNow = { arrival: Arrival; orderBy: string; after: Arrival }

/** What a promotion takes off, as a positive amount. `code`: what unlocked it. */
export type Discount = { name: string; code: string | null; amount: Money }

/** The tax of one rate and treatment. `base`: what it is computed on, without it. */
export type Tax = {
  name: string
  rateBasisPoints: number
  treatment: Treatment
  base: Money
  amount: Money
}

export const taxAnswers = (groups: readonly TaxGroup[], currency: string): Tax[] =>
  groups.map(({ name, rateBasisPoints, treatment, baseMinor, taxMinor }) => ({
    name,
    rateBasisPoints,
    treatment,
    base: { amount: baseMinor, currency },
    amount: { amount: taxMinor, currency },
  }))

/** Each means that pays a part, in the order in which they pay. `codeEnd`: the last letters of a gift card's code. */
export const paymentKinds = ['gift_card', 'store_credit', 'card'] as const
export type PaidPart = { kind: (typeof paymentKinds)[number]; codeEnd: string | null; amount: Money }

/** What gift cards and store credit pay, and the card with the rest of the total. */
export function paymentsOf(
  parts: readonly Omit<CreditPayment, 'accountId'>[],
  { totalMinor, currency }: { totalMinor: number; currency: string },
): PaidPart[] {
  const dueMinor = parts.reduce((rest, { amountMinor }) => rest - amountMinor, totalMinor)
  const paid = parts.map(({ kind, codeEnd, amountMinor }) => ({
    kind,
    codeEnd,
    amount: { amount: amountMinor, currency },
  }))
  return dueMinor > 0
    ? [...paid, { kind: 'card', codeEnd: null, amount: { amount: dueMinor, currency } }]
    : paid
}

export type Quote = {
  /** `available`: units that are on the shelf now. `waiting`: those of the line that would wait for stock, and the day on which it is expected. */
  lines: (PricedLine & { available: number; waiting: Waiting | null })[]
  methods: ({ code: string; name: string; price: Money } & ArrivalNow)[]
  method: string
  subtotal: Money
  shipping: Money
  discount: Money
  discounts: Discount[]
  /** Codes that take nothing off, and why. */
  unusedCodes: UnusedCode[]
  unusedGiftCards: UnusedCode[]
  tax: Money
  taxName: string
  /** The highest of them. */
  taxRateBasisPoints: number
  taxes: Tax[]
  taxIncluded: boolean
  total: Money
  paidWith: PaidPart[]
  /** What the card is charged. */
  due: Money
  /** The store credit of the customer who asks, used or not. Null: there is none, or nobody is signed in. */
  storeCredit: Money | null
  /** The billed party, where the buyer says more than the delivery address. */
  billing: Billing | null
  /** What comes of the buyer's VAT id, in words too. Null: there is none. */
  vat: VatStanding | null
}
