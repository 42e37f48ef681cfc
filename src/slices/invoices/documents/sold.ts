import { includedShareMinor } from '#platform/fields/money.ts'
import type { Order } from '#slices/orders/order.ts'
import type { OrderLine } from '#slices/orders/queries.ts'
import { costsOf } from '#slices/orders/refunds/plan-refund.ts'
import { taxGroups } from '#slices/orders/sums.ts'
import type { TaxGroup } from '#slices/pricing/price.ts'
import { shareOut } from '#slices/pricing/share-out.ts'
import type { DocumentTax } from './content.ts'

/** The order as it was sold: the columns that never change afterwards. */
export type SoldOrder = Pick<
  Order,
  | 'currency'
  | 'totalMinor'
  | 'subtotalMinor'
  | 'shippingMinor'
  | 'taxMinor'
  | 'taxIncluded'
  | 'taxes'
  | 'discounts'
  | 'delivery'
  | 'shippingAddress'
>
export type SoldLine = Pick<
  OrderLine,
  | 'id'
  | 'name'
  | 'quantity'
  | 'totalMinor'
  | 'discountMinor'
  | 'taxMinor'
  | 'taxRateBasisPoints'
  | 'taxTreatment'
>

/** A part of what was paid: a line, or a rate's share of the delivery. `costMinor` holds the tax, whether prices do or not. */
export type Part = {
  /** Null: of the delivery. */
  lineId: string | null
  /** The place of its rate and treatment in `groups`. */
  group: number
  costMinor: number
  taxMinor: number
}

export type Sold = { groups: TaxGroup[]; parts: Part[] }

/** What was paid, divided into parts: together they are the order's total, and their taxes those of its groups. All shares are those of the sale. */
export function soldOf(order: SoldOrder, lines: readonly SoldLine[]): Sold {
  const groups = taxGroups(order, lines)
  const costs = costsOf({ order, lines: lines.map(line => ({ ...line, refundedUnits: 0 })) })
  const costOf = (line: SoldLine) => costs.lines.get(line.id) ?? 0
  if (!order.taxes) {
    const paid = [...lines.map(costOf), costs.shippingMinor]
    const taxes = shareOut(order.taxMinor, paid)
    const ids = [...lines.map(({ id }) => id), null]
    const part = (lineId: string | null, index: number): Part => ({
      lineId,
      group: 0,
      costMinor: paid[index] ?? 0,
      taxMinor: taxes[index] ?? 0,
    })
    return { groups, parts: ids.map(part) }
  }
  const groupOf = (line: SoldLine) =>
    groups.findIndex(
      group => group.rateBasisPoints === line.taxRateBasisPoints && group.treatment === line.taxTreatment,
    )
  return {
    groups,
    parts: [
      ...lines.map(line => ({
        lineId: line.id,
        group: groupOf(line),
        costMinor: costOf(line),
        taxMinor: line.taxMinor ?? 0,
      })),
      ...groups.map(({ deliveryMinor, deliveryTaxMinor }, group) => ({
        lineId: null,
        group,
        costMinor: deliveryMinor + (order.taxIncluded ? 0 : deliveryTaxMinor),
        taxMinor: deliveryTaxMinor,
      })),
    ],
  }
}

/** The tax of some amounts of the parts, by rate and treatment. */
export function taxesOfParts(
  { groups, parts }: Sold,
  country: string,
  amounts: readonly { amountMinor: number; taxMinor: number }[],
): DocumentTax[] {
  return groups.map(({ name, rateBasisPoints, treatment }, at) => {
    const own = parts.flatMap((part, index) => (part.group === at ? [{ part, ...amounts[index] }] : []))
    const sum = (of: readonly { amountMinor?: number; taxMinor?: number }[]) =>
      of.reduce((total, { amountMinor = 0, taxMinor = 0 }) => total + amountMinor - taxMinor, 0)
    return {
      name,
      country,
      rateBasisPoints,
      treatment,
      baseMinor: sum(own),
      taxMinor: own.reduce((total, { taxMinor = 0 }) => total + taxMinor, 0),
      deliveryBaseMinor: sum(own.filter(({ part }) => part.lineId === null)),
      discountBaseMinor: 0,
    }
  })
}

/** The tax of the whole sale, with what discounts took off the goods of each rate. */
export function taxesOfSale(
  sold: Sold,
  { shippingAddress: { country }, taxIncluded }: SoldOrder,
  lines: readonly SoldLine[],
): DocumentTax[] {
  const all = sold.parts.map(({ costMinor, taxMinor }) => ({ amountMinor: costMinor, taxMinor }))
  return taxesOfParts(sold, country, all).map((tax, group) => {
    const off = lines.reduce(
      (sum, line, index) => sum + (sold.parts[index]?.group === group ? line.discountMinor : 0),
      0,
    )
    return {
      ...tax,
      discountBaseMinor: taxIncluded ? off - includedShareMinor(off, tax.rateBasisPoints) : off,
    }
  })
}
