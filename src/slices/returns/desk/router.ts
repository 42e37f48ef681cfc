import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { reasonSchema } from '#desk/reason.ts'
import { searchField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { type RequestCtx, router, staffProcedure } from '#platform/trpc/init.ts'
import { auditedReturn } from '../audited.ts'
import { changeWish, wishFields } from '../change-wish.ts'
import { closeReturn, retryPayBack } from '../close-return.ts'
import { approveFields, approveReturn, refuseFields, refuseReturn } from '../decide-return.ts'
import { inspectFields, inspectReturn } from '../inspect-return.ts'
import { readReturnNumber } from '../read-return-number.ts'
import { receiveFields, receiveReturn } from '../receive-return.ts'
import type { Return } from '../return.ts'
import { cursorField, stateField } from './list-fields.ts'
import { listReturns, readDeskReturn, readReturnsOfOrder, readWaitingReturns } from './list-queries.ts'

/** As a scanner or a person types it. */
export const numberField = searchField(LIMITS.orderNumber).transform((typed, check) => {
  const number = readReturnNumber(typed)
  if (number) return number
  check.addIssue({ code: 'custom', message: 'There is no such return' })
  return z.NEVER
})

type Sent = { number: string; actionId?: string | undefined; reason?: string | undefined }

const once = (
  ctx: RequestCtx,
  action: string,
  input: Sent & object,
  work: (ctx: RequestCtx) => Promise<Return>,
) =>
  onceForDesk(
    ctx,
    { action: `returns.${action}`, to: auditedReturn, id: input.number, reason: input.reason },
    input,
    async ctx => {
      const { number, state } = await work(ctx)
      return { number, state }
    },
  )

export const staffReturnsRouter = router({
  list: staffProcedure('returns.read')
    .input(
      z.object({
        state: stateField.nullable(),
        after: cursorField.nullable(),
      }),
    )
    .query(async ({ ctx, input }) => ({ ...(await listReturns(ctx.db, input)), readAt: ctx.now() })),

  /** What waits for staff, for the first page of the desk. */
  waiting: staffProcedure('returns.read').query(({ ctx }) => readWaitingReturns(ctx.db)),

  one: staffProcedure('returns.read')
    .input(z.object({ number: numberField }))
    .query(async ({ ctx, input }) => {
      const found = await readDeskReturn(ctx.db, input.number)
      if (!found) throw new Refusal('not_found', 'There is no such return.')
      return { ...found, readAt: ctx.now() }
    }),

  /** The returns of one order, for its page. */
  ofOrder: staffProcedure('returns.read')
    .input(z.object({ orderId: z.uuid() }))
    .query(({ ctx, input }) => readReturnsOfOrder(ctx.db, input.orderId)),

  approve: deskAction('returns.decide')
    .input(approveFields.extend({ number: numberField }))
    .mutation(({ ctx, input }) => once(ctx, 'approve', input, ctx => approveReturn(ctx, input))),

  refuse: deskAction('returns.decide')
    .input(refuseFields.extend({ number: numberField }))
    .mutation(({ ctx, input }) => once(ctx, 'refuse', input, ctx => refuseReturn(ctx, input))),

  /** Says for the shopper what is given for lines of it. */
  changeWish: deskAction('returns.decide')
    .input(wishFields.extend({ number: numberField }))
    .mutation(({ ctx, input }) => once(ctx, 'change-wish', input, ctx => changeWish(ctx, input))),

  /** Ends a return of which no more will come. */
  close: deskAction('returns.decide')
    .input(z.object({ number: numberField, reason: reasonSchema }))
    .mutation(({ ctx, input }) => once(ctx, 'close', input, ctx => closeReturn(ctx, input))),

  /** Asks once more for a refund that was refused. */
  retryRefund: deskAction('returns.decide')
    .input(z.object({ number: numberField }))
    .mutation(({ ctx, input }) => once(ctx, 'retry-refund', input, ctx => retryPayBack(ctx, input))),

  receive: deskAction('returns.receive', { where: 'a warehouse' })
    .input(receiveFields.extend({ number: numberField }))
    .mutation(({ ctx, input: { actionId, ...input } }) =>
      once(ctx, 'receive', { ...input, actionId }, ctx =>
        receiveReturn(ctx, { ...input, id: input.id ?? actionId }),
      ),
    ),

  inspect: deskAction('returns.receive', { where: 'a warehouse' })
    .input(inspectFields.extend({ number: numberField }))
    .mutation(({ ctx, input: { actionId, ...input } }) =>
      once(ctx, 'inspect', { ...input, actionId }, ctx =>
        inspectReturn(ctx, { ...input, id: input.id ?? actionId }),
      ),
    ),
})
