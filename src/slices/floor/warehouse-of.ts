import { readWarehouses } from '#slices/inventory/queries.ts'
import { type FloorReader, worksIn } from './floor-ctx.ts'

/** Null: there is no warehouse with this code, or the caller does not work there. */
export const warehouseOf = async (ctx: FloorReader, code: string) =>
  (await readWarehouses(ctx.db)).find(warehouse => warehouse.code === code && worksIn(ctx, warehouse.id)) ??
  null
