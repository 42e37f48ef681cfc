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

/** The id of the customer who signs in with this address, or null. */
export async function findCustomer(db: DbOrTx, email: string): Promise<string | null> {
  const [customer] = await db.select({ id: customers.id }).from(customers).where(eq(customers.email, email))
  return customer?.id ?? null
}
