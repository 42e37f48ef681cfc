import { isNull } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { reconcileQueue } from './jobs.ts'
import { reconciliations } from './schema.ts'

/** Has a worker compare the books now. False: another run is already comparing them. */
export async function askForReconciliation(ctx: Ctx, asked: { days: number }): Promise<{ begun: boolean }> {
  const [running] = await ctx.db
    .select({ id: reconciliations.id })
    .from(reconciliations)
    .where(isNull(reconciliations.endedAt))
  if (running) return { begun: false }
  await transact(ctx, ({ send }) =>
    send(reconcileQueue.name, { days: asked.days, startedBy: actorName(ctx.actor) }, uuidv7()),
  )
  return { begun: true }
}
