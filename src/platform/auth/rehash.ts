import { and, eq } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { hashPassword, isOutdated } from './password-hash.ts'
import { accounts } from './schema.ts'

/** The password is at hand at signing in only: a hash of an older release is then replaced by one of today's strength. */
export async function rehash(db: Db, customerId: string, password: string): Promise<void> {
  const [account] = await db
    .select({ id: accounts.id, password: accounts.password })
    .from(accounts)
    .where(and(eq(accounts.customerId, customerId), eq(accounts.providerId, 'credential')))
  if (!account?.password || !isOutdated(account.password)) return
  // A password that was changed meanwhile stays.
  await db
    .update(accounts)
    .set({ password: await hashPassword(password) })
    .where(and(eq(accounts.id, account.id), eq(accounts.password, account.password)))
}
