import { and, eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { sameSecret, sign } from '#platform/lib/hash.ts'
import { accounts } from './schema.ts'

/** Long enough to look for the telephone. */
export const SECOND_STEP_SECONDS = 600

/**
 * The cookie of somebody whose password was right and whose code is still missing. It opens nothing by itself. The hash of the
 * password is signed with it, so that a changed password ends every sign-in that is under way.
 */
export async function beginSecondStep(
  db: DbOrTx,
  secret: string,
  customerId: string,
  now: Date,
): Promise<string> {
  const until = String(now.getTime() + SECOND_STEP_SECONDS * 1_000)
  return [customerId, until, await signatureOf(db, secret, customerId, until)].join('.')
}

/** The person whose sign-in the cookie belongs to; null when it is over, or none of ours. */
export async function openSecondStep(
  db: DbOrTx,
  secret: string,
  cookie: string | null | undefined,
  now: Date,
): Promise<string | null> {
  const [customerId = '', until = '', signature = ''] = (cookie ?? '').split('.')
  if (!/^[0-9a-f-]{36}$/.test(customerId) || !(Number(until) > now.getTime())) return null
  return sameSecret(signature, await signatureOf(db, secret, customerId, until)) ? customerId : null
}

async function signatureOf(db: DbOrTx, secret: string, customerId: string, until: string): Promise<string> {
  const [account] = await db
    .select({ hash: accounts.password })
    .from(accounts)
    .where(and(eq(accounts.customerId, customerId), eq(accounts.providerId, 'credential')))
  return sign(secret, `second-step:${customerId}:${until}:${account?.hash ?? ''}`)
}
