import { z } from 'zod'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { whatBecameOf } from './what-became.ts'

export const deskRouter = router({
  /** What became of something that was sent from the desk and not heard of. It changes something: what has not come by then is refused. */
  whatBecame: staffProcedure
    .input(z.object({ actionId: z.uuid() }))
    .mutation(({ ctx, input }) => whatBecameOf(ctx, input.actionId)),
})
