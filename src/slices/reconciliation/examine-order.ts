import { askForPerson } from '#slices/orders/ask-for-person.ts'
import { type BankTruth, readTruth } from '#slices/orders/bank/bank-truth.ts'
import { followTruth } from '#slices/orders/bank/follow-bank.ts'
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { matching } from '#slices/orders/refunds/matching-refund.ts'
import { settleRefund } from '#slices/orders/refunds/settle-refund.ts'
import { settleOrder } from '#slices/orders/settle-order.ts'
import { cardPartOf } from '#slices/payments/refund.ts'
import {
  disputeDifference,
  overdueDifference,
  paymentDifference,
  refundDifference,
  refundedSumDifference,
} from './compare.ts'
import { type OurBook, ourBookOf } from './desk/books.ts'
import type { Difference, Outcome } from './difference.ts'

/** Another process may still be working on younger rows. */
export const LEFT_ALONE_MS = 60_000

export type Suspect = {
  orderId: string
  /** Payments of the order in the provider's list. */
  providerIds: Set<string>
  /** The difference that made it a suspect. It is all we can report when the provider stops answering. */
  because: Difference
}
export type Finding = Difference & { outcome: Outcome }

/**
 * Reads both books again for an order whose rows seemed to differ, lets the order's own verbs move it on, and shows staff
 * the differences that remain. The list is a while old by now, so nothing happens on its word alone.
 */
export async function examineOrder(ctx: OrdersCtx, suspect: Suspect): Promise<Finding[]> {
  const before = await readBooks(ctx, suspect)
  if (!before) return [{ ...suspect.because, outcome: 'unknown' }]
  const found = differencesIn(before, ctx.now())
  if (found.length === 0 || isInHand(before, ctx.now())) return []
  await mend(ctx, before)
  const after = await readBooks(ctx, suspect)
  if (!after) return found.map(difference => ({ ...difference, outcome: 'unknown' }))
  const left = differencesIn(after, ctx.now())
  await askForReview(ctx, suspect.orderId, left)
  return [
    ...found
      .filter(was => !left.some(is => isSame(was, is)))
      .map(was => ({ ...was, outcome: 'mended' as const })),
    ...left.map(is => ({ ...is, outcome: 'needs_review' as const })),
  ]
}

type Books = OurBook & { theirs: BankTruth[] }

/** Null: the provider could not be asked. */
async function readBooks(ctx: OrdersCtx, { orderId, providerIds }: Suspect): Promise<Books | null> {
  const ours = await ourBookOf(ctx.db, orderId)
  if (!ours) return null
  const theirs: BankTruth[] = []
  for (const id of new Set([
    ...ours.payments.flatMap(({ providerId }) => providerId ?? []),
    ...providerIds,
  ])) {
    const truth = await readTruth(ctx, id)
    if (truth === 'absent') continue
    if (!truth) return null
    theirs.push(truth)
  }
  return { ...ours, theirs }
}

function differencesIn({ order, payments, refunds, disputes, theirs }: Books, now: Date): Difference[] {
  const paidBy = payments.find(payment => payment.status === 'succeeded') ?? null
  const ofPayments = theirs.map(({ payment }) => {
    const ours = payments.find(row => row.providerId === payment.providerId) ?? null
    return paymentDifference({ theirs: payment, ours, order, paidBy })
  })
  const missingThere = payments
    // The bank knows nothing of a payment of nothing.
    .filter(
      row => row.amountMinor > 0 && !theirs.some(({ payment }) => payment.providerId === row.providerId),
    )
    .map(ours => paymentDifference({ theirs: null, ours, order, paidBy }))
  const bankRefunds = theirs.flatMap(({ payment, refunds: list }) =>
    // Refunds of a payment that is not the order's money belong to that payment alone.
    payment.providerId === paidBy?.providerId ? list : [],
  )
  const ofRefunds = [
    ...bankRefunds.map(refund =>
      refundDifference({ theirs: refund, ours: matching(refunds, refund), order }),
    ),
    ...refunds
      // And nothing of a refund that went to gift cards and store credit alone.
      .filter(ours => cardPartOf(ours) > 0 && !bankRefunds.some(refund => matching([ours], refund)))
      .map(ours => refundDifference({ theirs: null, ours, order })),
  ].filter(difference => difference !== null)
  const open = bankRefunds.some(refund => refund.status === 'pending')
  const paid = theirs.find(({ payment }) => payment.providerId === paidBy?.providerId)
  const ofSum =
    paid && paidBy && !open && ofRefunds.length === 0
      ? refundedSumDifference(paid.payment, paidBy, order)
      : null
  const ofDisputes = (paid?.disputes ?? []).map(dispute =>
    disputeDifference(dispute, disputes.find(row => row.providerId === dispute.providerId) ?? null, order),
  )
  const ofMoney = [...ofPayments, ...missingThere, ...ofRefunds, ofSum, ...ofDisputes].filter(
    found => found !== null,
  )
  const overdue = ofMoney.length === 0 ? overdueDifference(order, now) : null
  return overdue ? [overdue] : ofMoney
}

/** Judged by the rows that move money. The parcel may move at the same time. */
function isInHand({ order, payments, refunds }: Books, now: Date): boolean {
  const moved = [...payments, ...refunds].map(row => row.updatedAt.getTime())
  return now.getTime() - Math.max(order.placedAt.getTime(), ...moved) < LEFT_ALONE_MS
}

/** Nothing here moves money by itself: the order's verbs do, by their own rules. An open review stops none of them. */
async function mend(ctx: OrdersCtx, { order, refunds, theirs }: Books): Promise<void> {
  await settleOrder(ctx, order.id)
  for (const refund of refunds) if (refund.status === 'requested') await settleRefund(ctx, refund.id)
  for (const truth of theirs) await followTruth(ctx, order.id, truth)
}

async function askForReview(ctx: OrdersCtx, orderId: string, left: readonly Difference[]) {
  for (const { sentence } of left) await askForPerson(ctx, orderId, sentence)
}

function isSame(a: Difference, b: Difference): boolean {
  return a.kind === b.kind && a.providerId === b.providerId
}
