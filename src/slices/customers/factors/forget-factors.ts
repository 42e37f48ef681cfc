import { eq } from 'drizzle-orm'
import { passkeys, recoveryCodes, totpKeys } from '#platform/auth/schema.ts'
import { tellOwner } from '#platform/auth/session-events.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { endSessionsIn } from '../account/end-sessions.ts'

/**
 * Takes every second factor from somebody who lost them all, and signs them out everywhere. They sign in by password and set up
 * another one; a mail tells them. The person who asks for this must know that it is them.
 */
export async function forgetFactors(ctx: Pick<Ctx, 'db' | 'jobs'>, customerId: string): Promise<void> {
  await transact(ctx, async transaction => {
    const { tx } = transaction
    for (const table of [passkeys, recoveryCodes, totpKeys])
      await tx.delete(table).where(eq(table.customerId, customerId))
    await endSessionsIn(tx, { customerId, sessionId: null }, 'all')
    await tellOwner(transaction, { customerId, sessionId: null, what: 'factor_removed', factor: 'totp' })
  })
}
