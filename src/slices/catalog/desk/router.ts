import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { router } from '#platform/trpc/init.ts'
import { limitPerOrder } from './limit-per-order.ts'
import { limitPerOrderSchema } from './limit-per-order-input.ts'

export const staffCatalogRouter = router({
  limitPerOrder: deskAction
    .input(limitPerOrderSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, 'limit-per-order', input, () => limitPerOrder(ctx, input)),
    ),
})
