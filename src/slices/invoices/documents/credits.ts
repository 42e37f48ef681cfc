import { assert } from '#platform/lib/assert.ts'
import type { OrderEvent } from '#slices/orders/events.ts'
import { shareOut } from '#slices/pricing/share-out.ts'
import type { Part } from './sold.ts'

/** What a refund gives back of each part, in the order of the parts, and the tax in it. */
export type Credit = { amountMinor: number; taxMinor: number }[]

export type RefundStory = readonly Pick<OrderEvent, 'type' | 'data'>[]
type Refunded = Extract<OrderEvent, { type: 'order.refunded' }>['data']

/**
 * What each refund of an order gives back of its parts. It follows from the order's events alone, which never change, so that every run of a
 * job finds the same, whichever refund it is about.
 *
 * A refund of lines gives back of those lines. What is for no line, or more than is left of it, is shared out over all that is left. The tax
 * of a part follows by running sums, so that neither tax nor base exceeds what is left of it, and all that was paid, once given back, leaves
 * nought in every group.
 */
export function creditsOf(parts: readonly Part[], story: RefundStory): Map<string, Credit> {
  const credits = new Map<string, Credit>()
  const back = parts.map(() => ({ amountMinor: 0, taxMinor: 0 }))
  const book = (credit: Credit, sign: 1 | -1) => {
    for (const [at, { amountMinor, taxMinor }] of credit.entries()) {
      const part = back[at]
      assert(part, 'a credit has an amount for each part')
      part.amountMinor += sign * amountMinor
      part.taxMinor += sign * taxMinor
    }
  }
  for (const event of story as readonly OrderEvent[]) {
    if (event.type === 'order.refunded') {
      const credit = withTaxes(parts, back, amountsOf(parts, back, event.data))
      credits.set(event.data.refundId, credit)
      book(credit, 1)
    }
    if (event.type === 'order.refund_failed') {
      const credit = credits.get(event.data.refundId)
      // Money that came too late for an order went back without a credit note, and its refund may fail too.
      if (credit) book(credit, -1)
    }
  }
  return credits
}

function amountsOf(parts: readonly Part[], back: Credit, refund: Refunded): number[] {
  const amounts = parts.map(() => 0)
  const leftOf = (at: number) =>
    (parts[at]?.costMinor ?? 0) - (back[at]?.amountMinor ?? 0) - (amounts[at] ?? 0)
  const give = (among: readonly number[], amountMinor: number) => {
    const lefts = among.map(leftOf)
    const most = lefts.reduce((sum, left) => sum + left, 0)
    const shares = shareOut(Math.min(amountMinor, most), lefts)
    for (const [index, at] of among.entries()) amounts[at] = (amounts[at] ?? 0) + (shares[index] ?? 0)
  }
  const at = parts.map((_, index) => index)
  for (const line of refund.lines ?? [])
    give(
      at.filter(index => parts[index]?.lineId === line.lineId),
      line.amountMinor,
    )
  give(
    at.filter(index => parts[index]?.lineId === null),
    refund.shippingMinor ?? 0,
  )
  const given = amounts.reduce((sum, amount) => sum + amount, 0)
  give(at, refund.amountMinor - given)
  assert(
    amounts.reduce((sum, amount) => sum + amount, 0) === refund.amountMinor,
    'no more goes back than was paid',
  )
  return amounts
}

function withTaxes(parts: readonly Part[], back: Credit, amounts: readonly number[]): Credit {
  return parts.map((part, at) => {
    const amountMinor = amounts[at] ?? 0
    const before = back[at] ?? { amountMinor: 0, taxMinor: 0 }
    const [due = 0] = shareOut(part.taxMinor, [
      before.amountMinor + amountMinor,
      part.costMinor - before.amountMinor - amountMinor,
    ])
    // After a refund that failed the sum so far may be a penny beside the running one, and a part of a penny is no credit.
    return { amountMinor, taxMinor: Math.min(amountMinor, Math.max(0, due - before.taxMinor)) }
  })
}
