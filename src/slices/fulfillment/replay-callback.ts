import { and, eq, isNotNull } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { receiveCallback } from './receive-callback.ts'
import { warehouseCallbacks } from './schema.ts'

const isRefused = isNotNull(warehouseCallbacks.refusal)

/** Takes in again what was refused, after what was wrong is mended. Refuses with `conflict` and the reason when it is wrong still. */
export async function replayCallback(ctx: Ctx, id: string): Promise<'done' | 'known'> {
  const [kept] = await ctx.db
    .select({ body: warehouseCallbacks.body })
    .from(warehouseCallbacks)
    .where(and(eq(warehouseCallbacks.id, id), isRefused))
  if (!kept?.body)
    throw new Refusal('not_found', 'There is no such refused call-back; it may have been taken in meanwhile.')
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
  throw new Refusal('conflict', still?.refusal ?? 'It cannot be taken in.')
}
