import { eq, inArray, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { NoteParcels } from '#slices/orders/delivery/plan-parcels.ts'
import type { ParcelFacts } from '#slices/orders/events.ts'
import { type ShipmentState, shipmentSteps } from './callback.ts'
import { parcels } from './schema.ts'

/** The shop asks about a parcel without news after this time, and then ever more rarely. */
export const NEWS_WITHIN_MS = 90_000

export type ParcelNews = ParcelFacts & {
  orderId: string
  parcelId: string
  to: ShipmentState
  /** Where it leaves from, if the caller knows. */
  warehouseId?: string | null
  /** The order's version whose address the warehouse has, if it said so. */
  toldVersion?: number
  /** The time at which the warehouse said so. */
  at: Date
  now: Date
}

/**
 * Notes the parcel's state and facts. The state moves forwards only, from any earlier step, and may skip steps
 * whose message is late. For carrier and tracking number the latest message counts, in every state. It answers the current facts.
 */
export async function noteNews(
  db: DbOrTx,
  { orderId, parcelId: id, to, warehouseId = null, toldVersion, at, now, ...facts }: ParcelNews,
): Promise<ParcelFacts> {
  const { carrier = null, trackingNumber = null } = facts
  const known = Boolean(carrier || trackingNumber)
  // This holds at the parcel's end too: if the process dies before the order has followed, the shop asks again.
  const askAt = new Date(now.getTime() + NEWS_WITHIN_MS)
  await db
    .insert(parcels)
    .values({
      id,
      orderId,
      warehouseId,
      state: to,
      carrier,
      trackingNumber,
      factsAt: known ? at : null,
      askAt,
    })
    .onConflictDoNothing()
  if (known)
    await db
      .update(parcels)
      .set({
        carrier: sql`coalesce(${carrier}, ${parcels.carrier})`,
        trackingNumber: sql`coalesce(${trackingNumber}, ${parcels.trackingNumber})`,
        factsAt: at,
      })
      .where(sql`${eq(parcels.id, id)} and coalesce(${parcels.factsAt} <= ${at.toISOString()}, true)`)
  if (toldVersion !== undefined)
    await db
      .update(parcels)
      .set({
        warehouseId: sql`coalesce(${parcels.warehouseId}, ${warehouseId}::uuid)`,
        toldVersion: sql`greatest(${parcels.toldVersion}, ${toldVersion}::int)`,
      })
      .where(eq(parcels.id, id))
  await db
    .update(parcels)
    .set({ state: to, askAt, asks: 0, missingSince: null, updatedAt: sql`now()` })
    .where(sql`${eq(parcels.id, id)} and ${inArray(parcels.state, earlierThan(to))}`)
  const [row] = await db
    .select({ carrier: parcels.carrier, trackingNumber: parcels.trackingNumber })
    .from(parcels)
    .where(eq(parcels.id, id))
  return row ?? facts
}

/** Stops asking about the parcels of an order that has followed them to the end. */
export async function askNoMore(db: DbOrTx, orderId: string): Promise<void> {
  await db.update(parcels).set({ askAt: null }).where(eq(parcels.orderId, orderId))
}

/** Stops asking about a parcel that has arrived, or that another one replaces. */
export async function askNoMoreOf(db: DbOrTx, parcelId: string): Promise<void> {
  await db.update(parcels).set({ askAt: null }).where(eq(parcels.id, parcelId))
}

/** Notes several parcels with their plan, so that each is followed from then on. Those that are noted already stay as they are. */
export const notingParcels =
  ({ now }: Pick<Ctx, 'now'>, { askInMs = NEWS_WITHIN_MS }: { askInMs?: number } = {}): NoteParcels =>
  async (tx, orderId, planned) => {
    const askAt = new Date(now().getTime() + askInMs)
    await tx
      .insert(parcels)
      .values(planned.map(({ id, warehouseId }) => ({ id, orderId, warehouseId, state: 'planned', askAt })))
      .onConflictDoNothing()
  }

/**
 * `asked_back`: it was called about, to tell its warehouse of it or to recall it, and the warehouse has not said that it has it. `planned`: it is one of
 * several, and its warehouse has not answered yet.
 */
const road = ['asked_back', 'planned', 'received', ...shipmentSteps]

/** A parcel that has left is never cancelled. */
const earlierThan = (to: ShipmentState): string[] =>
  road.slice(0, road.indexOf(to === 'cancelled' ? 'shipped' : to))
