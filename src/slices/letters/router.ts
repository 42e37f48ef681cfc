import { z } from 'zod'
import { newEmailField } from '#platform/fields/fields.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { customerProcedure, publicProcedure, router } from '#platform/trpc/init.ts'
import { askForLetters } from './ask-for-letters.ts'
import { confirmLetters, stopByLink } from './change-letters.ts'
import { letterLinkSchema, versionField } from './letters.ts'
import { openLink } from './open-link.ts'
import { areLettersOffered, readOwnLetters, turnLettersOff, turnLettersOn } from './own-letters.ts'
import { letterLimits } from './rate-limits.ts'

const opening = publicProcedure.meta({ limit: letterLimits.openLetters }).input(letterLinkSchema)
const said = z.object({ sentence: versionField })

export const lettersRouter = router({
  isOffered: publicProcedure.query(({ ctx }) => areLettersOffered(ctx.db, ctx.visitor?.customerId)),

  askAtCheckout: publicProcedure
    .meta({ limit: letterLimits.askForLetters })
    .input(said.extend({ email: newEmailField }))
    .mutation(async ({ ctx, input }) => {
      await askForLetters(ctx, { ...input, way: 'checkout', page: '/checkout' })
      return { asked: true }
    }),

  /** How letters stand for the signed-in customer. */
  mine: customerProcedure.query(({ ctx }) => readOwnLetters(ctx.db, ownOf(ctx))),
  subscribe: customerProcedure
    .meta({ limit: letterLimits.askForLetters })
    .input(said)
    .mutation(({ ctx, input }) => turnLettersOn(ctx, ownOf(ctx), input.sentence)),
  unsubscribe: customerProcedure
    .meta({ limit: letterLimits.changeLetters })
    .mutation(({ ctx }) => turnLettersOff(ctx, ownOf(ctx))),

  /** What a mailed link is good for. Reading it uses nothing up. */
  link: opening.query(async ({ ctx, input }) => {
    const opened = await openLink(ctx.db, input, ctx.now())
    if (!opened) throw new Refusal('not_found', 'This link has expired, or part of it is missing.')
    return opened
  }),
  confirm: opening.mutation(({ ctx, input }) => confirmLetters(ctx, input)),
  stop: opening.mutation(({ ctx, input }) => stopByLink(ctx, input, 'link')),
})

const ownOf = ({ customerId, visitor }: { customerId: string; visitor: { email: string } | null }) => ({
  customerId,
  email: visitor?.email ?? '',
})
