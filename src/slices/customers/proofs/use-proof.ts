import { and, eq, ne, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { hashPassword } from '#platform/auth/password-hash.ts'
import { accounts, customers } from '#platform/auth/schema.ts'
import { noteSessionEvent, tellOwner } from '#platform/auth/session-events.ts'
import type { Tx } from '#platform/db/client.ts'
import { announce } from '#platform/jobs/announce.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { checkPassword, keepPassword } from '../account/check-password.ts'
import { endSessionsIn } from '../account/end-sessions.ts'
import { type Renewed, renewSession } from '../account/renew-session.ts'
import { addressProved } from '../events.ts'
import { proofs } from '../schema.ts'
import { takeProof } from './open-proof.ts'
import { ACCOUNT_LINK_QUEUE, type Proof } from './proof.ts'
import { voidLinks } from './void-links.ts'

type UseCtx = Pick<Ctx, 'db' | 'jobs' | 'log' | 'now'>

/** The session of the browser in which the link was opened, if it is one of this account. */
export type Opener = { sessionId: string | null }

/**
 * The address is proved. Somebody else may have made the account with it and wait for its owner to press: so the press counts in a
 * browser that is signed in to the account, or with its password.
 */
export async function proveAddress(
  ctx: UseCtx,
  proof: Proof,
  { sessionId, password }: Opener & { password: string | undefined },
): Promise<void> {
  if (!sessionId) await checkPassword(ctx, proof.customerId, password ?? '')
  await transact(ctx, async transaction => {
    await takeProof(transaction.tx, proof.id, ctx.now())
    await noteMailRead(transaction, proof, sessionId)
  })
}

/** The person who reads mail at this address did not make the account: it goes, with all that is in it. */
export async function refuseAccount(ctx: UseCtx, proof: Proof): Promise<void> {
  await ctx.db.transaction(async tx => {
    await takeProof(tx, proof.id, ctx.now())
    await tx.delete(customers).where(and(eq(customers.id, proof.customerId), ...squatted))
  })
}

/**
 * Chooses a new password; every session ends. It proves the address too. An account whose address was never proved may be that of
 * a stranger: it is replaced by a new one, so that nothing of what was typed into it stays.
 */
export async function choosePassword(ctx: UseCtx, proof: Proof, newPassword: string): Promise<void> {
  const hash = await hashPassword(newPassword)
  await transact(ctx, async transaction => {
    const { tx } = transaction
    await takeProof(tx, proof.id, ctx.now())
    const owned = { ...proof, customerId: (await takenFromSquatter(tx, proof, hash)) ?? proof.customerId }
    const { customerId } = owned
    await keepPassword(tx, customerId, hash)
    await endSessionsIn(tx, { customerId, sessionId: null }, 'all')
    await voidLinks(tx, customerId, ['password', 'new_email'])
    await tellOwner(transaction, { customerId, sessionId: null, what: 'password_changed' })
    await noteMailRead(transaction, owned, null)
  })
}

/** The account moves to the new address. Its other sessions end, and both addresses are told. */
export async function moveToNewEmail(
  ctx: UseCtx,
  proof: Proof,
  { sessionId }: Opener,
): Promise<Renewed | null> {
  const { customerId, email } = proof
  return transact(ctx, async transaction => {
    const { tx, send } = transaction
    await takeProof(tx, proof.id, ctx.now())
    await tx
      .delete(customers)
      .where(and(eq(customers.email, email), ne(customers.id, customerId), ...squatted))
    const [taken] = await tx.select({ id: customers.id }).from(customers).where(eq(customers.email, email))
    if (taken && taken.id !== customerId)
      throw new Refusal(
        'conflict',
        'Another account has this address. Sign in to that one, or use another address.',
      )
    await tx.update(customers).set({ email, updatedAt: sql`now()` }).where(eq(customers.id, customerId))
    await voidLinks(tx, customerId, ['address', 'password', 'new_email'])
    await endSessionsIn(tx, { customerId, sessionId }, 'others')
    await tellOwner(transaction, { customerId, sessionId, what: 'email_changed' })
    await send(ACCOUNT_LINK_QUEUE, { proofId: proof.id }, uuidv7())
    await noteMailRead(transaction, proof, sessionId)
    return sessionId ? renewSession(tx, sessionId, null) : null
  })
}

/** What a stranger may have made: an account of a shopper whose address nobody proved. */
const squatted = [
  eq(customers.emailVerified, false),
  eq(customers.isAnonymous, false),
  eq(customers.role, 'customer'),
] as const

async function takenFromSquatter(tx: Tx, proof: Proof, hash: string): Promise<string | null> {
  const [gone] = await tx
    .delete(customers)
    .where(and(eq(customers.id, proof.customerId), ...squatted))
    .returning({ email: customers.email })
  if (!gone) return null
  const id = uuidv7()
  const [name = ''] = gone.email.split('@')
  await tx.insert(customers).values({ id, name, email: gone.email })
  await tx
    .insert(accounts)
    .values({ id: uuidv7(), customerId: id, accountId: id, providerId: 'credential', password: hash })
  // The link went with the account; it stays used, and its page says so.
  await tx.insert(proofs).values({ ...proof, customerId: id, usedAt: sql`now()` })
  return id
}

/** Somebody used a link that was mailed to the address of the account: it is theirs. */
export async function noteMailRead(
  transaction: Transaction,
  { id, customerId }: Pick<Proof, 'id' | 'customerId'>,
  sessionId: string | null,
) {
  const { tx } = transaction
  await tx
    .update(customers)
    .set({ emailVerified: true, updatedAt: sql`now()` })
    .where(eq(customers.id, customerId))
  await noteSessionEvent(tx, { customerId, sessionId, what: 'address_proved' })
  await announce(transaction, addressProved, { customerId, proofId: id })
}
