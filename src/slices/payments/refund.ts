import { and, eq, lt, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { blockingDispute, type Dispute } from './dispute.ts'
import type { PaymentsCtx, RefundAnswer } from './provider.ts'
import type { Payment } from './queries.ts'
import { payments, refunds } from './schema.ts'

export type Refund = typeof refunds.$inferSelect

/** A request for money back. The caller makes the `id`: the same id is the same refund. */
export type RefundWish = {
  id: string
  orderId: string
  reason: string
  actor: Actor
  at: Date
  inputHash?: string | undefined
}

/** A captured payment and the amount that can still be refunded. */
export type Paid = {
  payment: Payment
  leftMinor: number
  /** Of that, what the card paid. The rest is what gift cards and store credit paid. */
  cardLeftMinor: number
  /** Set while the card's bank decides a dispute, and after it took the money back: the bank then refuses every refund. */
  disputed: Dispute | null
}

/**
 * Reads what is left of an order's payment, with what gift cards and store credit paid of it: not refunded and not on its way back. It locks the payment's row, so
 * that two refunds at once never give back more than was paid. Null when nothing was paid.
 */
export async function lockPaid(tx: Tx, orderId: string): Promise<Paid | null> {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.status, 'succeeded')))
    .for('update')
  if (!payment) return null
  const [open] = await tx
    .select({
      minor: sql<number>`coalesce(sum(amount_minor), 0)::float8`,
      creditMinor: sql<number>`coalesce(sum(credit_minor), 0)::float8`,
    })
    .from(refunds)
    .where(and(eq(refunds.paymentId, payment.id), eq(refunds.status, 'requested')))
  const disputed = await blockingDispute(tx, payment.id)
  const openCreditMinor = open?.creditMinor ?? 0
  const cardLeftMinor = takenByCard(payment) - ((open?.minor ?? 0) - openCreditMinor)
  const creditLeftMinor = payment.creditMinor - payment.creditRefundedMinor - openCreditMinor
  return { payment, leftMinor: cardLeftMinor + creditLeftMinor, cardLeftMinor, disputed }
}

/** What the card paid and neither went back to it nor was given as credit instead. */
const takenByCard = ({ capturedMinor, refundedMinor, grantedMinor }: Payment): number =>
  capturedMinor - refundedMinor - grantedMinor

/** The part of a refund that the provider is asked for. */
export const cardPartOf = (refund: Pick<Refund, 'amountMinor' | 'creditMinor' | 'grantedMinor'>): number =>
  refund.amountMinor - refund.creditMinor - refund.grantedMinor

