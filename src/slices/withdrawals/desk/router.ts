import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { auditedWithdrawal } from '../audited.ts'
import { listWithdrawals, readWaiting, withdrawalsOf } from '../queries.ts'
import { settleFields, settleWithdrawal } from '../settle-withdrawal.ts'
import { withdrawalStates } from '../withdrawal.ts'

export const staffWithdrawalsRouter = router({
  list: staffProcedure('orders.withdrawals')
    .input(z.object({ state: z.enum(withdrawalStates).nullable(), after: z.uuid().nullable() }))
    .query(async ({ ctx, input }) => ({
      ...(await listWithdrawals(ctx.db, { ...input, waiting: input.state === 'open' })),
      readAt: ctx.now(),
    })),

  /** What waits for staff, for the first page of the desk. */
  waiting: staffProcedure('orders.withdrawals').query(({ ctx }) => readWaiting(ctx.db)),

  /** The withdrawals from one order, for its page. */
  ofOrder: staffProcedure('orders.withdrawals')
    .input(z.object({ orderId: z.uuid() }))
    .query(({ ctx, input }) => withdrawalsOf(ctx.db, input.orderId)),

  /** Ends a withdrawal: the money went back, or staff say why it does not. */
  settle: deskAction('orders.withdrawals')
    .input(settleFields.safeExtend({ withdrawalId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      onceForDesk(
        ctx,
        { action: 'withdrawals.settle', to: auditedWithdrawal, id: input.withdrawalId, reason: input.reason },
        input,
        async ctx => {
          const { state } = await settleWithdrawal(ctx, input)
          return { state }
        },
      ),
    ),
})
