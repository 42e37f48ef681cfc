import { eq } from 'drizzle-orm'
import type { Audited } from '#platform/audit/audited.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { createApiKey, revokeApiKey } from '#platform/rights/api-key.ts'
import { apiKeys } from '#platform/rights/schema.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { refuseBeyond } from './roles.ts'

export const auditedKey: Audited = {
  entity: 'key',
  async look(db, id) {
    const { name, may, expiresAt, revokedAt } = apiKeys
    const [key] = await db.select({ name, may, expiresAt, revokedAt }).from(apiKeys).where(eq(apiKeys.id, id))
    return key ?? null
  },
}

type Wish = { id: string; name: string; may: string[]; expiresAt: Date | null }

/** Makes a key for a program, of at most what the maker holds. Its secret is answered this once. */
export async function makeKey(ctx: RequestCtx, wish: Wish): Promise<{ id: string; secret: string }> {
  refuseBeyond(ctx.rights, wish.may)
  if (wish.expiresAt && wish.expiresAt <= ctx.now())
    throw new Refusal('validation_failed', 'It must end later than now.', [
      { path: 'expiresAt', message: 'It must end later than now' },
    ])
  return ctx.db.transaction(tx =>
    createApiKey(tx, { ...wish, createdBy: actorName(ctx.actor), createdAt: ctx.now() }),
  )
}

/** Takes a key back: the next request with it is refused. */
export async function takeKeyBack(ctx: RequestCtx, id: string): Promise<void> {
  await ctx.db.transaction(async tx => {
    if (!(await revokeApiKey(tx, id, ctx.now()))) throw new Refusal('not_found', 'There is no such key.')
  })
}
