import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { endLaunch } from '../end-launch.ts'
import { mergeStock } from '../merge-stock.ts'
import { planLaunch } from '../plan-launch.ts'
import { splitStock } from '../split-stock.ts'
import { countStock } from './count-stock.ts'
import { countSchema, planLaunchSchema, splitSchema } from './launch-input.ts'
import { listStock, readStock } from './stock-queries.ts'
import { stockListSchema } from './stock-view.ts'

const variantSchema = z.object({ variantId: z.uuid() })

export const stockRouter = router({
  list: staffProcedure.input(stockListSchema).query(({ ctx, input }) => listStock(ctx.db, input, ctx.now())),
  variant: staffProcedure
    .input(variantSchema)
    .query(({ ctx, input }) => readStock(ctx.db, input.variantId, ctx.now())),
  split: deskAction
    .input(splitSchema)
    .mutation(({ ctx, input }) => onceForDesk(ctx, 'split', input, () => done(splitStock(ctx, input)))),
  merge: deskAction
    .input(variantSchema)
    .mutation(({ ctx, input }) => onceForDesk(ctx, 'merge', input, () => mergeStock(ctx, input))),
  count: deskAction
    .input(countSchema)
    .mutation(({ ctx, input }) => onceForDesk(ctx, 'count', input, () => done(countStock(ctx, input)))),
  planLaunch: deskAction
    .input(planLaunchSchema)
    .mutation(({ ctx, input }) => onceForDesk(ctx, 'plan-launch', input, () => planLaunch(ctx, input))),
  endLaunch: deskAction
    .input(z.object({ launchId: z.uuid() }))
    .mutation(({ ctx, input }) => onceForDesk(ctx, 'end-launch', input, () => done(endLaunch(ctx, input)))),
})

/** These actions have no outcome of their own. */
async function done(work: Promise<unknown>): Promise<{ done: true }> {
  await work
  return { done: true }
}
