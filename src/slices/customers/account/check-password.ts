import { and, eq } from 'drizzle-orm'
import { verifyPassword } from '#platform/auth/password-hash.ts'
import { accounts, customers } from '#platform/auth/schema.ts'
import type { Tx } from '#platform/db/client.ts'
import { limit, uncount } from '#platform/http/rate-limits.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { customerLimits } from '../rate-limits.ts'

const credentialOf = (customerId: string) =>
  and(eq(accounts.customerId, customerId), eq(accounts.providerId, 'credential'))

/** Throws Refusal('validation_failed') at the field `password` unless it is the account's. A try that succeeds is no guess. */
export async function checkPassword(
  ctx: Pick<Ctx, 'db' | 'log'>,
  customerId: string,
  password: string,
): Promise<void> {
  await limit(ctx, customerLimits.typePassword, customerId)
  const [account] = await ctx.db
    .select({ hash: accounts.password })
    .from(accounts)
    .where(credentialOf(customerId))
  if (!account?.hash || !(await verifyPassword({ hash: account.hash, password }))) {
    const message = 'This is not the password of your account'
    throw new Refusal('validation_failed', `${message}.`, [{ path: 'password', message }])
  }
  await uncount(ctx, customerLimits.typePassword, customerId)
}

/**
 * Keeps the hash of a new password. The customer's row stays held until the change is done, so that a sign-in with the old one that is
 * under way waits and then finds out (still-opens.ts).
 */
export async function keepPassword(tx: Tx, customerId: string, hash: string): Promise<void> {
  await tx.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId)).for('update')
  await tx.update(accounts).set({ password: hash }).where(credentialOf(customerId))
}
