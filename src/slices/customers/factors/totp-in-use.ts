import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { renewRecoveryCodes } from '#platform/auth/recovery-codes.ts'
import { recoveryCodes, sessions, totpKeys } from '#platform/auth/schema.ts'
import { tellOwner } from '#platform/auth/session-events.ts'
import type { Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Acting } from '../account/change-password.ts'
import { checkPassword } from '../account/check-password.ts'
import { endSessionsIn } from '../account/end-sessions.ts'
import { type Renewed, renewSession } from '../account/renew-session.ts'

type FactorCtx = Pick<Ctx, 'db' | 'jobs' | 'log'>

/** New recovery codes in place of the old ones, for one who knows the password. */
export async function newRecoveryCodes(
  ctx: FactorCtx,
  { customerId, sessionId }: Acting,
  password: string,
): Promise<{ codes: string[]; renewed: Renewed | null }> {
  await checkPassword(ctx, customerId, password)
  return transact(ctx, async transaction => {
    await holdTotp(transaction.tx, customerId)
    const codes = await renewRecoveryCodes(transaction.tx, customerId)
    await tellOwner(transaction, { customerId, sessionId, what: 'factor_added', factor: 'recovery_code' })
    return { codes, renewed: await renewSession(transaction.tx, sessionId, 'password') }
  })
}

/** Switches the app off, and its recovery codes with it, for one who knows the password. No session counts them any more. */
export async function removeTotp(ctx: FactorCtx, acting: Acting, password: string): Promise<Renewed | null> {
  const { customerId, sessionId } = acting
  await checkPassword(ctx, customerId, password)
  return transact(ctx, async transaction => {
    const { tx } = transaction
    await holdTotp(tx, customerId)
    await tx.delete(totpKeys).where(eq(totpKeys.customerId, customerId))
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.customerId, customerId))
    await endSessionsIn(tx, acting, 'others')
    await tx
      .update(sessions)
      .set({ factors: sql`array_remove(array_remove(factors, 'totp'), 'recovery_code')` })
      .where(eq(sessions.id, sessionId))
    await tellOwner(transaction, { customerId, sessionId, what: 'factor_removed', factor: 'totp' })
    return renewSession(tx, sessionId, 'password')
  })
}

/** One after the other: two tabs that ask for new codes at once do not both show codes of which one set opens nothing. */
async function holdTotp(tx: Tx, customerId: string): Promise<void> {
  const [kept] = await tx
    .select({ provedAt: totpKeys.provedAt })
    .from(totpKeys)
    .where(and(eq(totpKeys.customerId, customerId), isNotNull(totpKeys.provedAt)))
    .for('update')
  if (!kept) throw new Refusal('conflict', 'No authenticator app is set up.')
}
