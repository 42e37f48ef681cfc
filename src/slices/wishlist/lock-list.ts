import { count, eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { wishes } from './schema.ts'
import { MAX_WISHES } from './wish.ts'

/** Any number: it tells these locks from others. */
const LIST_LOCKS = 5_170_212

/** Answers how many more wishes fit on the list. Two tabs take turns until the transaction ends, so together they never pass the limit. */
export async function lockList(tx: Tx, customerId: string): Promise<{ room: number }> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LIST_LOCKS}, hashtext(${customerId}))`)
  const [there] = await tx.select({ wishes: count() }).from(wishes).where(eq(wishes.customerId, customerId))
  return { room: MAX_WISHES - (there?.wishes ?? 0) }
}
