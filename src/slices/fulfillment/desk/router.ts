import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { unseen } from '#platform/audit/audited.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { LONGEST_ID } from '../callback.ts'
import { readTroubles } from '../queries.ts'
import { replayCallback } from '../replay-callback.ts'
import { keptPromises } from './kept-promises.ts'
import { listedStates, WAREHOUSE_TYPED_MAX } from './listed-parcel.ts'
import { listParcels } from './parcel-queries.ts'

export const warehouseRouter = router({
  /** A page of the parcels, newest first. */
  parcels: staffProcedure('orders.read')
    .input(
      z.object({
        state: z.enum(listedStates).nullable(),
        warehouse: z.string().max(WAREHOUSE_TYPED_MAX).nullable(),
        late: z.boolean(),
        after: z.uuid().nullable(),
        before: z.uuid().nullable(),
      }),
    )
    .query(({ ctx, input }) => listParcels(ctx.db, input, ctx.now())),

  /** How many promises were kept, by carrier and by warehouse. */
  kept: staffProcedure('orders.read').query(({ ctx }) => keptPromises(ctx.db, ctx.now())),

  /** Reads the call-backs that the shop refused, and the orders that the warehouse does not have. */
  troubles: staffProcedure('orders.read').query(({ ctx }) => readTroubles(ctx.db)),

  /** Takes in a refused call-back again. */
  replay: deskAction('parcels.write')
    .input(z.object({ id: z.string().min(1).max(LONGEST_ID) }))
    .mutation(({ ctx, input }) =>
      onceForDesk(
        ctx,
        { action: 'parcels.replay', to: unseen('call-back'), id: input.id },
        input,
        async ctx => ({
          result: await replayCallback(ctx, input.id),
        }),
      ),
    ),
})
