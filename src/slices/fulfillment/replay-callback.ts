import { and, eq, isNotNull } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { receiveCallback } from './receive-callback.ts'
import { warehouseCallbacks } from './schema.ts'

const isRefused = isNotNull(warehouseCallbacks.refusal)

/** Takes in a refused call-back again, after its cause is mended. It refuses with `conflict` and the reason when the call-back still cannot be taken in. */
export async function replayCallback(ctx: Ctx, id: string): Promise<'done' | 'known'> {
  const [kept] = await ctx.db
    .select({ body: warehouseCallbacks.body })
    .from(warehouseCallbacks)
    .where(and(eq(warehouseCallbacks.id, id), isRefused))
  if (!kept?.body)
    throw new Refusal('not_found', 'There is no such refused call-back. It may have been taken in already.')
  const result = await receiveCallback(
    { ...ctx, actor: { kind: 'system', name: 'warehouse' } },
    id,
    kept.body,
  )
  ctx.log.info({ id, result, by: actorName(ctx.actor) }, 'a refused call-back was replayed')
  if (result === 'done' || result === 'known') return result
  const [still] = await ctx.db
    .select({ refusal: warehouseCallbacks.refusal })
    .from(warehouseCallbacks)
    .where(eq(warehouseCallbacks.id, id))
  throw new Refusal('conflict', still?.refusal ?? 'The shop cannot take this call-back in.')
}
