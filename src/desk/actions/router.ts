import { z } from 'zod'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { whatBecameOf } from './what-became.ts'

export const deskRouter = router({
  /** Tells the outcome of an action whose answer was lost. It is a mutation, because an action that has not come by now is refused from now on. */
  whatBecame: staffProcedure('desk.open')
    .input(z.object({ actionId: z.uuid() }))
    .mutation(({ ctx, input }) => whatBecameOf(ctx, input.actionId)),
})
