import { unreachable } from '#platform/lib/assert.ts'
import { shareOut, unitsShare } from '#slices/pricing/share-out.ts'
import type { Order } from '../order.ts'
import type { RefundOf } from './refund-input.ts'

/** The money of an order that can still be given back. */
export type Refundable = {
  order: Pick<Order, 'shippingMinor' | 'discounts' | 'taxMinor' | 'taxIncluded' | 'taxes' | 'delivery'>
  lines: readonly RefundableLine[]
  /** The part of the delivery that went back or is on its way. */
  shippingRefundedMinor: number
  /** Taken, not given back and not on its way. */
  leftMinor: number
}

/** `refundedUnits`: units that were given back or are on their way. */
export type RefundableLine = {
  id: string
  name: string
  quantity: number
  totalMinor: number
  /** Its shares of what promotions gave. */
  discountMinor: number
  /** Its share of the order's tax. Null: the order has the tax only as a whole. */
  taxMinor: number | null
  refundedUnits: number
  /** Units that were taken out of the order before they left. */
  cancelled?: number
  /** Units that are back here: with a return, or on the shelf with a refund, also one whose money came back to us. */
  backUnits?: number
  /** Units that the customer has by the ledger, without those that a refund under way puts back. Left out where it is not asked. */
  awayUnits?: number
}

/** Why nothing is given back for what was free. */
export const COSTS_NOTHING = 'What was chosen costs nothing.'
/** Why nothing is given back any more. */
export const NOTHING_LEFT = 'Everything was given back already, or is on its way.'

export type PlannedLine = { lineId: string; quantity: number; amountMinor: number; restock: boolean }

export type RefundPlan =
  | { kind: 'planned'; amountMinor: number; shippingMinor: number; lines: PlannedLine[] }
  | { kind: 'impossible'; sentence: string }

const impossible = (sentence: string): RefundPlan => ({ kind: 'impossible', sentence })

/**
 * Computes the sum of a refund. A line costs what it was sold for, with added tax and without its discount; the desk shows
 * the same sum beforehand. If a plain sum went back earlier, less may be left than the goods cost, and then only the rest
 * goes back.
 */
export function planRefund(refundable: Refundable, of: RefundOf): RefundPlan {
  const { leftMinor } = refundable
  if (leftMinor <= 0) return impossible(NOTHING_LEFT)
  switch (of.kind) {
    case 'amount':
      return of.amountMinor <= leftMinor
        ? { kind: 'planned', amountMinor: of.amountMinor, shippingMinor: 0, lines: [] }
        : impossible('That is more than is left to give back.')
    case 'rest':
      return { ...weighed(refundable, restOf(refundable), true), amountMinor: leftMinor }
    case 'lines': {
      const wrong = whatIsWrong(refundable, of)
      if (wrong) return impossible(wrong)
      const plan = weighed(refundable, of.lines, of.shipping)
      return plan.amountMinor > 0 ? plan : impossible(COSTS_NOTHING)
    }
    default:
      return unreachable(of)
  }
}

type Chosen = { lineId: string; quantity: number; restock: boolean }

/** Units that were not given back yet. Nobody said where they are, so none of them counts as back. */
function restOf({ lines }: Refundable): Chosen[] {
  return lines
    .map(line => ({ lineId: line.id, quantity: line.quantity - line.refundedUnits, restock: false }))
    .filter(line => line.quantity > 0)
}

