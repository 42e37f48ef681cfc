import type { RequestCtx } from '#platform/trpc/init.ts'
import { worksIn } from '#slices/floor/floor-ctx.ts'
import { readLabelled } from '#slices/floor/packing/labelled-parcel.ts'
import { labelsOfParcel, type ShownLabel } from '../queries.ts'

/** Null: no parcel with this id is on a floor of the caller's. */
export async function labelsForFloor(
  ctx: Pick<RequestCtx, 'db' | 'rights'>,
  id: string,
): Promise<ShownLabel[] | null> {
  const parcel = await readLabelled(ctx.db, id)
  return parcel && worksIn(ctx, parcel.warehouseId) ? labelsOfParcel(ctx.db, id) : null
}
