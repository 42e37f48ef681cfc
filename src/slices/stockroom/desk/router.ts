import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { done, found } from '#desk/actions/outcomes.ts'
import { unseen } from '#platform/audit/audited.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { sortAside } from '../aside/sort-aside.ts'
import { sortSchema } from '../aside/sort-input.ts'
import { auditedCount, auditedReceipt } from '../audited.ts'
import { countSchema, endCountSchema, recountSchema } from '../counting/count-input.ts'
import { countAgain, countShelves } from '../counting/count-shelves.ts'
import { approveCount, dropCount } from '../counting/end-count.ts'
import { listCounts, listReceipts, readCount, readReceipt } from '../queries.ts'
import { bookReceipt } from '../receiving/book-receipt.ts'
import { receiptSchema } from '../receiving/receipt-input.ts'

const byId = z.object({ id: z.uuid() })
const listed = z.object({ warehouse: receiptSchema.shape.warehouse.nullable(), after: z.uuid().nullable() })

export const stockroomRouter = router({
  receipts: staffProcedure('stock.read')
    .input(listed)
    .query(async ({ ctx, input }) => ({ ...(await listReceipts(ctx.db, input)), readAt: ctx.now() })),
  receipt: staffProcedure('stock.read')
    .input(byId)
    .query(async ({ ctx, input }) => found(await readReceipt(ctx.db, input.id))),
  book: deskAction('stock.write', { where: 'a warehouse' })
    .input(receiptSchema)
    .mutation(({ ctx, input }) => {
      const { actionId: _, ...receipt } = input
      return onceForDesk(ctx, { action: 'receipts.book', to: auditedReceipt, id: input.id }, input, ctx =>
        done(bookReceipt(ctx, receipt)),
      )
    }),
  counts: staffProcedure('stock.read')
    .input(listed.extend({ waits: z.boolean() }))
    .query(async ({ ctx, input }) => ({ ...(await listCounts(ctx.db, input)), readAt: ctx.now() })),
  count: staffProcedure('stock.read')
    .input(byId)
    .query(async ({ ctx, input }) => found(await readCount(ctx.db, input.id))),
  writeCount: deskAction('stock.write', { where: 'a warehouse' })
    .input(countSchema)
    .mutation(({ ctx, input }) => {
      const { actionId: _, ...count } = input
      return onceForDesk(ctx, { action: 'counts.write', to: auditedCount, id: input.id }, input, ctx =>
        done(countShelves(ctx, count)),
      )
    }),
  countAgain: deskAction('stock.write', { where: 'a warehouse' })
    .input(recountSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, { action: 'counts.again', to: auditedCount, id: input.id }, input, ctx =>
        done(countAgain(ctx, input)),
      ),
    ),
  endCount: deskAction('stock.write', { where: 'a warehouse' })
    .input(endCountSchema.extend({ end: z.enum(['approve', 'drop']) }))
    .mutation(({ ctx, input }) => {
      const change = { action: `counts.${input.end}`, to: auditedCount, id: input.id, reason: input.reason }
      const work = input.end === 'approve' ? approveCount : dropCount
      return onceForDesk(ctx, change, input, ctx => done(work(ctx, input)))
    }),
  sort: deskAction('stock.write', { where: 'a warehouse' })
    .input(sortSchema)
    .mutation(({ ctx, input }) => {
      const change = { action: 'stock.sort', to: unseen('variant'), id: input.sku, reason: input.reason }
      return onceForDesk(ctx, change, input, ctx => done(sortAside(ctx, input)))
    }),
})
