import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { done, found } from '#desk/actions/outcomes.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { auditedPromotion } from '../audited.ts'
import { changePromotion } from '../change-promotion.ts'
import { createPromotion } from '../create-promotion.ts'
import { makeCodes } from '../make-codes.ts'
import { newCodesSchema, newPromotionSchema, promotionChangeSchema } from '../promotion-input.ts'
import { listPromotions, readPromotion } from '../queries.ts'
import { standings } from '../standing.ts'

const byId = z.object({ id: z.uuid() })

export const promotionsRouter = router({
  list: staffProcedure('promotions.read')
    .input(z.object({ state: z.enum(standings).nullable(), after: z.uuid().nullable() }))
    .query(async ({ ctx, input }) => {
      const readAt = ctx.now()
      return { ...(await listPromotions(ctx.db, { ...input, at: readAt })), readAt }
    }),
  one: staffProcedure('promotions.read')
    .input(byId)
    .query(async ({ ctx, input }) => {
      const readAt = ctx.now()
      return { ...found(await readPromotion(ctx.db, input.id, readAt)), readAt }
    }),
  create: deskAction('promotions.write')
    .input(newPromotionSchema.extend(byId.shape))
    .mutation(({ ctx, input }) => {
      const { actionId: _, ...promotion } = input
      const change = { action: 'promotions.create', to: auditedPromotion, id: input.id }
      return onceForDesk(ctx, change, input, ctx => done(createPromotion(ctx, promotion)))
    }),
  change: deskAction('promotions.write')
    .input(promotionChangeSchema.extend(byId.shape))
    .mutation(({ ctx, input }) => {
      const { id, reason } = input
      const change = { action: 'promotions.change', to: auditedPromotion, id, reason }
      return onceForDesk(ctx, change, input, ctx => done(changePromotion(ctx, input)))
    }),
  /** The codes themselves are a file of their own: what an action answers is kept. */
  makeCodes: deskAction('promotions.write')
    .input(newCodesSchema.extend({ ...byId.shape, promotionId: z.uuid() }))
    .mutation(({ ctx, input }) => {
      const { actionId: _, ...codes } = input
      const change = { action: 'promotions.make-codes', to: auditedPromotion, id: input.promotionId }
      return onceForDesk(ctx, change, input, ctx => done(makeCodes(ctx, codes)))
    }),
})
