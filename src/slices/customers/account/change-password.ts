import { hashPassword } from '#platform/auth/password-hash.ts'
import { tellOwner } from '#platform/auth/session-events.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { voidLinks } from '../proofs/void-links.ts'
import { checkPassword, keepPassword } from './check-password.ts'
import { endSessionsIn } from './end-sessions.ts'
import { type Renewed, renewSession } from './renew-session.ts'

export type Acting = { customerId: string; sessionId: string }

/**
 * Changes the password for one who knows the old one. All other sessions end, this one goes on under a new token, and a mail tells
 * the owner. It answers the new token.
 */
export async function changePassword(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'log'>,
  acting: Acting,
  input: { password: string; newPassword: string },
): Promise<Renewed | null> {
  const { customerId, sessionId } = acting
  await checkPassword(ctx, customerId, input.password)
  const hash = await hashPassword(input.newPassword)
  return transact(ctx, async transaction => {
    await keepPassword(transaction.tx, customerId, hash)
    await voidLinks(transaction.tx, customerId, ['password', 'new_email'])
    await endSessionsIn(transaction.tx, acting, 'others')
    await tellOwner(transaction, { customerId, sessionId, what: 'password_changed' })
    return renewSession(transaction.tx, sessionId, 'password')
  })
}
