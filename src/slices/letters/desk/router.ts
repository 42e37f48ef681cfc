import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { reasonSchema } from '#desk/reason.ts'
import { emailField } from '#platform/fields/fields.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { auditedReader } from '../audited.ts'
import { stopAtDesk } from '../change-letters.ts'
import { readerOf } from '../history.ts'
import { readLettersOfOrder } from '../queries.ts'

export const staffLettersRouter = router({
  /** Whether the buyer of an order said yes to letters, with the proof. */
  ofOrder: staffProcedure('orders.read')
    .input(z.object({ orderId: z.uuid() }))
    .query(({ ctx, input }) => readLettersOfOrder(ctx.db, input.orderId)),

  /** Stops the letters to an address for somebody who asked for it. */
  stop: deskAction('letters.stop')
    .input(z.object({ email: emailField, reason: reasonSchema }))
    .mutation(async ({ ctx, input }) => {
      const reader = await readerOf(ctx.db, input.email)
      if (!reader) throw new Refusal('not_found', 'Nobody said yes to letters for this address.')
      const { reason } = input
      const change = { action: 'letters.stop', to: auditedReader, id: reader.id, reason }
      return onceForDesk(ctx, change, input, async ctx => {
        await stopAtDesk(ctx, { readerId: reader.id, reason })
        return { state: (await readerOf(ctx.db, input.email))?.state ?? 'withdrawn' }
      })
    }),
})
