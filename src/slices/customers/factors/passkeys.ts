import { and, desc, eq, sql } from 'drizzle-orm'
import { readMade, readSigned } from '#platform/auth/passkey-answers.ts'
import { addPasskey, takePasskey } from '#platform/auth/passkeys.ts'
import { passkeys, sessions } from '#platform/auth/schema.ts'
import { noteSessionEvent, tellOwner } from '#platform/auth/session-events.ts'
import type { DbOrTx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Acting } from '../account/change-password.ts'
import { checkPassword } from '../account/check-password.ts'
import { type Renewed, renewSession } from '../account/renew-session.ts'

type FactorCtx = Pick<Ctx, 'db' | 'jobs' | 'log' | 'now'>

export type ListedPasskey = { credentialId: string; name: string; createdAt: Date; usedAt: Date | null }

export async function readPasskeys(db: DbOrTx, customerId: string): Promise<ListedPasskey[]> {
  const { credentialId, name, createdAt, usedAt } = passkeys
  return db
    .select({ credentialId, name, createdAt, usedAt })
    .from(passkeys)
    .where(eq(passkeys.customerId, customerId))
    .orderBy(desc(createdAt))
    .limit(MOST_PASSKEYS)
}

/** More devices than anybody has. */
const MOST_PASSKEYS = 20

/** Keeps the passkey that the browser made after its person had typed the password. */
export async function keepPasskey(
  ctx: FactorCtx,
  { customerId, sessionId }: Acting,
  { name, answer }: { name: string; answer: string },
): Promise<Renewed | null> {
  return transact(ctx, async transaction => {
    const { tx } = transaction
    if ((await readPasskeys(tx, customerId)).length >= MOST_PASSKEYS)
      throw new Refusal('conflict', 'You have as many passkeys as an account keeps. Remove one first.')
    const made = readMade(answer)
    if (!made || !(await addPasskey(tx, { customerId, name }, made, ctx.now())))
      throw new Refusal('conflict', 'The passkey could not be kept. Begin again.')
    await tellOwner(transaction, { customerId, sessionId, what: 'factor_added', factor: 'passkey' })
    return renewSession(tx, sessionId, 'passkey')
  })
}

/** Removes a passkey, for one who knows the password. Sessions that stand on passkeys alone end with it, apart from this one. */
export async function removePasskey(
  ctx: FactorCtx,
  { customerId, sessionId }: Acting,
  { credentialId, password }: { credentialId: string; password: string },
): Promise<Renewed | null> {
  await checkPassword(ctx, customerId, password)
  return transact(ctx, async transaction => {
    const { tx } = transaction
    const removed = await tx
      .delete(passkeys)
      .where(and(eq(passkeys.customerId, customerId), eq(passkeys.credentialId, credentialId)))
      .returning({ name: passkeys.name })
    if (removed.length === 0) throw new Refusal('not_found', 'This passkey is gone already.')
    await tx
      .delete(sessions)
      .where(
        and(
          eq(sessions.customerId, customerId),
          sql`${sessions.id} <> ${sessionId} and 'passkey' = any (${sessions.factors})`,
        ),
      )
    await tx
      .update(sessions)
      .set({ factors: sql`array_remove(factors, 'passkey')` })
      .where(eq(sessions.id, sessionId))
    await tellOwner(transaction, { customerId, sessionId, what: 'factor_removed', factor: 'passkey' })
    return renewSession(tx, sessionId, 'password')
  })
}

/** The same as proveAgain, by a passkey. */
export async function proveByPasskey(
  ctx: FactorCtx,
  { customerId, sessionId }: Acting,
  answer: string,
): Promise<Renewed | null> {
  return transact(ctx, async ({ tx }) => {
    const signed = readSigned(answer)
    const owner = signed && (await takePasskey(tx, `prove:${customerId}`, signed, ctx.now()))
    if (owner !== customerId) throw new Refusal('conflict', 'This passkey is not one of your account.')
    await noteSessionEvent(tx, { customerId, sessionId, what: 'proven', factor: 'passkey' })
    return renewSession(tx, sessionId, 'passkey')
  })
}
