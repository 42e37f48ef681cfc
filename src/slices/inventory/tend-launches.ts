import { and, eq, gt, isNull, lte } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { LEAD_MS } from './launch.ts'
import { mergeStock } from './merge-stock.ts'
import { forgetOpenLaunches } from './open-launches.ts'
import { launches } from './schema.ts'
import { moveIntoBuckets } from './split-stock.ts'

/** Splits the stock of launches that are about to start, and merges the stock of those that are over. A second call finds nothing to do. */
export async function tendLaunches(
  ctx: Pick<Ctx, 'db' | 'actor' | 'now'>,
): Promise<{ split: number; closed: number }> {
  const now = ctx.now()
  const soon = new Date(now.getTime() + LEAD_MS)
  const due = await ctx.db
    .select()
    .from(launches)
    .where(
      and(
        isNull(launches.closedAt),
        isNull(launches.splitAt),
        lte(launches.startsAt, soon),
        gt(launches.endsAt, now),
      ),
    )
  for (const launch of due) await split(ctx, launch)
  const over = await ctx.db
    .select()
    .from(launches)
    .where(and(isNull(launches.closedAt), lte(launches.endsAt, now)))
  let closed = 0
  for (const launch of over) if (await close(ctx, launch)) closed++
  if (due.length || closed) forgetOpenLaunches(ctx.db)
  return { split: due.length, closed }
}

type LaunchRow = typeof launches.$inferSelect

async function split(ctx: Pick<Ctx, 'db' | 'actor' | 'now'>, { id, variantId, buckets }: LaunchRow) {
  await ctx.db.transaction(async tx => {
    const [mine] = await tx
      .update(launches)
      .set({ splitAt: ctx.now() })
      .where(and(eq(launches.id, id), isNull(launches.splitAt)))
      .returning({ id: launches.id })
    if (mine) await moveIntoBuckets(tx, { variantId, buckets, actor: ctx.actor })
  })
}

/** Units that an order holds locked at this moment stay split; the next round merges them and closes the launch. */
async function close(
  ctx: Pick<Ctx, 'db' | 'actor' | 'now'>,
  { id, variantId, splitAt }: LaunchRow,
): Promise<boolean> {
  const { whole } = splitAt ? await mergeStock(ctx, { variantId }) : { whole: true }
  if (whole) await ctx.db.update(launches).set({ closedAt: ctx.now() }).where(eq(launches.id, id))
  return whole
}
