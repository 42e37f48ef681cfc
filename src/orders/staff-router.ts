import { z } from 'zod'
import { router, staffProcedure } from '#trpc/init.ts'
import { staffFilterSchema, staffListSchema } from './staff-filter.ts'
import { countViews, idOfNumber, listOrders } from './staff-list-queries.ts'
import { readStaffOrder } from './staff-order-queries.ts'
import { readToday } from './staff-today-queries.ts'

export const staffOrdersRouter = router({
  today: staffProcedure.query(({ ctx }) => readToday(ctx.db, ctx.now())),
  list: staffProcedure.input(staffListSchema).query(({ ctx, input }) => listOrders(ctx.db, input, ctx.now())),
  counts: staffProcedure
    .input(staffFilterSchema)
    .query(({ ctx, input }) => countViews(ctx.db, input, ctx.now())),
  idOfNumber: staffProcedure
    .input(z.object({ number: z.string().max(20) }))
    .query(({ ctx, input }) => idOfNumber(ctx.db, input.number)),
  order: staffProcedure
    .input(z.object({ orderId: z.uuid() }))
    .query(({ ctx, input }) => readStaffOrder(ctx.db, input.orderId, ctx.now())),
})
