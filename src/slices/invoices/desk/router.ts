import { z } from 'zod'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { listedDocuments } from '../documents/listed.ts'
import { invoiceLimits } from '../rate-limits.ts'
import { readJournal } from '../reports/journal.ts'
import { spanSchema } from '../reports/span.ts'
import { readTaxReport } from '../reports/tax-report.ts'

export const reportsRouter = router({
  /** The documents of one order, for its page. */
  ofOrder: staffProcedure('orders.read')
    .input(z.object({ orderId: z.uuid() }))
    .query(({ ctx, input }) => listedDocuments(ctx.db, input.orderId)),

  tax: staffProcedure('money.read')
    .meta({ limit: invoiceLimits.readReports })
    .input(spanSchema)
    .query(async ({ ctx, input }) => ({ rows: await readTaxReport(ctx.db, input) })),

  journal: staffProcedure('money.read')
    .meta({ limit: invoiceLimits.readReports })
    .input(spanSchema)
    .query(async ({ ctx, input }) => ({ entries: await readJournal(ctx.db, input) })),
})
