import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { done } from '#desk/actions/outcomes.ts'
import { unseen } from '#platform/audit/audited.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { auditedOffer, auditedStock, auditedWarehouse } from '../audited.ts'
import { endLaunch } from '../end-launch.ts'
import { listAside } from '../ledger/list-aside.ts'
import { mergeStock } from '../merge-stock.ts'
import { planLaunch } from '../plan-launch.ts'
import { readWarehouses } from '../queries.ts'
import { splitStock } from '../split-stock.ts'
import { endOfferSchema, setOfferSchema } from '../waiting/offer-input.ts'
import { endOffer, setOffer } from '../waiting/set-offer.ts'
import {
  makeWarehouse,
  moveWarehouse,
  setFloor,
  setHours,
  setLabels,
} from '../warehouses/change-warehouses.ts'
import { movings } from '../warehouses/movings.ts'
import {
  moveWarehouseSchema,
  newWarehouseSchema,
  setFloorSchema,
  setHoursSchema,
  setLabelsSchema,
} from '../warehouses/warehouse-input.ts'
import { countStock } from './count-stock.ts'
import { countSchema, planLaunchSchema, splitSchema } from './launch-input.ts'
import { onceForStock } from './once-for-stock.ts'
import { setStock } from './set-stock.ts'
import { setStockSchema } from './set-stock-input.ts'
import { listStock, readStock, stockEverywhere } from './stock-queries.ts'
import { stockListSchema } from './stock-view.ts'

const variantSchema = z.object({ variantId: z.uuid() })

export const stockRouter = router({
  /** Every warehouse by its name, for a room in which one is chosen. */
  warehouses: staffProcedure('desk.open').query(({ ctx }) => readWarehouses(ctx.db)),
  newWarehouse: deskAction('stock.write')
    .input(newWarehouseSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, { action: 'warehouses.make', to: auditedWarehouse, id: input.code }, input, ctx =>
        makeWarehouse(ctx, input),
      ),
    ),
  moveWarehouse: deskAction('stock.write')
    .input(moveWarehouseSchema)
    .mutation(({ ctx, input }) => {
      const { code: id, reason } = input
      const change = { action: movings[input.state], to: auditedWarehouse, id, reason }
      return onceForDesk(ctx, change, input, ctx => done(moveWarehouse(ctx, input)))
    }),
  setFloor: deskAction('stock.write')
    .input(setFloorSchema)
    .mutation(({ ctx, input }) => {
      const { code: id, reason } = input
      const change = { action: 'warehouses.floor', to: auditedWarehouse, id, reason }
      return onceForDesk(ctx, change, input, ctx => done(setFloor(ctx, input)))
    }),
  setHours: deskAction('stock.write')
    .input(setHoursSchema)
    .mutation(({ ctx, input }) => {
      const { code: id, reason } = input
      const change = { action: 'warehouses.hours', to: auditedWarehouse, id, reason }
      return onceForDesk(ctx, change, input, ctx => done(setHours(ctx, input)))
    }),
  setLabels: deskAction('stock.write')
    .input(setLabelsSchema)
    .mutation(({ ctx, input }) => {
      const { code: id, reason } = input
      const change = { action: 'warehouses.labels', to: auditedWarehouse, id, reason }
      return onceForDesk(ctx, change, input, ctx => done(setLabels(ctx, input)))
    }),
  list: staffProcedure('stock.read')
    .input(stockListSchema)
    .query(({ ctx, input }) => listStock(ctx.db, input, ctx.now())),
  variant: staffProcedure('stock.read')
    .input(variantSchema)
    .query(({ ctx, input }) => readStock(ctx.db, input.variantId, ctx.now())),
  /** What lies in a warehouse and is not on sale. */
  aside: staffProcedure('stock.read')
    .input(z.object({ after: z.string().max(300).nullable() }))
    .query(async ({ ctx, input }) => ({ ...(await listAside(ctx.db, input)), readAt: ctx.now() })),
  split: deskAction('stock.write')
    .input(splitSchema)
    .mutation(({ ctx, input }) =>
      onceForStock(ctx, 'stock.split', input, ctx => done(splitStock(ctx, input))),
    ),
  merge: deskAction('stock.write')
    .input(variantSchema)
    .mutation(({ ctx, input }) => onceForStock(ctx, 'stock.merge', input, ctx => mergeStock(ctx, input))),
  count: deskAction('stock.write', { where: 'a warehouse' })
    .input(countSchema)
    .mutation(({ ctx, input }) =>
      onceForStock(ctx, 'stock.count', { ...input, reason: input.note }, ctx => done(countStock(ctx, input))),
    ),
  ofProduct: staffProcedure('stock.read')
    .input(z.object({ productId: z.uuid() }))
    .query(({ ctx, input }) => stockEverywhere(ctx.db, input)),
  set: deskAction('stock.write', { where: 'a warehouse' })
    .input(setStockSchema)
    .mutation(({ ctx, input }) => {
      const { actionId: _, ...stock } = input
      const change = { action: 'stock.set', to: auditedStock, id: input.sku, reason: input.reason }
      return onceForDesk(ctx, change, input, ctx => done(setStock(ctx, stock)))
    }),
  setOffer: deskAction('stock.write')
    .input(setOfferSchema)
    .mutation(({ ctx, input }) => {
      const change = { action: 'back_orders.set', to: auditedOffer, id: input.sku, reason: input.reason }
      return onceForDesk(ctx, change, input, ctx => done(setOffer(ctx, input)))
    }),
  endOffer: deskAction('stock.write')
    .input(endOfferSchema)
    .mutation(({ ctx, input }) => {
      const change = { action: 'back_orders.end', to: auditedOffer, id: input.sku, reason: input.reason }
      return onceForDesk(ctx, change, input, ctx => done(endOffer(ctx, input)))
    }),
  planLaunch: deskAction('stock.write')
    .input(planLaunchSchema)
    .mutation(({ ctx, input }) => onceForStock(ctx, 'launches.plan', input, ctx => planLaunch(ctx, input))),
  endLaunch: deskAction('stock.write')
    .input(z.object({ launchId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, { action: 'launches.end', to: unseen('launch'), id: input.launchId }, input, ctx =>
        done(endLaunch(ctx, input)),
      ),
    ),
})
