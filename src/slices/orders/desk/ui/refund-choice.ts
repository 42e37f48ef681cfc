import { readAmount } from '#platform/forms/read-amount.ts'
import { formatMoney } from '#platform/ui/format.ts'
import {
  costsOf,
  mayComeBack,
  planRefund,
  type Refundable,
  type RefundableLine,
} from '#slices/orders/refunds/plan-refund.ts'
import type { RefundOf } from '#slices/orders/refunds/refund-input.ts'

/** The person's choice so far. */
export type RefundChoice = {
  by: 'items' | 'amount'
  /** Units for each line. */
  units: Record<string, number>
  /** Lines whose units are back on the shelf. */
  back: Record<string, boolean>
  shipping: boolean
  /** The text as typed. */
  amount: string
}

export const nothingChosen: RefundChoice = { by: 'items', units: {}, back: {}, shipping: false, amount: '' }

/** Every unit and the delivery, without those that were refunded before. */
export function everythingLeft(refundable: Refundable, choice: RefundChoice): RefundChoice {
  const units = Object.fromEntries(refundable.lines.map(line => [line.id, unitsLeft(line)]))
  return { ...choice, units, shipping: shippingLeft(refundable) > 0 }
}

export function unitsLeft({ quantity, refundedUnits }: RefundableLine): number {
  return quantity - refundedUnits
}

export function shippingLeft(refundable: Refundable): number {
  return Math.max(0, costsOf(refundable).shippingMinor - refundable.shippingRefundedMinor)
}

export type ChosenRefund =
  | {
      kind: 'ready'
      of: RefundOf
      amountMinor: number /** The price of the goods, if less than that is left. */
      worthMinor: number
    }
  | { kind: 'wrong'; message: string }

/** The chosen refund with its sum, or the thing that is missing. The order may have changed since the choice. */
export function chosenRefund(choice: RefundChoice, refundable: Refundable, currency: string): ChosenRefund {
  const of = choice.by === 'items' ? itemsOf(choice, refundable) : amountOf(choice, currency)
  if (!of) {
    const message = choice.by === 'items' ? 'Choose what to refund' : 'Enter an amount, like 12.50'
    return { kind: 'wrong', message }
  }
  if (of.kind === 'amount' && of.amountMinor > refundable.leftMinor)
    return { kind: 'wrong', message: `Only ${formatMoney(refundable.leftMinor, currency)} is left to refund` }
  const plan = planRefund(refundable, of)
  if (plan.kind === 'impossible') return { kind: 'wrong', message: plan.sentence }
  const worth = planRefund({ ...refundable, leftMinor: Number.MAX_SAFE_INTEGER }, of)
  const worthMinor = worth.kind === 'planned' ? worth.amountMinor : plan.amountMinor
  return { kind: 'ready', of, amountMinor: plan.amountMinor, worthMinor }
}

function itemsOf({ units, back, shipping }: RefundChoice, refundable: Refundable): RefundOf | null {
  const lines = refundable.lines
    .map(line => ({
      lineId: line.id,
      quantity: Math.min(units[line.id] ?? 0, unitsLeft(line)),
      restock: mayComeBack(refundable.order) && (back[line.id] ?? false),
    }))
    .filter(line => line.quantity > 0)
  const withShipping = shipping && shippingLeft(refundable) > 0
  return lines.length || withShipping ? { kind: 'lines', lines, shipping: withShipping } : null
}

function amountOf({ amount }: RefundChoice, currency: string): RefundOf | null {
  const amountMinor = readAmount(amount, currency)
  return amountMinor === null ? null : { kind: 'amount', amountMinor }
}
