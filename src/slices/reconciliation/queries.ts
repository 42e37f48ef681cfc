import { desc, inArray, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { numbersOf } from '#slices/orders/queries.ts'
import { mostUrgentDisputes } from '#slices/payments/our-books.ts'
import { type Books, type BooksDifference, OPEN_DISPUTES_SHOWN, type OpenDispute } from './desk/books-view.ts'
import { reconciliationDifferences, reconciliations } from './schema.ts'

/** A week of nights and a few runs by hand. */
const RUNS_SHOWN = 10
const DIFFERENCES_SHOWN = 100

export async function readBooks(db: Db, now: Date): Promise<Books> {
  const runs = await db
    .select()
    .from(reconciliations)
    .orderBy(desc(reconciliations.startedAt))
    .limit(RUNS_SHOWN)
  const differences = await differencesOf(
    db,
    runs.map(run => run.id),
  )
  return {
    runs: runs.map(({ id, startedBy, startedAt, endedAt, failure, fromAt, payments, refunds }) => {
      const own = differences.filter(difference => difference.reconciliationId === id)
      return {
        id,
        startedBy: nameOf(startedBy),
        startedAt,
        endedAt,
        failure,
        from: fromAt,
        payments,
        refunds,
        differences: own.map(shown),
        total: own[0]?.total ?? 0,
      }
    }),
    readAt: now,
  }
}

async function differencesOf(db: Db, runIds: readonly string[]) {
  if (runIds.length === 0) return []
  const ranked = db.$with('ranked').as(
    db
      .select({
        id: reconciliationDifferences.id,
        reconciliationId: reconciliationDifferences.reconciliationId,
        kind: reconciliationDifferences.kind,
        outcome: reconciliationDifferences.outcome,
        sentence: reconciliationDifferences.sentence,
        orderId: reconciliationDifferences.orderId,
        providerId: reconciliationDifferences.providerId,
        total:
          sql<number>`(count(*) over (partition by ${reconciliationDifferences.reconciliationId}))::int`.as(
            'total',
          ),
        place:
          sql<number>`row_number() over (partition by ${reconciliationDifferences.reconciliationId} order by ${reconciliationDifferences.outcome} = 'mended', ${reconciliationDifferences.id})`.as(
            'place',
          ),
      })
      .from(reconciliationDifferences)
      .where(inArray(reconciliationDifferences.reconciliationId, [...runIds])),
  )
  return db
    .with(ranked)
    .select()
    .from(ranked)
    .where(sql`${ranked.place} <= ${DIFFERENCES_SHOWN}`)
    .orderBy(ranked.place)
}

function shown({
  id,
  kind,
  outcome,
  sentence,
  orderId,
  providerId,
}: Awaited<ReturnType<typeof differencesOf>>[number]): BooksDifference {
  return { id, kind, outcome, sentence, orderId, providerId }
}

/** `staff:0198…:Ada` → "Ada". A scheduled run has no name. */
function nameOf(startedBy: string): string | null {
  const [kind, , ...name] = startedBy.split(':')
  if (kind === 'staff') return name.join(':')
  return startedBy === 'system:command' ? 'the command line' : null
}

export async function readOpenDisputes(db: Db): Promise<OpenDispute[]> {
  const open = await mostUrgentDisputes(db, OPEN_DISPUTES_SHOWN)
  const numbers = await numbersOf(
    db,
    open.map(({ orderId }) => orderId),
  )
  return open.flatMap(
    ({ id, orderId, openedAt, providerId, state, amountMinor, currency, reason, dueAt }) => {
      const number = numbers.get(orderId)
      return number
        ? [{ id, orderId, number, openedAt, providerId, state, amountMinor, currency, reason, dueAt }]
        : []
    },
  )
}
