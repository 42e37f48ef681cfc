import { z } from 'zod'
import { LIMITS } from '#platform/fields/limits.ts'
import { publicProcedure, router, visitorProcedure } from '#platform/trpc/init.ts'
import { addWish } from './add-wish.ts'
import { readWishes } from './queries.ts'
import { wishlistLimits } from './rate-limits.ts'
import { removeWish } from './remove-wish.ts'

const product = z.object({ slug: z.string().min(1).max(LIMITS.slug) })

export const wishlistRouter = router({
  list: publicProcedure
    .meta({ limit: wishlistLimits.readWishes })
    .query(({ ctx }) => (ctx.visitor ? readWishes(ctx.db, ctx.visitor.customerId) : [])),
  add: visitorProcedure
    .meta({ limit: wishlistLimits.changeWishes })
    .input(product)
    .mutation(({ ctx, input }) =>
      addWish(ctx, { ...input, customerId: ctx.customerId, byVisitor: ctx.visitor?.isAnonymous ?? true }),
    ),
  remove: visitorProcedure
    .meta({ limit: wishlistLimits.changeWishes })
    .input(product)
    .mutation(({ ctx, input }) => removeWish(ctx, { ...input, customerId: ctx.customerId })),
})
