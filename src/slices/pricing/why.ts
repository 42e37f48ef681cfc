import type { Money } from '#platform/fields/money.ts'
import { formatMoney } from '#platform/ui/format.ts'
import type { Quote, Tax } from './quote.ts'
import type { Treatment } from './rules.ts'

export type ExplainedSums = Pick<
  Quote,
  'subtotal' | 'shipping' | 'discounts' | 'taxes' | 'taxIncluded' | 'total'
> & {
  lines: readonly Pick<Quote['lines'][number], 'name' | 'quantity' | 'unitPrice' | 'total' | 'discount'>[]
  /** Such as `Standard`. */
  deliveryName: string
}

/** A row of the totals and how it came about, in words. */
export type Why = { of: string; words: string }

/** A longer sum is cut: the lines themselves stand above it. */
const MOST_TERMS = 6

const untaxed: Partial<Record<Treatment, string>> = {
  zero: 'they are zero-rated',
  exempt: 'they are exempt',
  reverse_charge: 'the buyer accounts for it (reverse charge)',
  export: 'they leave for another country',
  outside_scope: 'they are outside its scope',
}

/** How each row of the totals came about, from the subtotal to the total. */
export function whyTotal(sums: ExplainedSums): Why[] {
  const { subtotal, shipping, discounts, taxes, taxIncluded, total, deliveryName } = sums
  const added = taxIncluded ? [] : taxes.filter(({ amount }) => amount.amount > 0)
  const steps = [
    words(subtotal),
    ...discounts.map(({ amount }) => `− ${words(amount)}`),
    ...(shipping.amount > 0 ? [`+ ${words(shipping)}`] : []),
    ...added.map(({ amount }) => `+ ${words(amount)}`),
  ]
  return [
    { of: 'Subtotal', words: goodsWords(sums) },
    {
      of: 'Delivery',
      words: `${deliveryName}: ${shipping.amount > 0 ? words(shipping) : 'free for this order'}`,
    },
    ...(discounts.length > 0 ? [{ of: 'Discounts', words: discountWords(sums) }] : []),
    ...taxes.map(tax => ({ of: tax.name, words: taxWords(tax, taxIncluded) })),
    { of: 'Total', words: `${steps.join(' ')} = ${words(total)}` },
  ]
}

function goodsWords({ lines, subtotal }: ExplainedSums): string {
  // Without its tax a unit costs a rounded price, and only the line's total is exact.
  const terms = lines.map(({ quantity, unitPrice, total }) =>
    quantity * unitPrice.amount === total.amount ? `${quantity} × ${words(unitPrice)}` : words(total),
  )
  const shown = terms.slice(0, MOST_TERMS)
  const more = terms.length - shown.length
  return `${shown.join(' + ')}${more > 0 ? ` + ${more} more ${more === 1 ? 'line' : 'lines'}` : ''} = ${words(subtotal)}`
}

/** Where the discounts went: to which lines, and the rest to the delivery. */
function discountWords({ lines, discounts }: ExplainedSums): string {
  const given = lines.filter(({ discount }) => discount.amount > 0)
  const all = discounts.reduce((sum, { amount }) => sum + amount.amount, 0)
  const offDelivery = given.reduce((rest, { discount }) => rest - discount.amount, all)
  const currency = discounts[0]?.amount.currency ?? ''
  return [
    ...given.map(({ name, discount }) => `${words(discount)} off ${name}`),
    ...(offDelivery > 0 ? [`${words({ amount: offDelivery, currency })} off the delivery`] : []),
  ].join(', ')
}

function taxWords({ rateBasisPoints, treatment, base, amount }: Tax, isIncluded: boolean): string {
  if (rateBasisPoints === 0)
    return `Nothing on goods and delivery of ${words(base)}: ${untaxed[treatment] ?? 'the rate is nought'}`
  const sum = `${rateBasisPoints / 100}% of ${words(base)} is ${words(amount)}`
  return isIncluded ? `${sum}, which the prices contain` : `${sum}, added to the prices`
}

const words = ({ amount, currency }: Money) => formatMoney(amount, currency)
