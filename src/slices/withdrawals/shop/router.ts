import { z } from 'zod'
import { limit } from '#platform/http/rate-limits.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { publicProcedure, type RequestCtx, router } from '#platform/trpc/init.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { askForLink, askForLinkSchema } from '../ask-for-link.ts'
import { declareSchema, declareWithdrawal } from '../declare-withdrawal.ts'
import { withdrawalLimits } from '../rate-limits.ts'
import { standingFor } from '../standing.ts'

const tokenField = z.string().max(100).optional()

const keyOf = ({ visitor }: RequestCtx, token: string | undefined) => ({
  token,
  customerId: visitor?.customerId ?? null,
  isStaff: visitor?.isStaff ?? false,
})

export const withdrawalsRouter = router({
  /** From what the reader may withdraw, until when, and from what they have. */
  standing: publicProcedure
    .meta({ limit: withdrawalLimits.readWithdrawals })
    .input(z.object({ orderId: z.uuid(), token: tokenField }))
    .query(({ ctx, input }) => standingFor(ctx, input.orderId, keyOf(ctx, input.token))),

  declare: publicProcedure
    .meta({ limit: withdrawalLimits.withdraw })
    .input(declareSchema.extend({ token: tokenField }))
    .mutation(async ({ ctx, input: { token, ...statement } }) => {
      const key = keyOf(ctx, token)
      await declareWithdrawal(withGateway(ctx), statement, key)
      return standingFor(ctx, statement.orderId, key)
    }),

  /** The answer is the same whether there is such an order or not. */
  askForLink: publicProcedure
    .meta({ limit: withdrawalLimits.withdrawalLink })
    .input(askForLinkSchema)
    .mutation(async ({ ctx, input }) => {
      await limit(ctx, withdrawalLimits.withdrawalLinkByEmail, sha256(input.email))
      if (input.number) await askForLink(ctx, input)
      return { asked: true }
    }),
})
