import { z } from 'zod'
import { publicProcedure, type RequestCtx, router } from '#platform/trpc/init.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { askReturn, askSchema } from '../ask-return.ts'
import { cancelReturn } from '../cancel-return.ts'
import { returnLimits } from '../rate-limits.ts'
import { standingFor } from '../standing.ts'

const tokenField = z.string().max(100).optional()

const keyOf = ({ visitor }: RequestCtx, token: string | undefined) => ({
  token,
  customerId: visitor?.customerId ?? null,
  isStaff: visitor?.isStaff ?? false,
})

export const returnsRouter = router({
  /** What the reader may send back, until when, and what is on its way. */
  standing: publicProcedure
    .meta({ limit: returnLimits.readReturns })
    .input(z.object({ orderId: z.uuid(), token: tokenField }))
    .query(({ ctx, input }) => standingFor(ctx, input.orderId, keyOf(ctx, input.token))),

  ask: publicProcedure
    .meta({ limit: returnLimits.askReturn })
    .input(askSchema.safeExtend({ token: tokenField }))
    .mutation(async ({ ctx, input: { token, ...asked } }) => {
      const key = keyOf(ctx, token)
      await askReturn(withGateway(ctx), asked, key)
      return standingFor(ctx, asked.orderId, key)
    }),

  /** The shopper keeps the goods after all. */
  cancel: publicProcedure
    .meta({ limit: returnLimits.askReturn })
    .input(z.object({ orderId: z.uuid(), id: z.uuid(), token: tokenField }))
    .mutation(async ({ ctx, input: { token, ...which } }) => {
      const key = keyOf(ctx, token)
      await cancelReturn(withGateway(ctx), which, key)
      return standingFor(ctx, which.orderId, key)
    }),
})