function whatIsWrong({ order, lines }: Refundable, of: Extract<RefundOf, { kind: 'lines' }>): string | null {
  if (of.lines.length === 0 && !of.shipping) return 'Nothing was chosen.'
  const known = new Map(lines.map(line => [line.id, line]))
  for (const { lineId, quantity, restock } of of.lines) {
    const line = known.get(lineId)
    if (!line) return 'A line does not belong to this order.'
    const left = line.quantity - line.refundedUnits
    if (quantity > left) return `Of “${line.name}” only ${left} can still be given back.`
    if (restock && quantity > line.quantity - (line.backUnits ?? 0))
      return `Units of “${line.name}” are back already. Refund them without the tick.`
    if (restock && quantity > line.quantity - (line.cancelled ?? 0) - (line.backUnits ?? 0))
      return `Units of “${line.name}” were taken out before they left, so they cannot have come back.`
    if (restock && mayComeBack(order) && quantity > (line.awayUnits ?? quantity))
      return `Units of “${line.name}” are back already. Refund them without the tick.`
    if (restock && !mayComeBack(order))
      return hasLeft(order)
        ? 'A part of the order is still here. Put units back on the shelf when its last parcel has left.'
        : 'The parcel has not left, so nothing can have come back. To keep the goods here, take them out of the order.'
  }
  return null
}

/** Something of the order has left the house, so it can no longer be cancelled. */
export const hasLeft = ({ delivery }: Pick<Order, 'delivery'>): boolean =>
  delivery === 'partly_shipped' || mayComeBack({ delivery })

/** Only goods that left the house can come back to it. What lies in which parcel is not asked, so all of them must have left. */
export const mayComeBack = ({ delivery }: Pick<Order, 'delivery'>): boolean =>
  delivery === 'shipped' || delivery === 'delivered' || delivery === 'returned'

function weighed(refundable: Refundable, chosen: readonly Chosen[], shipping: boolean) {
  const costs = costsOf(refundable)
  const known = new Map(refundable.lines.map(line => [line.id, line]))
  const worths = chosen.map(({ lineId, quantity }) => {
    const line = known.get(lineId)
    return line ? nextUnitsCost(line, costs.lines.get(lineId) ?? 0, quantity) : 0
  })
  worths.push(shipping ? Math.max(0, costs.shippingMinor - refundable.shippingRefundedMinor) : 0)
  const worth = worths.reduce((sum, part) => sum + part, 0)
  const amountMinor = Math.min(worth, refundable.leftMinor)
  const parts = shareOut(amountMinor, worths)
  const lines = chosen.map((line, index) => ({ ...line, amountMinor: parts[index] ?? 0 }))
  return { kind: 'planned' as const, amountMinor, shippingMinor: parts.at(-1) ?? 0, lines }
}

/** The cost of the next units of a line, out of the line's final cost. */
export function nextUnitsCost(
  { quantity: bought, refundedUnits }: RefundableLine,
  lineMinor: number,
  quantity: number,
): number {
  return unitsShare(lineMinor, bought, { from: refundedUnits, quantity })
}

/**
 * The final cost of each line and of the delivery. Together they are the order's total, to the penny. What was shared out at the sale is
 * read and never spread again; an order from before that is shared out by what its lines cost.
 */
export function costsOf({ order, lines }: Pick<Refundable, 'order' | 'lines'>): {
  lines: Map<string, number>
  shippingMinor: number
} {
  const shippingMinor =
    order.shippingMinor - sumOf(order.discounts?.map(({ deliveryMinor }) => deliveryMinor))
  const paid = [...lines.map(line => line.totalMinor - line.discountMinor), shippingMinor]
  const added = order.taxIncluded ? [] : addedTaxes(order, lines, paid)
  const costs = paid.map((part, index) => part + (added[index] ?? 0))
  return {
    lines: new Map(lines.map((line, index) => [line.id, costs[index] ?? 0])),
    shippingMinor: costs.at(-1) ?? 0,
  }
}

/** The tax on each line, and on the delivery at last. */
function addedTaxes(
  { taxes, taxMinor }: Refundable['order'],
  lines: readonly RefundableLine[],
  paid: readonly number[],
): number[] {
  if (!taxes) return shareOut(taxMinor, paid)
  return [
    ...lines.map(line => line.taxMinor ?? 0),
    sumOf(taxes.map(({ deliveryTaxMinor }) => deliveryTaxMinor)),
  ]
}

const sumOf = (amounts: readonly number[] = []): number => amounts.reduce((sum, amount) => sum + amount, 0)
