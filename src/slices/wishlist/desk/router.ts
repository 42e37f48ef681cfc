import { router, staffProcedure } from '#platform/trpc/init.ts'
import { readMostWished } from '../queries.ts'

export const wishesRouter = router({
  most: staffProcedure('products.read').query(async ({ ctx }) => ({
    products: await readMostWished(ctx.db),
    readAt: ctx.now(),
  })),
})
