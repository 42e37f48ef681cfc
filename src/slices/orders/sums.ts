import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { TaxGroup } from '#slices/pricing/price.ts'
import { type Discount, type PaidPart, paymentsOf, type Tax, taxAnswers } from '#slices/pricing/quote.ts'
import type { Order } from './order.ts'
import type { OrderLine } from './queries.ts'

type Sums = Pick<
  Order,
  | 'currency'
  | 'totalMinor'
  | 'shippingMinor'
  | 'taxMinor'
  | 'taxIncluded'
  | 'taxes'
  | 'discounts'
  | 'shippingAddress'
>

/** The tax of an order by rate and treatment. An order from before that has one rate, that of its lines, at the place it was sold to. */
export function taxGroups(order: Sums, lines: readonly Pick<OrderLine, 'taxRateBasisPoints'>[]): TaxGroup[] {
  if (order.taxes) return order.taxes
  const rateBasisPoints = lines[0]?.taxRateBasisPoints ?? 0
  return [
    {
      name: countryByCode(order.shippingAddress.country)?.tax.name ?? 'Tax',
      rateBasisPoints,
      treatment: rateBasisPoints > 0 ? 'standard' : 'export',
      baseMinor: order.totalMinor - order.taxMinor,
      taxMinor: order.taxMinor,
      deliveryMinor: order.shippingMinor,
      deliveryTaxMinor: 0,
    },
  ]
}

export const taxesOf = (order: Sums, lines: readonly Pick<OrderLine, 'taxRateBasisPoints'>[]): Tax[] =>
  taxAnswers(taxGroups(order, lines), order.currency)

export const discountsOf = ({ discounts, currency }: Pick<Order, 'discounts' | 'currency'>): Discount[] =>
  (discounts ?? []).map(({ name, code, amountMinor }) => ({
    name,
    code,
    amount: { amount: amountMinor, currency },
  }))

/** The means that pay an order, in the order in which they pay: gift cards and store credit first, the card last. */
export const paidWithOf = (order: Pick<Order, 'paidWith' | 'totalMinor' | 'currency'>): PaidPart[] =>
  paymentsOf(order.paidWith ?? [], order)
