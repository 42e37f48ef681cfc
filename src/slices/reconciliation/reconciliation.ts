import { and, eq, isNull, lt } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '#platform/db/client.ts'
import type { Finding } from './examine-order.ts'
import { reconciliationDifferences, reconciliations } from './schema.ts'

export type Reconciliation = typeof reconciliations.$inferSelect

/** A run reports at every page and order, and each takes seconds. */
const GONE_AFTER_MS = 5 * 60_000

/**
 * Begins a run. Null: another one is in progress, in this process or elsewhere (a unique index allows one). A run whose
 * process is gone is closed first.
 */
export async function beginReconciliation(
  db: Db,
  run: { startedBy: string; from: Date; until: Date; now: Date },
): Promise<Reconciliation | null> {
  const { startedBy, from, until, now } = run
  await db
    .update(reconciliations)
    .set({ endedAt: now, failure: 'Its process ended before it did.' })
    .where(
      and(
        isNull(reconciliations.endedAt),
        lt(reconciliations.seenAt, new Date(now.getTime() - GONE_AFTER_MS)),
      ),
    )
  const [begun] = await db
    .insert(reconciliations)
    .values({ id: uuidv7(), startedBy, startedAt: now, seenAt: now, fromAt: from, untilAt: until })
    .onConflictDoNothing()
    .returning()
  return begun ?? null
}

/** Notes the run's progress, which also shows that it is alive. */
export async function noteProgress(
  db: Db,
  id: string,
  progress: { payments: number; refunds: number; at: Date },
): Promise<void> {
  const { payments, refunds, at } = progress
  await db.update(reconciliations).set({ payments, refunds, seenAt: at }).where(eq(reconciliations.id, id))
}

export async function noteFindings(db: Db, id: string, findings: readonly Finding[], at: Date) {
  if (findings.length === 0) return
  await db
    .insert(reconciliationDifferences)
    .values(findings.map(finding => ({ ...finding, id: uuidv7(), reconciliationId: id, at })))
}

/** `failure`: why it ended before it had read everything. */
export async function endReconciliation(
  db: Db,
  id: string,
  end: { at: Date; failure: string | null },
): Promise<Reconciliation> {
  const [ended] = await db
    .update(reconciliations)
    .set({ endedAt: end.at, seenAt: end.at, failure: end.failure })
    .where(eq(reconciliations.id, id))
    .returning()
  if (!ended) throw new Error(`There is no reconciliation ${id}.`)
  return ended
}
