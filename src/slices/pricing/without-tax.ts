import { includedShareMinor } from '#platform/fields/money.ts'
import type { Given } from './discounts.ts'
import type { Price, PricedLine, TaxGroup } from './priced.ts'
import type { Cart, Rules, TaxRate } from './rules.ts'
import { shareOut } from './share-out.ts'

/**
 * A price of which the buyer owes the tax (reverse charge): what everybody would pay, less the tax in it, to the penny of each line and group.
 * Amounts are without tax from then on, also those of discounts. What was taxed at some rate becomes one group at no rate; goods that are
 * zero-rated or exempt stay what they are.
 *
 * A line no longer costs its quantity times the price of a unit, because the tax of a group is rounded once: a unit of £0.05 would be 4p by
 * itself, and a thousand of them cost £41.67.
 */
export function withoutTax(cart: Cart, { rateOf }: Rules, usual: Price): Price {
  const { taxIncluded } = usual
  const rates = cart.lines.map(({ taxClass }) => rateOf(taxClass))
  const net = (minor: number, rate: TaxRate) =>
    taxIncluded ? minor - includedShareMinor(minor, rate.rateBasisPoints) : minor
  const discounts = usual.discounts.map(given => netGiven(given, rates, { usual, net }))
  const off = (index: number) => sum(discounts.map(({ lines }) => lines[index] ?? 0))
  const lines = usual.lines.map((line, index): PricedLine => {
    const paidMinor = line.goodsMinor - line.discountMinor - (taxIncluded ? line.taxMinor : 0)
    const discountMinor = off(index)
    return {
      ...line,
      ...owedByBuyer(line),
      goodsMinor: paidMinor + discountMinor,
      discountMinor,
      taxMinor: 0,
    }
  })
  const taxes = merged(usual.taxes.map(group => netGroup(group, taxIncluded)))
  const subtotalMinor = sum(lines.map(({ goodsMinor }) => goodsMinor))
  const discountMinor = sum(discounts.map(({ amountMinor }) => amountMinor))
  const deliveryOff = sum(discounts.map(({ deliveryMinor }) => deliveryMinor))
  const deliveryMinor = sum(taxes.map(group => group.deliveryMinor)) + deliveryOff
  return {
    lines,
    discounts,
    taxes,
    subtotalMinor,
    deliveryMinor,
    discountMinor,
    taxMinor: 0,
    taxIncluded: false,
    totalMinor: subtotalMinor + deliveryMinor - discountMinor,
  }
}

/** What a delivery at another price would cost without its tax, in the proportions of this order. */
export function deliveryWithoutTax(deliveryMinor: number, taxes: readonly TaxGroup[]): number {
  return sum(
    shareOut(deliveryMinor, deliveryWeights(taxes)).map(
      (minor, group) => minor - includedShareMinor(minor, taxes[group]?.rateBasisPoints ?? 0),
    ),
  )
}

type Netting = { usual: Price; net: (minor: number, rate: TaxRate) => number }

function netGiven(given: Given, rates: readonly TaxRate[], { usual, net }: Netting): Given {
  const lines = given.lines.map((minor, index) => {
    const rate = rates[index]
    return rate ? net(minor, rate) : minor
  })
  const deliveryMinor = usual.taxIncluded
    ? deliveryWithoutTax(given.deliveryMinor, usual.taxes)
    : given.deliveryMinor
  return { ...given, lines, deliveryMinor, amountMinor: sum(lines) + deliveryMinor }
}

/** The delivery follows what is paid for goods; where everything is given away, all groups alike. */
function deliveryWeights(taxes: readonly TaxGroup[]): number[] {
  const goods = taxes.map(({ baseMinor, taxMinor }) => baseMinor + taxMinor)
  return sum(goods) > 0 ? goods : taxes.map(() => 1)
}

const owedByBuyer = <Rated extends Pick<TaxRate, 'rateBasisPoints' | 'treatment'>>(of: Rated) =>
  of.rateBasisPoints > 0
    ? { rateBasisPoints: 0, treatment: 'reverse_charge' as const }
    : { rateBasisPoints: of.rateBasisPoints, treatment: of.treatment }

function netGroup(group: TaxGroup, taxIncluded: boolean): TaxGroup {
  const deliveryMinor = group.deliveryMinor - (taxIncluded ? group.deliveryTaxMinor : 0)
  return { ...group, ...owedByBuyer(group), taxMinor: 0, deliveryMinor, deliveryTaxMinor: 0 }
}

/** Groups of several rates are one when the buyer owes the tax. */
function merged(groups: readonly TaxGroup[]): TaxGroup[] {
  return [...Map.groupBy(groups, ({ treatment }) => treatment).values()].flatMap(of => {
    const [first] = of
    if (!first) return []
    return [
      {
        ...first,
        baseMinor: sum(of.map(({ baseMinor }) => baseMinor)),
        deliveryMinor: sum(of.map(({ deliveryMinor }) => deliveryMinor)),
      },
    ]
  })
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
