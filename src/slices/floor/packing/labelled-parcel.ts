import { eq } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { lockParcel } from '../lock-parcel.ts'
import { floorLines, floorParcels } from '../schema.ts'
import { moveParcel } from './move-parcel.ts'

// What the slice of carriers asks of the floor, and tells it.

/** A parcel as the one who labels it knows it. */
export type LabelledParcel = Pick<
  typeof floorParcels.$inferSelect,
  | 'id'
  | 'orderId'
  | 'warehouseId'
  | 'state'
  | 'shippingMethod'
  | 'toldVersion'
  | 'weightGrams'
  | 'carrier'
  | 'trackingNumber'
>

/** Null: no parcel with this id is on our floor. */
export async function readLabelled(db: DbOrTx, id: string): Promise<LabelledParcel | null> {
  const [parcel] = await db.select().from(floorParcels).where(eq(floorParcels.id, id))
  return parcel ?? null
}

/** The same, and it stays as it is until the transaction ends. */
export const lockLabelled = (tx: Tx, id: string): Promise<LabelledParcel | null> => lockParcel(tx, id)

/** What lies in the box. */
export const readContents = (db: DbOrTx, id: string): Promise<{ variantId: string; quantity: number }[]> =>
  db
    .select({ variantId: floorLines.variantId, quantity: floorLines.quantity })
    .from(floorLines)
    .where(eq(floorLines.parcelId, id))
    .orderBy(floorLines.variantId)

/** The label's carrier and number stand on the parcel, or are taken off it. Under the parcel's lock, before it has left. */
export async function setLabel(
  tx: Tx,
  id: string,
  label: { carrier: string; trackingNumber: string } | null,
): Promise<void> {
  const { carrier, trackingNumber } = label ?? { carrier: null, trackingNumber: null }
  await tx.update(floorParcels).set({ carrier, trackingNumber }).where(eq(floorParcels.id, id))
}

/** The carrier has seen the parcel, so it has left, whether somebody has said so or not. */
export const noteSeenOnRoad = (ctx: Pick<Ctx, 'db' | 'jobs' | 'now'>, id: string): Promise<void> =>
  moveParcel(ctx, { id, from: ['packed'], to: 'handed_over', step: 'shipped' })

/** The carrier says that the parcel arrived. */
export const noteArrived = (ctx: Pick<Ctx, 'db' | 'jobs' | 'now'>, id: string): Promise<void> =>
  moveParcel(ctx, { id, from: ['handed_over'], to: 'delivered', step: 'delivered' })
