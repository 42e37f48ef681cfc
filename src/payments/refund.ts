import { and, eq, lt, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#db/client.ts'
import { type Actor, actorName } from '#lib/actor.ts'
import { fault } from '#lib/fault-points.ts'
import type { PaymentsCtx, RefundAnswer } from './gateway.ts'
import { payments, refunds } from './schema.ts'

export type Refund = typeof refunds.$inferSelect

/**
 * Notes that all that is left of a payment goes back, before the provider is asked. Null: nothing is left. The
 * payment's row is locked, so that two who ask at once give back no more than was taken.
 */
export async function requestRefundOfRest(
  tx: Tx,
  request: { id: string; orderId: string; reason: string; actor: Actor; at: Date },
): Promise<Refund | null> {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, request.orderId), eq(payments.status, 'succeeded')))
    .for('update')
  if (!payment) return null
  const [open] = await tx
    .select({ minor: sql<number>`coalesce(sum(amount_minor), 0)::float8` })
    .from(refunds)
    .where(and(eq(refunds.paymentId, payment.id), eq(refunds.status, 'requested')))
  const left = payment.capturedMinor - payment.refundedMinor - (open?.minor ?? 0)
  if (left <= 0) return null
  const { id, orderId, reason, actor, at } = request
  const written = await tx
    .insert(refunds)
    .values({
      id,
      paymentId: payment.id,
      orderId,
      amountMinor: left,
      currency: payment.currency,
      reason,
      requestedBy: actorName(actor),
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing()
    .returning()
  return written[0] ?? null
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

export async function noteRefundFailed(db: DbOrTx, refund: Refund, at: Date): Promise<void> {
  await db
    .update(refunds)
    .set({ status: 'failed', updatedAt: at })
    .where(and(eq(refunds.id, refund.id), eq(refunds.status, 'requested')))
}
