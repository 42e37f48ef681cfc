import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { done, found } from '#desk/actions/outcomes.ts'
import { type RequestCtx, router, staffProcedure } from '#platform/trpc/init.ts'
import { auditedLabels } from '../audited.ts'
import { buyAgain, voidLabel } from './change-label.ts'
import { labelsForDesk } from './labels-for-desk.ts'
import { labelsForFloor } from './labels-for-floor.ts'

const onFloor = { where: 'a warehouse' } as const
const byId = z.object({ id: z.uuid() })

export const labelsRouter = router({
  /** The labels of an order's parcels, with their costs and what the carrier said of each. */
  ofOrder: staffProcedure('orders.read')
    .input(z.object({ orderId: z.uuid() }))
    .query(({ ctx, input }) => labelsForDesk(ctx.db, input.orderId)),
  /** The labels of a parcel, for people who work on its floor. */
  onFloor: staffProcedure('floor.work', onFloor)
    .input(byId)
    .query(async ({ ctx, input }) => ({ labels: found(await labelsForFloor(ctx, input.id)) })),
  buy: deskAction('floor.work', onFloor)
    .input(byId)
    .mutation(({ ctx, input }) => onLabels(ctx, 'labels.buy', input, ctx => buyAgain(ctx, input))),
  void: deskAction('floor.work', onFloor)
    .input(byId)
    .mutation(({ ctx, input }) => onLabels(ctx, 'labels.void', input, ctx => voidLabel(ctx, input))),
})

function onLabels(
  ctx: RequestCtx,
  action: string,
  input: { id: string },
  work: (ctx: RequestCtx) => Promise<void>,
) {
  return onceForDesk(ctx, { action, to: auditedLabels, id: input.id }, input, ctx => done(work(ctx)))
}
