import { and, eq, isNull } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { lockVariant } from '#slices/catalog/lock-variant.ts'
import type { PlanLaunchInput } from './desk/launch-input.ts'
import { forgetOpenLaunches } from './open-launches.ts'
import { launches } from './schema.ts'
import { tendLaunches } from './tend-launches.ts'
import { readBackOrders } from './waiting/queries.ts'

/** Plans the launch of a variant. A launch that begins soon gets its stock split at once. */
export async function planLaunch(
  ctx: Pick<Ctx, 'db' | 'actor' | 'now'>,
  input: PlanLaunchInput,
): Promise<{ launchId: string }> {
  const { variantId, startsAt, endsAt, buckets, admitPerMinute, turnMinutes, unitsPerTurn } = input
  if (endsAt <= ctx.now())
    throw new Refusal('validation_failed', 'It must end later than now.', [
      { path: 'endsAt', message: 'It must end later than now' },
    ])
  const launchId = uuidv7()
  await ctx.db.transaction(async tx => {
    if (!(await lockVariant(tx, variantId))) throw new Refusal('not_found', 'There is no such variant.')
    const [open] = await tx
      .select({ id: launches.id })
      .from(launches)
      .where(and(eq(launches.variantId, variantId), isNull(launches.closedAt)))
    if (open) throw new Refusal('conflict', 'This variant already has a launch. Call that one off first.')
    if ((await readBackOrders(tx, [variantId])).size > 0)
      throw new Refusal('conflict', 'This variant is sold beyond its stock. End that offer first.')
    await tx.insert(launches).values({
      id: launchId,
      variantId,
      startsAt,
      endsAt,
      buckets,
      admitPerMinute,
      turnSeconds: turnMinutes * 60,
      unitsPerTurn,
      plannedBy: actorName(ctx.actor),
    })
  })
  forgetOpenLaunches(ctx.db)
  await tendLaunches(ctx)
  return { launchId }
}
