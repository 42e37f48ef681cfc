import { limit } from '#platform/http/rate-limits.ts'
import { env } from '#platform/lib/env.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { keptAnswer } from './kept-answer.ts'
import { businessLimits } from './rate-limits.ts'
import { registryApi } from './registry-api.ts'
import { vatAnswers } from './schema.ts'
import { countryOfVatId } from './vat-id.ts'

/** Somebody looks at a checkout meanwhile. Registers answer within a second, or not for minutes. */
export const ANSWER_LIMIT_MS = 2_000

/** The request that asks. A program of ours has no address, and is no stranger. */
export type CheckingCtx = Pick<RequestCtx, 'db' | 'log' | 'now'> & {
  address?: string
  visitor?: RequestCtx['visitor']
}

/** `kept`: there is an answer that counts. `away`: nobody knows, and it may be asked again. `too_often`: this visitor asked enough. */
export type VatCheck = 'kept' | 'away' | 'too_often'

/**
 * Asks the register about a VAT id, unless an answer that counts is kept, and keeps what it says. It never fails: without an answer the buyer
 * is charged VAT, and the sale goes on.
 */
export async function checkVatId(ctx: CheckingCtx, vatId: string): Promise<VatCheck> {
  if (await keptAnswer(ctx.db, vatId, { at: ctx.now() })) return 'kept'
  if (await asksTooOften(ctx)) return 'too_often'
  try {
    const requester = env().seller.vatNumber
    const answer = await registryApi.ask({ vatId, requester }, AbortSignal.timeout(ANSWER_LIMIT_MS))
    const told = answer.kind === 'valid' ? answer : { name: null, consultation: null }
    await ctx.db
      .insert(vatAnswers)
      .values({
        vatId,
        // After the answer: an answer counts from the moment when the shop knows it.
        askedAt: ctx.now(),
        country: countryOfVatId(vatId) ?? vatId.slice(0, 2),
        answer: answer.kind,
        name: told.name,
        consultation: told.consultation,
      })
      .onConflictDoNothing()
    return 'kept'
  } catch (error) {
    // The id itself stands in no log: one of a sole trader names a person.
    ctx.log.warn(
      { country: vatId.slice(0, 2), error: String(error) },
      'a register gave no answer about a VAT id',
    )
    return 'away'
  }
}

async function asksTooOften(ctx: CheckingCtx): Promise<boolean> {
  const key = ctx.visitor?.customerId ?? ctx.address
  if (key === undefined) return false
  try {
    await limit(ctx, businessLimits.askVatRegistry, key)
    return false
  } catch (error) {
    if (error instanceof Refusal && error.code === 'rate_limited') return true
    throw error
  }
}
