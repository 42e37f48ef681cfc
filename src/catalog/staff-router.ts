import { router, staffProcedure } from '#trpc/init.ts'
import { limitPerOrder } from './limit-per-order.ts'
import { limitPerOrderSchema } from './limit-per-order-input.ts'

export const staffCatalogRouter = router({
  limitPerOrder: staffProcedure
    .input(limitPerOrderSchema)
    .mutation(({ ctx, input }) => limitPerOrder(ctx, input)),
})
