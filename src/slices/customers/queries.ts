import { and, eq, inArray } from 'drizzle-orm'
import { customers } from '#platform/auth/schema.ts'
import { STAFF_ROLE } from '#platform/auth/session.ts'
import type { DbOrTx, Tx } from '#platform/db/client.ts'

/** False for a visitor who has not signed up, and for nobody. */
export async function hasAccount(db: DbOrTx, customerId: string | null): Promise<boolean> {
  if (!customerId) return false
  const [customer] = await db
    .select({ isAnonymous: customers.isAnonymous })
    .from(customers)
    .where(eq(customers.id, customerId))
  return customer?.isAnonymous === false
}

/** The address of the account, if its owner proved it; null also for an account that is gone. */
export async function provedEmailOf(db: DbOrTx, customerId: string): Promise<string | null> {
  const [customer] = await db
    .select({ email: customers.email })
    .from(customers)
    .where(and(eq(customers.id, customerId), eq(customers.emailVerified, true)))
  return customer?.email ?? null
}

/** Whether the account is there and its owner proved its address. Until the transaction ends it cannot be deleted. */
export async function lockProvedAccount(tx: Tx, customerId: string): Promise<boolean> {
  const [found] = await tx
    .select({ id: customers.id })
    .from(customers)
    .where(
      and(eq(customers.id, customerId), eq(customers.emailVerified, true), eq(customers.isAnonymous, false)),
    )
    .for('key share')
  return found !== undefined
}

/** Those of them who never signed up. */
export async function withoutAccount(db: DbOrTx, customerIds: readonly string[]): Promise<string[]> {
  if (customerIds.length === 0) return []
  const visitors = await db
    .select({ id: customers.id })
    .from(customers)
    .where(and(inArray(customers.id, [...new Set(customerIds)]), eq(customers.isAnonymous, true)))
  return visitors.map(({ id }) => id)
}

/** The id of the customer who signs in with this address, or null. */
export async function findCustomer(db: DbOrTx, email: string): Promise<string | null> {
  const [customer] = await db.select({ id: customers.id }).from(customers).where(eq(customers.email, email))
  return customer?.id ?? null
}

export type Person = { id: string; name: string; email: string }

/** The people with these ids, by name. */
export async function peopleOf(db: DbOrTx, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return []
  return db
    .select({ id: customers.id, name: customers.name, email: customers.email })
    .from(customers)
    .where(inArray(customers.id, [...ids]))
    .orderBy(customers.name, customers.id)
}

/** The ids of those of these addresses that have an account, by address. */
export async function accountsOf(db: DbOrTx, emails: readonly string[]): Promise<Map<string, string>> {
  const found = await db
    .select({ id: customers.id, email: customers.email })
    .from(customers)
    .where(and(inArray(customers.email, [...emails]), eq(customers.isAnonymous, false)))
  return new Map(found.map(({ id, email }) => [email, id]))
}

/**
 * The account of this address, when its owner is known to read mail there: what is given to an address goes to nobody who only typed
 * it. Null: that person has to be asked by mail.
 */
export async function provedAccountOf(db: DbOrTx, email: string): Promise<string | null> {
  const [found] = await db
    .select({ id: customers.id })
    .from(customers)
    .where(
      and(eq(customers.email, email), eq(customers.emailVerified, true), eq(customers.isAnonymous, false)),
    )
  return found?.id ?? null
}

/** Whether an account is of staff; null for one that is not there. */
export async function isOfStaff(db: DbOrTx, customerId: string): Promise<boolean | null> {
  const [found] = await db
    .select({ role: customers.role })
    .from(customers)
    .where(eq(customers.id, customerId))
  return found ? found.role === STAFF_ROLE : null
}
