import { z } from 'zod'
import { customerProcedure, publicProcedure, router } from '#platform/trpc/init.ts'
import { askGiftCards } from './ask-gift-cards.ts'
import { MOST_TYPED } from './code-letters.ts'
import { readOwnCredit } from './queries.ts'
import { creditLimits } from './rate-limits.ts'

export const creditRouter = router({
  /** What a gift card holds. A mutation, so that the code stands in no address. */
  balance: publicProcedure
    .meta({ limit: creditLimits.askGiftCard })
    .input(z.object({ code: z.string().min(1).max(MOST_TYPED) }))
    .mutation(async ({ ctx, input }) => {
      const [card] = await askGiftCards(ctx, [input.code])
      if (card?.kind !== 'usable') return { kind: 'refused' as const, sentence: card?.sentence ?? '' }
      return { kind: 'usable' as const, balance: card.balance, expiresOn: card.expiresOn }
    }),

  mine: customerProcedure.query(({ ctx }) => readOwnCredit(ctx.db, ctx.customerId)),
})
