import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { blockingStates, waitsForAnswer } from './dispute-states.ts'
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

/** A query for the orders with a dispute that `waitsForAnswer`, as `disputes_open_idx` can find it. */
export const unansweredOrderIds: SQL = sql`
  select d.order_id from disputes d where (d.state = 'needs_response' or (d.state = 'inquiry' and d.due_at is not null))`

/** A query for the sum that disputes took for good between two moments. */
export const lostBetween = (from: SQL, until: SQL): SQL => sql`
  select coalesce(sum(amount_minor), 0)::float8 as lost
  from disputes where state = 'lost' and updated_at >= ${from} and updated_at <= ${until}`

export type Unanswered = { amountMinor: number; currency: string; dueAt: Date | null }

/** Of these orders, by their ids, the disputes that wait for the shop's answer: of each the one that is due first. */
export async function readUnanswered(
  db: DbOrTx,
  orderIds: readonly string[],
): Promise<Map<string, Unanswered>> {
  const rows = await db
    .select()
    .from(disputes)
    .where(inArray(disputes.orderId, [...orderIds]))
    .orderBy(sql`${disputes.dueAt} desc nulls first`)
  return new Map(rows.filter(waitsForAnswer).map(row => [row.orderId, row]))
}

/** What a dispute has become. `before`: null when it is new here. Null: nothing that was not known. The payment's row must be locked. */
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
