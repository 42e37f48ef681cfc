import { symmetricDecrypt } from 'better-auth/crypto'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { limit, uncount } from '#platform/http/rate-limits.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { authSecret } from '#platform/lib/env.ts'
import { takeRecoveryCode } from './recovery-codes.ts'
import { totpKeys } from './schema.ts'
import { stepOf } from './totp.ts'

/** Whether signing in to the account asks for a code. */
export async function asksForCode(db: DbOrTx, customerId: string): Promise<boolean> {
  const proved = await db
    .select({ provedAt: totpKeys.provedAt })
    .from(totpKeys)
    .where(and(eq(totpKeys.customerId, customerId), isNotNull(totpKeys.provedAt)))
  return proved.length > 0
}

/**
 * Counts a try at the codes of an account, from an address and in all; throws Refusal('rate_limited'). Answers how to take it off the count:
 * a code that was right is no guess.
 */
export async function countTry(
  ctx: Pick<Ctx, 'db' | 'log'>,
  customerId: string,
  address: string,
): Promise<() => Promise<void>> {
  const counts = [
    { bound: platformLimits.codeFromAddress, key: `${customerId}:${address}` },
    { bound: platformLimits.codeOfAccount, key: customerId },
  ]
  for (const { bound, key } of counts) await limit(ctx, bound, key)
  return async () => {
    for (const { bound, key } of counts) await uncount(ctx, bound, key)
  }
}

/** Uses up a code of the app or a recovery code, and answers which it was; null when it is neither. */
export async function takeCode(
  tx: Tx,
  customerId: string,
  typed: string,
  now: Date,
): Promise<'totp' | 'recovery_code' | null> {
  const code = typed.replace(/[\s-]/g, '')
  if (!/^\d{6}$/.test(code))
    return (await takeRecoveryCode(tx, customerId, code, now)) ? 'recovery_code' : null
  return (await takeTotp(tx, customerId, code, now)) === 'used' ? 'totp' : null
}

/**
 * Uses up a code of the app. The key's row is held meanwhile, so of two at once with the same code one comes too late. `isNew`: of a key
 * that was not proved yet.
 */
export async function takeTotp(
  tx: Tx,
  customerId: string,
  code: string,
  now: Date,
  { isNew = false } = {},
): Promise<'used' | 'wrong' | 'no_key'> {
  const [kept] = await tx.select().from(totpKeys).where(eq(totpKeys.customerId, customerId)).for('update')
  if (!kept || (kept.provedAt === null) !== isNew) return 'no_key'
  const key = Buffer.from(await symmetricDecrypt({ key: authSecret(), data: kept.secret }), 'hex')
  const lastStep = stepOf(key, code.replace(/\s/g, ''), now, kept.lastStep)
  if (lastStep === null) return 'wrong'
  await tx
    .update(totpKeys)
    .set({ lastStep, ...(isNew && { provedAt: now }) })
    .where(eq(totpKeys.customerId, customerId))
  return 'used'
}
