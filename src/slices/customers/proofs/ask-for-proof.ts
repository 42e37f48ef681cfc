import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { customers } from '#platform/auth/schema.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { proofs } from '../schema.ts'
import { ACCOUNT_LINK_QUEUE, PROOF_HOURS, type ProofPurpose } from './proof.ts'

type AskCtx = Pick<Ctx, 'db' | 'jobs' | 'now'>
type Wanted = { customerId: string; purpose: ProofPurpose; email: string; replaced?: string }

/** Mails a link to the address. Earlier links stay good until one is used, since mails overtake each other. */
export async function sendProof(
  { tx, send }: Pick<Transaction, 'tx' | 'send'>,
  wanted: Wanted,
  now: Date,
): Promise<void> {
  const id = uuidv7()
  const expiresAt = new Date(now.getTime() + PROOF_HOURS[wanted.purpose] * 3_600_000)
  await tx.insert(proofs).values({ id, ...wanted, expiresAt })
  await send(ACCOUNT_LINK_QUEUE, { proofId: id }, id)
}

/** Mails the link that proves the address of the account, unless it is proved. */
export async function askForAddressProof(ctx: AskCtx, customerId: string): Promise<void> {
  const [person] = await ctx.db.select().from(customers).where(eq(customers.id, customerId))
  if (!person || person.isAnonymous || person.emailVerified) return
  const wanted = { customerId, purpose: 'address', email: person.email } as const
  await transact(ctx, transaction => sendProof(transaction, wanted, ctx.now()))
}

/** Mails the link by which a new password is chosen, if somebody signs in with this address. */
export async function askForNewPassword(ctx: AskCtx, email: string): Promise<void> {
  const [person] = await ctx.db.select().from(customers).where(eq(customers.email, email))
  if (!person || person.isAnonymous) return
  const wanted = { customerId: person.id, purpose: 'password', email } as const
  await transact(ctx, transaction => sendProof(transaction, wanted, ctx.now()))
}
