import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { router } from '#platform/trpc/init.ts'
import { auditedVariant, skuOf } from '../audited.ts'
import { limitPerOrder } from './limit-per-order.ts'
import { limitPerOrderSchema } from './limit-per-order-input.ts'

export const staffCatalogRouter = router({
  limitPerOrder: deskAction('products.write')
    .input(limitPerOrderSchema)
    .mutation(async ({ ctx, input }) => {
      const id = await skuOf(ctx.db, input.variantId)
      return onceForDesk(ctx, { action: 'products.limit-per-order', to: auditedVariant, id }, input, ctx =>
        limitPerOrder(ctx, input),
      )
    }),
})
