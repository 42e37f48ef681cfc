import { z } from 'zod'
import { publicProcedure, router } from '#platform/trpc/init.ts'
import { documentsFor } from '../documents/documents-for.ts'
import { invoiceLimits } from '../rate-limits.ts'

export const documentsRouter = router({
  /** The invoice and the credit notes of an order, for those who may see it. */
  ofOrder: publicProcedure
    .meta({ limit: invoiceLimits.readDocuments })
    .input(z.object({ orderId: z.uuid(), token: z.string().max(100).optional() }))
    .query(({ ctx: { db, visitor }, input: { orderId, token } }) =>
      documentsFor(db, orderId, {
        token,
        customerId: visitor?.customerId ?? null,
        isStaff: visitor?.isStaff ?? false,
      }),
    ),
})
