import { z } from 'zod'
import { router, staffProcedure } from '#trpc/init.ts'
import { readTroubles } from './queries.ts'
import { replayCallback } from './replay-callback.ts'

export const warehouseRouter = router({
  /** What the warehouse said and the shop could not take in, and what it says that it does not have. */
  troubles: staffProcedure.query(({ ctx }) => readTroubles(ctx.db)),

  /** Takes in again what was refused. */
  replay: staffProcedure
    .input(z.object({ id: z.string().min(1).max(200) }))
    .mutation(async ({ ctx, input }) => ({ result: await replayCallback(ctx, input.id) })),
})
