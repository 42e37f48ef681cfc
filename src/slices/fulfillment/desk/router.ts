import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { LONGEST_ID } from '../callback.ts'
import { readTroubles } from '../queries.ts'
import { replayCallback } from '../replay-callback.ts'

export const warehouseRouter = router({
  /** What the warehouse said and the shop could not take in, and what it says that it does not have. */
  troubles: staffProcedure.query(({ ctx }) => readTroubles(ctx.db)),

  /** Takes in again what was refused. */
  replay: deskAction
    .input(z.object({ id: z.string().min(1).max(LONGEST_ID) }))
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, 'replay', input, async () => ({ result: await replayCallback(ctx, input.id) })),
    ),
})
