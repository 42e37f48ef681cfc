import { z } from 'zod'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { countWaits } from '../waits.ts'
import { whatBecameOf } from './what-became.ts'

export const deskRouter = router({
  /** How many things need a person, by room, for the frame of every page. */
  waits: staffProcedure('desk.open').query(({ ctx }) => countWaits(ctx)),

  /** Tells the outcome of an action whose answer was lost. It is a mutation, because an action that has not come by now is refused from now on. */
  whatBecame: staffProcedure('desk.open', { atStation: true })
    .input(z.object({ actionId: z.uuid() }))
    .mutation(({ ctx, input }) => whatBecameOf(ctx, input.actionId)),
})
