import type { DbOrTx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { provedEmailOf } from '#slices/customers/queries.ts'
import { askForLetters } from './ask-for-letters.ts'
import { stopAddress } from './change-letters.ts'
import { readerOf } from './history.ts'
import { mayReceiveLetters } from './queries.ts'

export type OwnLetters =
  /** Somebody else may own the address, so nothing of it is said. */
  { email: string; state: 'unproved' } | { email: string; state: 'on' | 'asked' | 'off'; since: Date | null }

type Own = { customerId: string; email: string }

/** How letters stand for the address of an account. */
export async function readOwnLetters(db: DbOrTx, { customerId, email }: Own): Promise<OwnLetters> {
  const proved = await provedEmailOf(db, customerId)
  if (!proved) return { email, state: 'unproved' }
  const reader = await readerOf(db, proved)
  if (reader?.state === 'proved') return { email: proved, state: 'on', since: reader.changedAt }
  if (reader?.state === 'asked') return { email: proved, state: 'asked', since: reader.changedAt }
  return { email: proved, state: 'off', since: reader?.changedAt ?? null }
}

/** Whether the checkout shows its box: not to somebody who gets letters already. */
export async function areLettersOffered(db: DbOrTx, customerId: string | undefined): Promise<boolean> {
  const email = customerId ? await provedEmailOf(db, customerId) : null
  return !email || !(await mayReceiveLetters(db, email))
}

export async function turnLettersOn(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'now' | 'log' | 'actor'>,
  own: Own,
  sentence: string,
): Promise<OwnLetters> {
  const email = await requireProved(ctx.db, own.customerId)
  await askForLetters(ctx, { email, sentence, way: 'account', page: '/account/letters' })
  return readOwnLetters(ctx.db, own)
}

export async function turnLettersOff(ctx: Pick<Ctx, 'db' | 'now' | 'actor'>, own: Own): Promise<OwnLetters> {
  await stopAddress(ctx, await requireProved(ctx.db, own.customerId))
  return readOwnLetters(ctx.db, own)
}

/** Somebody may have made the account with another person's address, and decides nothing for them. */
async function requireProved(db: DbOrTx, customerId: string): Promise<string> {
  const email = await provedEmailOf(db, customerId)
  if (!email) throw new Refusal('conflict', 'Confirm your email address first, by the link that we sent.')
  return email
}
