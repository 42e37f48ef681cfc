import { noteSessionEvent, tellOwner } from '#platform/auth/session-events.ts'
import { countTry, takeCode } from '#platform/auth/take-code.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Acting } from '../account/change-password.ts'
import { checkPassword } from '../account/check-password.ts'
import { type Renewed, renewSession } from '../account/renew-session.ts'

/**
 * Somebody who is signed in proves once more that they are the person, by password or by a code. For ten minutes the shop then does what
 * asks for it. The session goes on under a new token.
 */
export async function proveAgain(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'log' | 'now'> & { address: string },
  { customerId, sessionId }: Acting,
  proof: { password: string } | { code: string },
): Promise<Renewed | null> {
  if ('password' in proof) {
    await checkPassword(ctx, customerId, proof.password)
    return ctx.db.transaction(async tx => {
      await noteSessionEvent(tx, { customerId, sessionId, what: 'proven', factor: 'password' })
      return renewSession(tx, sessionId, 'password')
    })
  }
  const takeOff = await countTry(ctx, customerId, ctx.address)
  const renewed = await transact(ctx, async transaction => {
    const { tx } = transaction
    const factor = await takeCode(tx, customerId, proof.code, ctx.now())
    if (!factor) {
      const message = 'This code is not right'
      throw new Refusal('validation_failed', `${message}.`, [{ path: 'code', message }])
    }
    if (factor === 'recovery_code')
      await tellOwner(transaction, { customerId, sessionId, what: 'recovery_code_used' })
    await noteSessionEvent(tx, { customerId, sessionId, what: 'proven', factor })
    return renewSession(tx, sessionId, factor)
  })
  await takeOff()
  return renewed
}
