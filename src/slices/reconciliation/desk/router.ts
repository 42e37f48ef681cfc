import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { unseen } from '#platform/audit/audited.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { askForReconciliation } from '../ask-for-reconciliation.ts'
import { readBooks, readOpenDisputes } from '../queries.ts'
import { reconcileSchema } from './books-view.ts'

export const booksRouter = router({
  /** The last comparisons of the provider's books with ours, and their differences. */
  read: staffProcedure('money.read').query(({ ctx }) => readBooks(ctx.db, ctx.now())),

  /** Disputes that the shop can still answer at the bank, the most urgent first. */
  disputes: staffProcedure('orders.read').query(({ ctx }) => readOpenDisputes(ctx.db)),

  /** Compares now instead of tonight. A worker does it. */
  reconcile: deskAction('money.reconcile')
    .input(reconcileSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, { action: 'money.reconcile', to: unseen('books'), id: 'bank' }, input, ctx =>
        askForReconciliation(ctx, input),
      ),
    ),
})
