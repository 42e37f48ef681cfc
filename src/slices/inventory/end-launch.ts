import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { forgetOpenLaunches } from './open-launches.ts'
import { launches } from './schema.ts'
import { tendLaunches } from './tend-launches.ts'

/** Calls a planned launch off, or ends a current one. Its stock comes back into one bucket and its line ends. */
export async function endLaunch(ctx: Ctx, { launchId }: { launchId: string }): Promise<void> {
  const now = ctx.now()
  const ended = await ctx.db.transaction(tx =>
    tx
      .update(launches)
      // A launch that never began lasted no time, but the row's check wants it to last at least a moment.
      .set({
        startsAt: sql`least(${launches.startsAt}, ${now.toISOString()}::timestamptz - interval '1 second')`,
        endsAt: now,
      })
      .where(and(eq(launches.id, launchId), isNull(launches.closedAt)))
      .returning({ id: launches.id }),
  )
  if (ended.length === 0) throw await notOpen(ctx, launchId)
  forgetOpenLaunches(ctx.db)
  await tendLaunches(ctx)
}

async function notOpen(ctx: Ctx, launchId: string): Promise<Refusal> {
  const [known] = await ctx.db.select({ id: launches.id }).from(launches).where(eq(launches.id, launchId))
  return known
    ? new Refusal('conflict', 'This launch is already over.')
    : new Refusal('not_found', 'There is no such launch.')
}
