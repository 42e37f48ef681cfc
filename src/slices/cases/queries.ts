import { and, asc, count, desc, eq, lt, or } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { readPage } from '#platform/lib/pages.ts'
import { numbersOf } from '#slices/orders/queries.ts'
import type { Case, CaseState } from './case.ts'
import { cases } from './schema.ts'

export async function readCase(db: DbOrTx, id: string): Promise<Case | null> {
  const [found] = await db.select().from(cases).where(eq(cases.id, id))
  return found ?? null
}

export async function lockCase(tx: Tx, id: string): Promise<Case | null> {
  const [found] = await tx.select().from(cases).where(eq(cases.id, id)).for('update')
  return found ?? null
}

export async function openCaseOf(db: DbOrTx, parcelId: string): Promise<Case | null> {
  const [found] = await db
    .select()
    .from(cases)
    .where(and(eq(cases.parcelId, parcelId), eq(cases.state, 'open')))
  return found ?? null
}

/** The cases of an order, oldest first. */
export async function casesOf(db: DbOrTx, orderId: string): Promise<Case[]> {
  return db.select().from(cases).where(eq(cases.orderId, orderId)).orderBy(asc(cases.openedAt), asc(cases.id))
}

export async function countOpen(db: DbOrTx): Promise<number> {
  const [open] = await db.select({ count: count() }).from(cases).where(eq(cases.state, 'open'))
  return open?.count ?? 0
}

const PAGE = 50
export type ListedCase = Case & { number: string }

/** Cases, newest first, one page at a time. `after`: the id of the last one of the page before. */
export async function listCases(
  db: DbOrTx,
  { state, after }: { state: CaseState | null; after: string | null },
): Promise<{ cases: ListedCase[]; nextCursor: string | null }> {
  const last = after ? await readCase(db, after) : null
  const { rows, next } = await readPage(
    PAGE,
    most =>
      db
        .select()
        .from(cases)
        .where(
          and(
            state ? eq(cases.state, state) : undefined,
            last
              ? or(
                  lt(cases.openedAt, last.openedAt),
                  and(eq(cases.openedAt, last.openedAt), lt(cases.id, last.id)),
                )
              : undefined,
          ),
        )
        .orderBy(desc(cases.openedAt), desc(cases.id))
        .limit(most),
    ({ id }) => id,
  )
  const numbers = await numbersOf(
    db,
    rows.map(({ orderId }) => orderId),
  )
  return {
    cases: rows.map(row => ({ ...row, number: numbers.get(row.orderId) ?? '' })),
    nextCursor: next,
  }
}
