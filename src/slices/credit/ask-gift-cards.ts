import { limit, uncount } from '#platform/http/rate-limits.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { creditLimits } from './rate-limits.ts'
import { type ReadGiftCard, readGiftCards } from './read-credit.ts'

/** All addresses count here together. */
const EVERYBODY = 'everybody'

/** The request that asks. A program of ours has no address, and is no stranger. */
export type AskingCtx = Pick<RequestCtx, 'db' | 'log' | 'now'> & { address?: string }

/**
 * Reads cards for a stranger who typed their codes. A code that opens nothing is a guess, and an address has few of them. Each is counted before the look, so
 * that guesses at the same moment count as well, and taken off again when it was right.
 */
export async function askGiftCards(ctx: AskingCtx, codes: readonly string[]): Promise<ReadGiftCard[]> {
  const counted = [
    ...(ctx.address === undefined ? [] : [[creditLimits.guessGiftCard, ctx.address] as const]),
    [creditLimits.guessAnyGiftCard, EVERYBODY] as const,
  ]
  for (const [bound, key] of counted) await limit(ctx, bound, key)
  const cards = await readGiftCards(ctx.db, codes, ctx.now())
  const isGuess = cards.some(card => card.kind === 'refused' && card.why === 'unknown')
  if (!isGuess) for (const [bound, key] of counted) await uncount(ctx, bound, key)
  return cards
}
