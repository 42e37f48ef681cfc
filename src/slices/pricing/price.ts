import { includedShareMinor, shareMinor } from '#platform/fields/money.ts'
import type { TaxClass } from '#slices/catalog/tax-classes.ts'
import { discounted } from './discounts.ts'
import type { Price } from './priced.ts'
import type { Cart, Rules, TaxRate } from './rules.ts'
import { shareOut } from './share-out.ts'
import { withoutTax } from './without-tax.ts'

export type { Price, PricedLine, TaxGroup } from './priced.ts'

/**
 * The price of an order: the same function for the cart, the quote, the order and for pricing it again later. It knows neither the
 * database nor the time: what is live and what is owed is in the rules.
 *
 * Tax is computed once for each rate and treatment, over goods and the delivery's share together, and is then shared out to lines by
 * running sums. So lines add up to groups and groups to the order, to the penny. The delivery follows the goods: it is split over
 * the groups in proportion to them.
 *
 * Where the buyer owes the tax, the order is priced as for everybody and what is in it of tax is taken out.
 */
export function price(cart: Cart, rules: Rules): Price {
  const usual = usualPrice(cart, rules)
  return rules.reverseCharge ? withoutTax(cart, rules, usual) : usual
}

function usualPrice(cart: Cart, rules: Rules): Price {
  const goods = cart.lines.map(line => line.unitPriceMinor * line.quantity)
  const given = discounted(cart, rules)
  const off = goods.map((_, index) => sum(given.map(({ lines }) => lines[index] ?? 0)))
  const deliveryOff = sum(given.map(({ deliveryMinor }) => deliveryMinor))
  const { lines, taxes } = taxed(
    cart.lines.map(({ taxClass }) => taxClass),
    rules,
    { goods, off, deliveryMinor: cart.deliveryMinor - deliveryOff },
  )
  const subtotalMinor = sum(goods)
  const discountMinor = sum(off) + deliveryOff
  const taxMinor = sum(taxes.map(group => group.taxMinor))
  return {
    lines,
    discounts: given,
    taxes,
    subtotalMinor,
    deliveryMinor: cart.deliveryMinor,
    discountMinor,
    taxMinor,
    taxIncluded: rules.taxIncluded,
    totalMinor: subtotalMinor + cart.deliveryMinor - discountMinor + (rules.taxIncluded ? 0 : taxMinor),
  }
}

/** What a cart costs, line by line, and what promotions took off it. */
export type Amounts = {
  goods: readonly number[]
  off: readonly number[]
  /** What is paid for the delivery. */
  deliveryMinor: number
}

/** The tax on amounts that are known. */
export function taxed(
  classes: readonly TaxClass[],
  { rateOf, taxIncluded }: Pick<Rules, 'rateOf' | 'taxIncluded'>,
  { goods, off, deliveryMinor }: Amounts,
): Pick<Price, 'lines' | 'taxes'> {
  const rates = classes.map(taxClass => rateOf(taxClass))
  const net = goods.map((minor, index) => minor - (off[index] ?? 0))
  const groups = [...Map.groupBy(rates.entries(), ([, rate]) => keyOf(rate)).values()].map(of => ({
    rate: (of[0] as [number, TaxRate])[1],
    at: of.map(([index]) => index),
  }))
  const weigh = (amounts: readonly number[]) =>
    groups.map(({ at }) => sum(at.map(index => amounts[index] ?? 0)))
  const paid = weigh(net)
  // Where everything is given away the delivery still has to follow the goods, so it follows what they would have cost.
  const weights = [paid, weigh(goods), groups.map(() => 1)].find(each => sum(each) > 0) ?? []
  const deliveries = shareOut(deliveryMinor, weights)
  const lineTax = goods.map(() => 0)
  const taxes = groups.map(({ rate, at }, group) => {
    const delivery = deliveries[group] ?? 0
    const amount = (paid[group] ?? 0) + delivery
    const taxMinor = (taxIncluded ? includedShareMinor : shareMinor)(amount, rate.rateBasisPoints)
    const parts = shareOut(taxMinor, [...at.map(index => net[index] ?? 0), delivery])
    for (const [part, index] of at.entries()) lineTax[index] = parts[part] ?? 0
    return {
      ...rate,
      baseMinor: taxIncluded ? amount - taxMinor : amount,
      taxMinor,
      deliveryMinor: delivery,
      deliveryTaxMinor: parts.at(-1) ?? 0,
    }
  })
  const lines = rates.map(({ rateBasisPoints, treatment }, index) => ({
    goodsMinor: goods[index] ?? 0,
    discountMinor: off[index] ?? 0,
    taxMinor: lineTax[index] ?? 0,
    rateBasisPoints,
    treatment,
  }))
  return { lines, taxes }
}

const keyOf = ({ treatment, rateBasisPoints }: TaxRate) => `${treatment} ${rateBasisPoints}`

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