/** Notes the refund before the provider is request. Null when the id belongs to another refund. */
export async function noteRefundRequest(
  tx: Tx,
  payment: Payment,
  wish: RefundWish & {
    amountMinor: number
    creditMinor: number
    grantedMinor: number
    shippingMinor: number
    providerId?: string
  },
): Promise<Refund | null> {
  const { actor, at, inputHash = null, ...asked } = wish
  const written = await tx
    .insert(refunds)
    .values({
      ...asked,
      inputHash,
      paymentId: payment.id,
      currency: payment.currency,
      requestedBy: actorName(actor),
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing()
    .returning()
  return written[0] ?? null
}

/** Notes a refund of everything that is left of what the card paid. Null when nothing is left. */
export async function requestRefundOfRest(tx: Tx, wish: RefundWish): Promise<Refund | null> {
  const paid = await lockPaid(tx, wish.orderId)
  if (!paid || paid.disputed || paid.cardLeftMinor <= 0) return null
  return noteRefundRequest(tx, paid.payment, {
    ...wish,
    amountMinor: paid.cardLeftMinor,
    creditMinor: 0,
    grantedMinor: 0,
    shippingMinor: 0,
  })
}

export async function readRefund(db: DbOrTx, refundId: string): Promise<Refund | null> {
  const [refund] = await db.select().from(refunds).where(eq(refunds.id, refundId))
  return refund ?? null
}

/** Refunds that were requested a while ago and are still open. */
export async function openRefunds(db: DbOrTx, before: Date, limit: number): Promise<Refund[]> {
  return db
    .select()
    .from(refunds)
    .where(and(eq(refunds.status, 'requested'), lt(refunds.createdAt, before)))
    .orderBy(refunds.createdAt)
    .limit(limit)
}

/** Sends the refund. `look` means that it may have been sent before, so the provider is asked for it first. */
export async function askForRefund(
  ctx: PaymentsCtx,
  refund: Refund,
  { look }: { look: boolean },
): Promise<RefundAnswer> {
  const [payment] = await ctx.db
    .select({ providerId: payments.providerId })
    .from(payments)
    .where(eq(payments.id, refund.paymentId))
  if (!payment?.providerId) return { kind: 'absent' }
  const { providerId } = payment
  // The provider already has this refund, so there is nothing to send.
  if (refund.providerId) return ctx.gateway.retrieveRefund(refund.providerId)
  if (look) {
    const found = await ctx.gateway.findRefund({ refundId: refund.id, providerId })
    if (found.kind !== 'absent') return found
  }
  await fault('refund.sending')
  const answer = await ctx.gateway.refund({
    refundId: refund.id,
    attempt: refund.attempt,
    orderId: refund.orderId,
    providerId,
    amountMinor: cardPartOf(refund),
  })
  await fault('refund.answered')
  return answer
}

/** Starts a new attempt with a key of its own, after a look-up showed that the last one is dead. */
export async function nextRefundAttempt(db: DbOrTx, refund: Refund): Promise<void> {
  await db
    .update(refunds)
    .set({ attempt: refund.attempt + 1 })
    .where(and(eq(refunds.id, refund.id), eq(refunds.attempt, refund.attempt)))
}

/** Notes that the money went back; `providerId` is null when none of it was the card's. False when that was already noted. */
export async function noteRefunded(
  tx: Tx,
  refund: Refund,
  providerId: string | null,
  at: Date,
): Promise<boolean> {
  const noted = await tx
    .update(refunds)
    .set({ status: 'succeeded', providerId, updatedAt: at })
    .where(and(eq(refunds.id, refund.id), eq(refunds.status, 'requested')))
    .returning({ id: refunds.id })
  if (noted.length === 0) return false
  await tx
    .update(payments)
    .set({
      refundedMinor: sql`${payments.refundedMinor} + ${cardPartOf(refund)}`,
      creditRefundedMinor: sql`${payments.creditRefundedMinor} + ${refund.creditMinor}`,
      grantedMinor: sql`${payments.grantedMinor} + ${refund.grantedMinor}`,
      updatedAt: at,
    })
    .where(eq(payments.id, refund.paymentId))
  return true
}

/** Notes that the money stays here. False when the refund had already ended. */
export async function noteRefundFailed(tx: Tx, refund: Refund, at: Date): Promise<boolean> {
  const noted = await tx
    .update(refunds)
    .set({ status: 'failed', updatedAt: at })
    .where(and(eq(refunds.id, refund.id), eq(refunds.status, 'requested')))
    .returning({ id: refunds.id })
  return noted.length === 1
}

/** Less is left than the refund asks for, so everything that is left goes back under the same id, in a new attempt. */
export async function shrinkRefund(
  tx: Tx,
  refund: Refund,
  to: { amountMinor: number; creditMinor: number; shippingMinor: number; at: Date },
): Promise<void> {
  const { at, ...sums } = to
  await tx
    .update(refunds)
    .set({ ...sums, attempt: refund.attempt + 1, updatedAt: at })
    .where(and(eq(refunds.id, refund.id), eq(refunds.status, 'requested')))
}

/** Notes that the card's money of a finished refund came back to the shop. False when that was already noted. */
export async function noteRefundReversed(tx: Tx, refund: Refund, at: Date): Promise<boolean> {
  const noted = await tx
    .update(refunds)
    .set({ status: 'reversed', updatedAt: at })
    .where(and(eq(refunds.id, refund.id), eq(refunds.status, 'succeeded')))
    .returning({ id: refunds.id })
  if (noted.length === 0) return false
  await tx
    .update(payments)
    .set({ refundedMinor: sql`${payments.refundedMinor} - ${cardPartOf(refund)}`, updatedAt: at })
    .where(eq(payments.id, refund.paymentId))
  return true
}

/** What a reversed refund gave to gift cards and store credit stands as a refund of its own. */
export async function noteCreditStays(tx: Tx, reversed: Refund, at: Date): Promise<Refund> {
  const { paymentId, orderId, creditMinor, currency, reason, requestedBy } = reversed
  const written = await tx
    .insert(refunds)
    .values({
      id: jobId('credit-stays', reversed.id),
      paymentId,
      orderId,
      amountMinor: creditMinor,
      creditMinor,
      currency,
      reason,
      requestedBy,
      status: 'succeeded',
      createdAt: at,
      updatedAt: at,
    })
    .returning()
  const [stays] = written
  assert(stays, 'a row that is inserted is there')
  return stays
}
