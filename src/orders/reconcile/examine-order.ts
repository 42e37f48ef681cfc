import { jobId } from '#jobs/job-sender.ts'
import { transact } from '#jobs/transact.ts'
import type { ProviderPayment, ProviderRefund } from '#payments/gateway.ts'
import { lockPaid, noteRefundRequest } from '#payments/refund.ts'
import { askForReview } from '../ask-for-review.ts'
import { mayHappen, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { lockOrder, requireOrder } from '../queries.ts'
import { settleOrder } from '../settle-order.ts'
import { noteGivenBack, settleRefund } from '../settle-refund.ts'
import { matching, type OurBook, ourBookOf } from './books.ts'
import { overdueDifference, paymentDifference, refundDifference, refundedSumDifference } from './compare.ts'
import type { Difference, Outcome } from './difference.ts'

/** Younger rows are in somebody's hands. */
export const LEFT_ALONE_MS = 60_000

export type Suspect = {
  orderId: string
  /** Payments of the order that the provider's list named. */
  providerIds: Set<string>
  /** What made it one: all that can be said when the provider falls silent. */
  because: Difference
}
export type Finding = Difference & { outcome: Outcome }

/**
 * Looks again at an order whose rows seemed to differ, now at both books anew; has the order's own verbs carry it on;
 * and puts before staff what still differs then. The list was read a while ago, so nothing is done for its word alone.
 */
export async function examineOrder(ctx: OrdersCtx, suspect: Suspect): Promise<Finding[]> {
  const before = await readBooks(ctx, suspect)
  if (!before) return [{ ...suspect.because, outcome: 'unknown' }]
  const found = differencesIn(before, ctx.now())
  if (found.length === 0 || isInHand(before, ctx.now())) return []
  const raised = await mend(ctx, before)
  const after = await readBooks(ctx, suspect)
  if (!after) return found.map(difference => ({ ...difference, outcome: 'unknown' }))
  const left = [...differencesIn(after, ctx.now()), ...raised]
  await askAbout(ctx, suspect.orderId, left)
  return [
    ...found
      .filter(was => !left.some(is => isSame(was, is)))
      .map(was => ({ ...was, outcome: 'mended' as const })),
    ...left.map(is => ({ ...is, outcome: 'needs_review' as const })),
  ]
}

type Books = OurBook & { theirs: { payment: ProviderPayment; refunds: ProviderRefund[] }[] }

/** Null: the provider could not be asked. */
async function readBooks(ctx: OrdersCtx, { orderId, providerIds }: Suspect): Promise<Books | null> {
  const ours = await ourBookOf(ctx.db, orderId)
  if (!ours) return null
  const theirs: Books['theirs'] = []
  for (const id of new Set([
    ...ours.payments.flatMap(({ providerId }) => providerId ?? []),
    ...providerIds,
  ])) {
    const answer = await ctx.gateway.retrieve(id)
    if (answer.kind === 'absent') continue
    const given = answer.kind === 'payment' ? await refundsOf(ctx, answer.payment) : null
    if (answer.kind !== 'payment' || !given) return null
    theirs.push({ payment: answer.payment, refunds: given })
  }
  return { ...ours, theirs }
}

async function refundsOf(ctx: OrdersCtx, { status, providerId }: ProviderPayment) {
  return status === 'succeeded' ? ctx.gateway.refundsOf(providerId) : []
}

function differencesIn({ order, payments, refunds, theirs }: Books, now: Date): Difference[] {
  const paidBy = payments.find(payment => payment.status === 'succeeded') ?? null
  const ofPayments = theirs.map(({ payment }) => {
    const ours = payments.find(row => row.providerId === payment.providerId) ?? null
    return paymentDifference({ theirs: payment, ours, order, paidBy })
  })
  const missingThere = payments
    .filter(row => !theirs.some(({ payment }) => payment.providerId === row.providerId))
    .map(ours => paymentDifference({ theirs: null, ours, order, paidBy }))
  const given = theirs.flatMap(({ payment, refunds: list }) =>
    // Refunds of a payment that is not the order's money are that payment's own story.
    payment.providerId === paidBy?.providerId ? list : [],
  )
  const ofRefunds = [
    ...given.map(refund => refundDifference({ theirs: refund, ours: matching(refunds, refund), order })),
    ...refunds
      .filter(ours => !given.some(refund => matching([ours], refund)))
      .map(ours => refundDifference({ theirs: null, ours, order })),
  ].filter(difference => difference !== null)
  const open = given.some(refund => refund.status === 'pending')
  const paid = theirs.find(({ payment }) => payment.providerId === paidBy?.providerId)
  const ofSum =
    paid && paidBy && !open && ofRefunds.length === 0
      ? refundedSumDifference(paid.payment, paidBy, order)
      : null
  const ofMoney = [...ofPayments, ...missingThere, ...ofRefunds, ofSum].filter(found => found !== null)
  const overdue = ofMoney.length === 0 ? overdueDifference(order, now) : null
  return overdue ? [overdue] : ofMoney
}

/** By what moves money; the parcel may move meanwhile. */
function isInHand({ order, payments, refunds }: Books, now: Date): boolean {
  const moved = [...payments, ...refunds].map(row => row.updatedAt.getTime())
  return now.getTime() - Math.max(order.placedAt.getTime(), ...moved) < LEFT_ALONE_MS
}

/** Nothing here moves money by itself: the order's verbs do, by their own rules. Answers what mending raises for staff. */
async function mend(ctx: OrdersCtx, { order, refunds, theirs }: Books): Promise<Difference[]> {
  await settleOrder(ctx, order.id)
  for (const refund of refunds) if (refund.status === 'requested') await settleRefund(ctx, refund.id)
  const known = (await ourBookOf(ctx.db, order.id))?.refunds ?? []
  let followed = false
  for (const { payment, refunds: given } of theirs)
    for (const refund of given)
      if (refund.status === 'succeeded' && matching(known, refund)?.status !== 'succeeded')
        followed = (await noteRefundMadeThere(ctx, order.id, payment, refund)) || followed
  return followed ? raisedBy(await requireOrder(ctx.db, order.id)) : []
}

/** All the money went back while the parcel has not left: whether it should is a person's to say. */
function raisedBy(order: Order): Difference[] {
  if (order.money !== 'refunded' || order.state !== 'confirmed' || !mayHappen(order, 'order.cancelled'))
    return []
  const sentence = `${order.number}: all of its money went back at the bank itself, and the parcel has not left. Cancel the order, or let it go.`
  return [{ kind: 'refunded_there', orderId: order.id, providerId: null, sentence }]
}

/** Money that somebody gave back at the provider itself: it has gone, so our books follow. False: they must not. */
async function noteRefundMadeThere(
  ctx: OrdersCtx,
  orderId: string,
  payment: ProviderPayment,
  made: ProviderRefund,
): Promise<boolean> {
  return transact(ctx, async transaction => {
    const { tx } = transaction
    const paid = await lockPaid(tx, orderId)
    if (paid?.payment.providerId !== payment.providerId || made.amount.amount > paid.leftMinor) return false
    // Our sum never gets ahead of theirs, whatever the single rows say.
    if (paid.payment.refundedMinor + made.amount.amount > payment.refundedMinor) return false
    const order = await lockOrder(tx, orderId)
    const event = order.confirmedAt ? 'order.refunded' : 'order.late_payment_returned'
    if (order.needsReview !== null || !mayHappen(order, event)) return false
    const refund = await noteRefundRequest(tx, paid.payment, {
      id: jobId('refund-made-there', made.providerId),
      orderId,
      reason: 'refunded_at_provider',
      actor: ctx.actor,
      at: ctx.now(),
      amountMinor: made.amount.amount,
      shippingMinor: 0,
    })
    if (refund) await noteGivenBack(ctx, transaction, refund, made.providerId)
    return refund !== null
  })
}

/** For whatever is left, all in one. */
async function askAbout(ctx: OrdersCtx, orderId: string, left: readonly Difference[]) {
  if (left.length > 0) await askForReview(ctx, orderId, left.map(difference => difference.sentence).join(' '))
}

function isSame(a: Difference, b: Difference): boolean {
  return a.kind === b.kind && a.providerId === b.providerId
}
