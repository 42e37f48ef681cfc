import { z } from 'zod'
import { router, staffProcedure } from '#trpc/init.ts'
import { countStock } from './count-stock.ts'
import { endLaunch } from './end-launch.ts'
import { countSchema, planLaunchSchema, splitSchema } from './launch-input.ts'
import { mergeStock } from './merge-stock.ts'
import { planLaunch } from './plan-launch.ts'
import { splitStock } from './split-stock.ts'
import { listStock, readStock } from './stock-queries.ts'
import { stockListSchema } from './stock-view.ts'

const variantSchema = z.object({ variantId: z.uuid() })

export const stockRouter = router({
  list: staffProcedure.input(stockListSchema).query(({ ctx, input }) => listStock(ctx.db, input, ctx.now())),
  variant: staffProcedure
    .input(variantSchema)
    .query(({ ctx, input }) => readStock(ctx.db, input.variantId, ctx.now())),
  split: staffProcedure.input(splitSchema).mutation(({ ctx, input }) => splitStock(ctx, input)),
  merge: staffProcedure.input(variantSchema).mutation(({ ctx, input }) => mergeStock(ctx, input)),
  count: staffProcedure.input(countSchema).mutation(({ ctx, input }) => countStock(ctx, input)),
  planLaunch: staffProcedure.input(planLaunchSchema).mutation(({ ctx, input }) => planLaunch(ctx, input)),
  endLaunch: staffProcedure
    .input(z.object({ launchId: z.uuid() }))
    .mutation(({ ctx, input }) => endLaunch(ctx, input)),
})
