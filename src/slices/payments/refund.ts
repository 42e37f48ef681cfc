import { and, eq, lt, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { blockingDispute, type Dispute } from './dispute.ts'
import type { PaymentsCtx, RefundAnswer } from './provider.ts'
import type { Payment } from './queries.ts'
import { payments, refunds } from './schema.ts'

export type Refund = typeof refunds.$inferSelect

/** Who asks for money back, why and when. `id` is made by the caller: the same id is the same refund. */
export type RefundWish = {
  id: string
  orderId: string
  reason: string
  actor: Actor
  at: Date
  inputHash?: string | undefined
}

/** A payment that was taken, and what of it can still be given back. */
export type Paid = {
  payment: Payment
  leftMinor: number
  /** Set while the card's bank decides over it, and when it took it back: it refuses every refund then. */
  disputed: Dispute | null
}

/**
 * What is left of an order's payment: taken, not given back and not on its way. The payment's row is locked, so that
 * two who ask at once give back no more than was taken. Null: nothing was taken.
 */
export async function lockPaid(tx: Tx, orderId: string): Promise<Paid | null> {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.status, 'succeeded')))
    .for('update')
  if (!payment) return null
  const [open] = await tx
    .select({ minor: sql<number>`coalesce(sum(amount_minor), 0)::float8` })
    .from(refunds)
    .where(and(eq(refunds.paymentId, payment.id), eq(refunds.status, 'requested')))
  const disputed = await blockingDispute(tx, payment.id)
  return {
    payment,
    leftMinor: payment.capturedMinor - payment.refundedMinor - (open?.minor ?? 0),
    disputed,
  }
}

/** Notes that money goes back, before the provider is asked. Null: the id belongs to another refund. */
export async function noteRefundRequest(
  tx: Tx,
  payment: Payment,
  wish: RefundWish & { amountMinor: number; shippingMinor: number; providerId?: string },
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

/** Notes that all that is left of a payment goes back, whatever it was for. Null: nothing is left. */
export async function requestRefundOfRest(tx: Tx, wish: RefundWish): Promise<Refund | null> {
  const paid = await lockPaid(tx, wish.orderId)
  if (!paid || paid.disputed || paid.leftMinor <= 0) return null
  return noteRefundRequest(tx, paid.payment, { ...wish, amountMinor: paid.leftMinor, shippingMinor: 0 })
}

export async function readRefund(db: DbOrTx, refundId: string): Promise<Refund | null> {
  const [refund] = await db.select().from(refunds).where(eq(refunds.id, refundId))
  return refund ?? null
}

/** Refunds that were asked for a while ago and whose end is not known. */
export async function openRefunds(db: DbOrTx, before: Date, limit: number): Promise<Refund[]> {
  return db
    .select()
    .from(refunds)
    .where(and(eq(refunds.status, 'requested'), lt(refunds.createdAt, before)))
    .orderBy(refunds.createdAt)
    .limit(limit)
}

/** Sends the refund, or asks what became of it. `look`: it may have been sent before. */
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
  // Made at the provider: it is there, and nothing of it is ours to send.
  if (refund.providerId) return ctx.gateway.retrieveRefund(refund.providerId)
  if (look) {
    const seen = await ctx.gateway.findRefund({ refundId: refund.id, providerId })
    if (seen.kind !== 'absent') return seen
  }
  await fault('refund.sending')
  const answer = await ctx.gateway.refund({
    refundId: refund.id,
    attempt: refund.attempt,
    orderId: refund.orderId,
    providerId,
    amountMinor: refund.amountMinor,
  })
  await fault('refund.answered')
  return answer
}

/** The attempt was looked up and is dead: the next one has a key of its own. */
export async function nextRefundAttempt(db: DbOrTx, refund: Refund): Promise<void> {
  await db
    .update(refunds)
    .set({ attempt: refund.attempt + 1 })
    .where(and(eq(refunds.id, refund.id), eq(refunds.attempt, refund.attempt)))
}

/** The money went back. False: that had been noted before. */
export async function noteRefunded(tx: Tx, refund: Refund, providerId: string, at: Date): Promise<boolean> {
  const noted = await tx
    .update(refunds)
    .set({ status: 'succeeded', providerId, updatedAt: at })
    .where(and(eq(refunds.id, refund.id), eq(refunds.status, 'requested')))
    .returning({ id: refunds.id })
  if (noted.length === 0) return false
  await tx
    .update(payments)
    .set({ refundedMinor: sql`${payments.refundedMinor} + ${refund.amountMinor}`, updatedAt: at })
    .where(eq(payments.id, refund.paymentId))
  return true
}

/** The money stays here. False: the refund's end had been noted before. */
export async function noteRefundFailed(tx: Tx, refund: Refund, at: Date): Promise<boolean> {
  const noted = await tx
    .update(refunds)
    .set({ status: 'failed', updatedAt: at })
    .where(and(eq(refunds.id, refund.id), eq(refunds.status, 'requested')))
    .returning({ id: refunds.id })
  return noted.length === 1
}

/** Less is left than was asked for: all of that goes back under the same id, in a call of its own. */
export async function shrinkRefund(
  tx: Tx,
  refund: Refund,
  to: { amountMinor: number; shippingMinor: number; at: Date },
): Promise<void> {
  const { at, ...sums } = to
  await tx
    .update(refunds)
    .set({ ...sums, attempt: refund.attempt + 1, updatedAt: at })
    .where(and(eq(refunds.id, refund.id), eq(refunds.status, 'requested')))
}

/** It had counted as given back, and the money is here again. False: that had been noted before. */
export async function noteRefundReversed(tx: Tx, refund: Refund, at: Date): Promise<boolean> {
  const noted = await tx
    .update(refunds)
    .set({ status: 'reversed', updatedAt: at })
    .where(and(eq(refunds.id, refund.id), eq(refunds.status, 'succeeded')))
    .returning({ id: refunds.id })
  if (noted.length === 0) return false
  await tx
    .update(payments)
    .set({ refundedMinor: sql`${payments.refundedMinor} - ${refund.amountMinor}`, updatedAt: at })
    .where(eq(payments.id, refund.paymentId))
  return true
}
