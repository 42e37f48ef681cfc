import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { readPage } from '#platform/lib/pages.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { numbersOf } from '#slices/orders/queries.ts'
import { type FloorReader, worksIn } from '../floor-ctx.ts'
import { floorParcels, manifests } from '../schema.ts'
import { warehouseOf } from '../warehouse-of.ts'

const PAGE = 20

export type ListedManifest = {
  id: string
  warehouse: string
  carrier: string
  actor: string
  madeAt: Date
  /** How many went along, and how many of those that were asked for stayed. */
  parcels: number
  stayed: number
}

export type OnManifest = {
  id: string
  orderId: string
  orderNumber: string
  trackingNumber: string | null
  /** As the packing station weighed it, else by the catalogue. Null: neither knows. */
  weightGrams: number | null
  toldVersion: number
}

export type Manifest = Omit<ListedManifest, 'parcels' | 'stayed'> & {
  warehouseName: string
  timeZone: string
  parcels: OnManifest[]
  /** The order's number is null for what is not on this floor. */
  stayed: { id: string; orderNumber: string | null; reason: string }[]
}

/** The lists of a warehouse, newest first, one page at a time. Null: the caller has no warehouse with this code. */
export async function listManifests(
  ctx: FloorReader,
  { warehouse: code, after }: { warehouse: string; after: string | null },
): Promise<{ manifests: ListedManifest[]; nextCursor: string | null } | null> {
  const warehouse = await warehouseOf(ctx, code)
  if (!warehouse) return null
  const { id, madeAt } = manifests
  const [last] = after ? await ctx.db.select({ id, madeAt }).from(manifests).where(eq(id, after)) : []
  const { rows, next } = await readPage(
    PAGE,
    most =>
      ctx.db
        .select()
        .from(manifests)
        .where(
          and(
            eq(manifests.warehouseId, warehouse.id),
            last && or(lt(madeAt, last.madeAt), and(eq(madeAt, last.madeAt), lt(id, last.id))),
          ),
        )
        .orderBy(desc(madeAt), desc(id))
        .limit(most),
    row => row.id,
  )
  const counts = await countParcels(
    ctx.db,
    rows.map(row => row.id),
  )
  const listed = rows.map(({ warehouseId: _, inputHash: __, stayed, ...row }) => ({
    ...row,
    warehouse: code,
    parcels: counts.get(row.id) ?? 0,
    stayed: stayed.length,
  }))
  return { manifests: listed, nextCursor: next }
}

async function countParcels(db: DbOrTx, ids: readonly string[]): Promise<Map<string, number>> {
  const found = await prepared<{ id: string; parcels: number }>(
    db,
    'select manifest_id as id, count(*)::int as parcels from manifest_parcels where manifest_id = any($1::uuid[]) group by 1',
    [ids],
  )
  return new Map(found.map(({ id, parcels }) => [id, parcels]))
}

/** Null: there is no such list, or the caller does not work in its warehouse. */
export async function readManifest(ctx: FloorReader, id: string): Promise<Manifest | null> {
  const { db } = ctx
  const [row] = await db.select().from(manifests).where(eq(manifests.id, id))
  if (!row || !worksIn(ctx, row.warehouseId)) return null
  const [warehouses, parcels, stayed] = await Promise.all([
    readWarehouses(db),
    parcelsOn(db, id),
    stayedHere(db, row),
  ])
  const warehouse = warehouses.find(each => each.id === row.warehouseId)
  return {
    id,
    warehouse: warehouse?.code ?? '',
    warehouseName: warehouse?.name ?? '',
    timeZone: warehouse?.hours.timeZone ?? 'UTC',
    carrier: row.carrier,
    actor: row.actor,
    madeAt: row.madeAt,
    parcels,
    stayed,
  }
}

/** By the order's number, as people look for one on paper. */
async function parcelsOn(db: DbOrTx, id: string): Promise<OnManifest[]> {
  const found = await prepared<Omit<OnManifest, 'orderNumber'>>(db, PARCELS, [id])
  const numbers = await numbersOf(
    db,
    found.map(({ orderId }) => orderId),
  )
  return found
    .map(parcel => ({ ...parcel, orderNumber: numbers.get(parcel.orderId) ?? '' }))
    .toSorted(
      (one, other) => one.orderNumber.localeCompare(other.orderNumber) || (one.id < other.id ? -1 : 1),
    )
}

const PARCELS = `
  select p.id, p.order_id as "orderId", p.tracking_number as "trackingNumber", p.told_version as "toldVersion",
    coalesce(p.weight_grams, (select nullif(sum(l.quantity * g.weight_grams), 0)::int from floor_lines l
      join shipped_goods g on g.variant_id = l.variant_id where l.parcel_id = p.id)) as "weightGrams"
  from manifest_parcels o join floor_parcels p on p.id = o.parcel_id where o.manifest_id = $1::uuid`

async function stayedHere(
  db: DbOrTx,
  { warehouseId, stayed }: Pick<typeof manifests.$inferSelect, 'warehouseId' | 'stayed'>,
): Promise<Manifest['stayed']> {
  if (stayed.length === 0) return []
  const ids = stayed.map(({ parcelId }) => parcelId)
  const here = await db
    .select({ id: floorParcels.id, orderId: floorParcels.orderId })
    .from(floorParcels)
    .where(and(inArray(floorParcels.id, ids), eq(floorParcels.warehouseId, warehouseId)))
  const numbers = await numbersOf(
    db,
    here.map(({ orderId }) => orderId),
  )
  const orderOf = new Map(here.map(({ id, orderId }) => [id, orderId]))
  return stayed.map(({ parcelId, reason }) => ({
    id: parcelId,
    orderNumber: numbers.get(orderOf.get(parcelId) ?? '') ?? null,
    reason,
  }))
}

/** What is packed in a warehouse and waits for a carrier, by the carrier on its label; null: it bears none. */
export async function packedByCarrier(
  ctx: FloorReader,
  code: string,
): Promise<{ labels: 'typed' | 'bought'; carriers: { carrier: string | null; parcels: number }[] } | null> {
  const warehouse = await warehouseOf(ctx, code)
  if (!warehouse) return null
  const { carrier, state, warehouseId } = floorParcels
  const carriers = await ctx.db
    .select({ carrier, parcels: sql<number>`count(*)::int` })
    .from(floorParcels)
    .where(and(eq(warehouseId, warehouse.id), eq(state, 'packed')))
    .groupBy(carrier)
    .orderBy(sql`${carrier} nulls last`)
  return { labels: warehouse.labels, carriers }
}
