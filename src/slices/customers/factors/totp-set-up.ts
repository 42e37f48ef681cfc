import { symmetricEncrypt } from 'better-auth/crypto'
import { sql } from 'drizzle-orm'
import { generate } from 'lean-qr'
import { renewRecoveryCodes } from '#platform/auth/recovery-codes.ts'
import { totpKeys } from '#platform/auth/schema.ts'
import { tellOwner } from '#platform/auth/session-events.ts'
import { takeTotp } from '#platform/auth/take-code.ts'
import { base32, newTotpKey, totpAddress } from '#platform/auth/totp.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { authSecret } from '#platform/lib/env.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Acting } from '../account/change-password.ts'
import { checkPassword } from '../account/check-password.ts'
import { endSessionsIn } from '../account/end-sessions.ts'
import { type Renewed, renewSession } from '../account/renew-session.ts'

/** A key to be typed, and its picture: `path` draws the dark squares of a square of `size`. */
export type NewTotp = { key: string; address: string; picture: { size: number; path: string } }

/** Makes a key for an authenticator app, for one who knows the password. It asks for nothing until its first code is typed. */
export async function beginTotp(
  ctx: Pick<Ctx, 'db' | 'log' | 'now'>,
  { customerId, email }: { customerId: string; email: string },
  password: string,
): Promise<NewTotp> {
  await checkPassword(ctx, customerId, password)
  const key = newTotpKey()
  const secret = await symmetricEncrypt({ key: authSecret(), data: key.toString('hex') })
  const kept = await ctx.db
    .insert(totpKeys)
    .values({ customerId, secret, createdAt: ctx.now() })
    // One that was never proved makes room; one that is in use stays.
    .onConflictDoUpdate({
      target: totpKeys.customerId,
      set: { secret, lastStep: null, createdAt: ctx.now() },
      setWhere: sql`${totpKeys.provedAt} is null`,
    })
    .returning({ customerId: totpKeys.customerId })
  if (kept.length === 0)
    throw new Refusal('conflict', 'An authenticator app is set up already. Switch it off first.')
  const address = totpAddress(key, 'Orderly', email)
  return { key: base32(key), address, picture: drawn(address) }
}

/** One move and one line for each run of dark squares in a row. */
function drawn(text: string): NewTotp['picture'] {
  const code = generate(text)
  const { size } = code
  const squares = Array.from({ length: size * size }, (_, at) => [at % size, Math.floor(at / size)] as const)
  const path = squares
    .filter(([x, y]) => code.get(x, y))
    .map(([x, y]) => `M${x} ${y}h1v1h-1z`)
    .join('')
  return { size, path }
}

/**
 * The first code proves the key: from now on signing in asks for one. Other sessions end, since they never typed one; this one goes on
 * under a new token. It answers the recovery codes, this once.
 */
export async function proveTotp(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'now'>,
  acting: Acting,
  code: string,
): Promise<{ codes: string[]; renewed: Renewed | null }> {
  const { customerId, sessionId } = acting
  return transact(ctx, async transaction => {
    const { tx } = transaction
    const used = await takeTotp(tx, customerId, code, ctx.now(), { isNew: true })
    if (used === 'no_key') throw new Refusal('conflict', 'This key is in use already, or gone. Begin again.')
    if (used === 'wrong') {
      const message = 'This code is not right. The app shows another one every half minute'
      throw new Refusal('validation_failed', `${message}.`, [{ path: 'code', message }])
    }
    const codes = await renewRecoveryCodes(tx, customerId)
    await endSessionsIn(tx, acting, 'others')
    await tellOwner(transaction, { customerId, sessionId, what: 'factor_added', factor: 'totp' })
    return { codes, renewed: await renewSession(tx, sessionId, 'totp') }
  })
}
