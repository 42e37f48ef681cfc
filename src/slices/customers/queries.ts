import { eq } from 'drizzle-orm'
import { customers } from '#platform/auth/schema.ts'
import type { DbOrTx } from '#platform/db/client.ts'

/** False for a visitor who has not signed up, and for nobody. */
export async function hasAccount(db: DbOrTx, customerId: string | null): Promise<boolean> {
  if (!customerId) return false
  const [customer] = await db
    .select({ isAnonymous: customers.isAnonymous })
    .from(customers)
    .where(eq(customers.id, customerId))
  return customer?.isAnonymous === false
}
