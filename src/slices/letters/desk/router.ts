import { z } from 'zod'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { readLettersOfOrder } from '../queries.ts'

export const staffLettersRouter = router({
  /** Whether the buyer of an order said yes to letters, with the proof. */
  ofOrder: staffProcedure('orders.read')
    .input(z.object({ orderId: z.uuid() }))
    .query(({ ctx, input }) => readLettersOfOrder(ctx.db, input.orderId)),
})
