import { eq } from 'drizzle-orm'
import type { Audited } from '#platform/audit/audited.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { createApiKey, revokeApiKey, rotateApiKey } from '#platform/rights/api-key.ts'
import { apiKeys } from '#platform/rights/schema.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { refuseBeyond } from './roles.ts'

export const auditedKey: Audited = {
  entity: 'key',
  stands: `
    select jsonb_build_object('name', name, 'may', may, 'expiresAt', expires_at, 'oldEndsAt', old_ends_at, 'revokedAt', revoked_at)
    from api_keys where id = $1::text::uuid`,
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

/**
 * Gives a key another secret, answered this once. The one before goes on opening for `oldHours`. Somebody who rotates a key can use
 * it, so they must hold what it holds.
 */
export async function rotateKey(
  ctx: RequestCtx,
  { id, oldHours }: { id: string; oldHours: number },
): Promise<{ secret: string }> {
  return ctx.db.transaction(async tx => {
    const [key] = await tx.select({ may: apiKeys.may }).from(apiKeys).where(eq(apiKeys.id, id))
    refuseBeyond(ctx.rights, key?.may ?? [])
    const oldEndsAt = new Date(ctx.now().getTime() + oldHours * HOUR_MS)
    const rotated = await rotateApiKey(tx, { id, oldEndsAt })
    if (!rotated) throw new Refusal('not_found', 'There is no such key, or it was taken back.')
    return rotated
  })
}
const HOUR_MS = 3_600_000

/** Takes a key back: the next request with it is refused. */
export async function takeKeyBack(ctx: RequestCtx, id: string): Promise<void> {
  await ctx.db.transaction(async tx => {
    if (!(await revokeApiKey(tx, id, ctx.now()))) throw new Refusal('not_found', 'There is no such key.')
  })
}
