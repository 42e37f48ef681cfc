import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { blockingStates } from './dispute-states.ts'
import type { ProviderDispute } from './provider.ts'
import type { Payment } from './queries.ts'
import { type DisputeState, disputes } from './schema.ts'

export type Dispute = typeof disputes.$inferSelect

export async function blockingDispute(db: DbOrTx, paymentId: string): Promise<Dispute | null> {
  const [dispute] = await db
    .select()
    .from(disputes)
    .where(and(eq(disputes.paymentId, paymentId), inArray(disputes.state, [...blockingStates])))
    .orderBy(desc(disputes.openedAt))
    .limit(1)
  return dispute ?? null
}

/** The disputes of an order, oldest first. */
export async function readDisputes(db: DbOrTx, orderId: string): Promise<Dispute[]> {
  return db.select().from(disputes).where(eq(disputes.orderId, orderId)).orderBy(asc(disputes.openedAt))
}

/** Notes the dispute's new state. `before` is null when the dispute is new here; the answer is null when nothing changed. The caller holds the lock on the payment's row. */
export async function noteDispute(
  tx: Tx,
  payment: Payment,
  theirs: ProviderDispute,
  at: Date,
): Promise<{ dispute: Dispute; before: DisputeState | null } | null> {
  const { providerId, state, amount, reason, dueAt, openedAt } = theirs
  const [known] = await tx.select().from(disputes).where(eq(disputes.providerId, providerId))
  const changing = {
    state,
    reason,
    dueAt,
    amountMinor: amount.amount,
    currency: amount.currency,
    updatedAt: at,
  }
  if (known && isSame(known, theirs)) return null
  const [dispute] = known
    ? await tx.update(disputes).set(changing).where(eq(disputes.id, known.id)).returning()
    : await tx
        .insert(disputes)
        .values({
          ...changing,
          id: uuidv7(),
          providerId,
          paymentId: payment.id,
          orderId: payment.orderId,
          openedAt,
          createdAt: at,
        })
        .returning()
  return dispute ? { dispute, before: known?.state ?? null } : null
}

export function isSame(ours: Dispute, theirs: ProviderDispute): boolean {
  return (
    ours.state === theirs.state &&
    ours.amountMinor === theirs.amount.amount &&
    ours.dueAt?.getTime() === theirs.dueAt?.getTime()
  )
}
