import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { done, found } from '#desk/actions/outcomes.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { dayOf } from '../account.ts'
import { auditedGiftCard } from '../audited.ts'
import { adjustSchema, blockSchema, issueSchema } from '../cards/card-input.ts'
import { adjustCard, blockCard, mailCardAgain, unblockCard } from '../cards/change-card.ts'
import { issueFromDesk, tellCode } from '../cards/issue-from-desk.ts'
import { readLiability } from '../liability.ts'
import { daysOf, liabilityFields } from '../liability-input.ts'
import { entriesOf, listGiftCards, readGiftCard } from '../queries.ts'
import { cardSearchField } from './list-fields.ts'

const byId = z.object({ id: z.uuid() })

export const staffCreditRouter = router({
  list: staffProcedure('credit.read')
    .input(z.object({ search: cardSearchField.nullable(), after: z.uuid().nullable() }))
    .query(async ({ ctx, input: { search, after } }) => ({
      ...(await listGiftCards(ctx.db, { ...search, after })),
      readAt: ctx.now(),
    })),
  one: staffProcedure('credit.read')
    .input(byId)
    .query(async ({ ctx, input }) => found(await readGiftCard(ctx.db, input.id))),
  entries: staffProcedure('credit.read')
    .input(byId.extend({ after: z.int().positive() }))
    .query(({ ctx, input }) => entriesOf(ctx.db, input.id, input.after)),
  /** The outcome that the desk keeps holds no code: it is told beside it, and made again each time. */
  issue: deskAction('credit.write')
    .input(issueSchema)
    .mutation(async ({ ctx, input }) => {
      const { actionId: _, ...wish } = input
      const change = { action: 'gift_cards.issue', to: auditedGiftCard, id: input.id }
      await onceForDesk(ctx, change, input, ctx => done(issueFromDesk(ctx, wish)))
      return { id: input.id, code: await tellCode(ctx, input.id) }
    }),
  setState: deskAction('credit.write')
    .input(blockSchema.extend({ to: z.enum(['block', 'unblock']) }))
    .mutation(({ ctx, input: { to, ...input } }) => {
      const change = { action: `gift_cards.${to}`, to: auditedGiftCard, id: input.id, reason: input.reason }
      const work = to === 'block' ? blockCard : unblockCard
      return onceForDesk(ctx, change, input, ctx => done(work(ctx, input.id)))
    }),
  adjust: deskAction('credit.write')
    .input(adjustSchema)
    .mutation(({ ctx, input }) => {
      const { actionId: _, ...wish } = input
      const change = { action: 'gift_cards.adjust', to: auditedGiftCard, id: input.id, reason: input.reason }
      return onceForDesk(ctx, change, input, ctx => done(adjustCard(ctx, wish)))
    }),
  mailAgain: deskAction('credit.write')
    .input(byId)
    .mutation(({ ctx, input }) => {
      const change = { action: 'gift_cards.mail_again', to: auditedGiftCard, id: input.id }
      return onceForDesk(ctx, change, input, ctx => done(mailCardAgain(ctx, input.id)))
    }),
  owed: staffProcedure('credit.read')
    .input(liabilityFields)
    .query(({ ctx, input }) => readLiability(ctx.db, daysOf(input, dayOf(ctx.now())))),
})
