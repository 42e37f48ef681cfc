import { and, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import type { Refund } from './refund.ts'
import { refunds } from './schema.ts'

/** The refunds of an order, newest first. */
export async function refundsOf(db: DbOrTx, orderId: string): Promise<Refund[]> {
  return db.select().from(refunds).where(eq(refunds.orderId, orderId)).orderBy(desc(refunds.createdAt))
}

/** The sum of refunds that the bank was asked for and has not paid yet. */
export async function refundUnderWay(db: DbOrTx, orderId: string): Promise<number> {
  const [row] = await db
    // The status stands beside the sum and not in the condition, so that Postgres reads only the order's own few rows.
    .select({
      minor: sql<number>`coalesce(sum(${refunds.amountMinor}) filter (where ${refunds.status} = 'requested'), 0)::float8`,
    })
    .from(refunds)
    .where(eq(refunds.orderId, orderId))
  return row?.minor ?? 0
}

/** What had gone back to the card or was on its way when this refund was asked for. */
export async function hadGoneBefore(db: DbOrTx, refund: Refund): Promise<number> {
  const [row] = await db
    .select({ minor: sql<number>`coalesce(sum(${refunds.amountMinor} - ${refunds.creditMinor}), 0)::float8` })
    .from(refunds)
    .where(
      and(
        eq(refunds.paymentId, refund.paymentId),
        lt(refunds.createdAt, refund.createdAt),
        inArray(refunds.status, ['succeeded', 'requested']),
      ),
    )
  return row?.minor ?? 0
}

/** A query for the number of refunds between two moments, and their sum. */
export const refundedBetween = (from: SQL, until: SQL): SQL => sql`
  select count(*)::int as refunds, coalesce(sum(amount_minor), 0)::float8 as refunded
  from refunds where status not in ('failed', 'reversed') and created_at >= ${from} and created_at <= ${until}`
