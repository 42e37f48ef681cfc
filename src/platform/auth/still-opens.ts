import { and, eq, gt } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { verifyPassword } from './password-hash.ts'
import { accounts, customers, sessionEvents } from './schema.ts'

/** Longer than a password takes to be checked on a slow machine. */
const CHECK_MS = 60_000

/**
 * Whether the password that was just checked still opens the account, now that its session stands. It was checked against a hash that
 * somebody may have replaced meanwhile, and the sessions that the change ended were those it saw. The one that changes a password
 * holds the customer's row (account/check-password.ts): this waits for it, and then looks again.
 */
export async function stillOpens(db: Db, customerId: string, password: string): Promise<boolean> {
  const changed = await db.transaction(async tx => {
    await tx.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId)).for('share')
    return tx
      .select({ id: sessionEvents.id })
      .from(sessionEvents)
      .where(
        and(
          eq(sessionEvents.customerId, customerId),
          eq(sessionEvents.what, 'password_changed'),
          gt(sessionEvents.at, new Date(Date.now() - CHECK_MS)),
        ),
      )
      .limit(1)
  })
  if (changed.length === 0) return true
  const [account] = await db
    .select({ hash: accounts.password })
    .from(accounts)
    .where(and(eq(accounts.customerId, customerId), eq(accounts.providerId, 'credential')))
  return Boolean(account?.hash && (await verifyPassword({ hash: account.hash, password })))
}
