import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { sendProof } from '../proofs/ask-for-proof.ts'
import { checkPassword } from './check-password.ts'

/**
 * Mails a link to the new address; the account keeps the old one until the link is used. Whether somebody else has the new address
 * is said at the link, to the person who reads mail there, and to nobody here.
 */
export async function changeEmail(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'log' | 'now'>,
  { customerId, email: replaced }: { customerId: string; email: string },
  { email, password }: { email: string; password: string },
): Promise<void> {
  await checkPassword(ctx, customerId, password)
  if (email === replaced) return
  const wanted = { customerId, purpose: 'new_email', email, replaced } as const
  await transact(ctx, transaction => sendProof(transaction, wanted, ctx.now()))
}
