import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { auditedCase } from '../audited.ts'
import { caseStates, openCaseSchema, settleCaseSchema } from '../case.ts'
import { openCase } from '../open-case.ts'
import { listCases } from '../queries.ts'
import { readCasesOfOrder } from './of-order.ts'
import { settleByPerson } from './settle-by.ts'

export const casesRouter = router({
  list: staffProcedure('orders.read')
    .input(z.object({ state: z.enum(caseStates).nullable(), after: z.uuid().nullable() }))
    .query(async ({ ctx, input }) => ({ ...(await listCases(ctx.db, input)), readAt: ctx.now() })),
  ofOrder: staffProcedure('orders.read')
    .input(z.object({ orderId: z.uuid() }))
    .query(({ ctx, input }) => readCasesOfOrder(ctx.db, input.orderId)),
  open: deskAction('cases.write')
    .input(openCaseSchema.extend({ id: z.uuid() }))
    .mutation(({ ctx, input }) =>
      onceForDesk(
        ctx,
        { action: 'cases.open', to: auditedCase, id: input.id, reason: input.reason },
        input,
        async ctx => ({ id: (await openCase(ctx, input)).id }),
      ),
    ),
  settle: deskAction('cases.write')
    .input(settleCaseSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(
        ctx,
        { action: 'cases.settle', to: auditedCase, id: input.caseId, reason: input.reason },
        input,
        async ctx => ({ state: (await settleByPerson(ctx, input)).state }),
      ),
    ),
})
