import { customerProcedure, publicProcedure, router } from '#platform/trpc/init.ts'
import { withGateway } from '../gateway.ts'
import { paymentLimits } from '../rate-limits.ts'
import { makeDefaultCard, removeCard } from './change-cards.ts'
import { type SavedCards, savedCardField } from './saved-card.ts'
import { cardsAtCheckout, savedCards } from './saved-cards.ts'

const changing = customerProcedure.meta({ limit: paymentLimits.changeCards })
const none = { mayKeep: false, mayHave: false }

/** The cards that the provider keeps for the people of an account. */
export const cardsRouter = router({
  /** Comes with the checkout, for everybody, and asks nobody outside. */
  atCheckout: publicProcedure.query(({ ctx: { db, visitor } }) =>
    visitor && !visitor.isAnonymous && !visitor.seenBy ? cardsAtCheckout({ db }, visitor.customerId) : none,
  ),

  list: customerProcedure
    .meta({ limit: paymentLimits.readCards })
    .query(
      async ({ ctx }): Promise<SavedCards> =>
        ctx.visitor?.seenBy ? { kind: 'hidden' } : savedCards(withGateway(ctx), ctx.customerId),
    ),

  remove: changing
    .input(savedCardField)
    .mutation(({ ctx, input }) => removeCard(withGateway(ctx), { ...input, customerId: ctx.customerId })),

  makeDefault: changing
    .input(savedCardField)
    .mutation(({ ctx, input }) =>
      makeDefaultCard(withGateway(ctx), { ...input, customerId: ctx.customerId }),
    ),
})
