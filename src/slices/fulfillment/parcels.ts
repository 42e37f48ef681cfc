import { and, asc, eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { readHeldUnits } from '#slices/inventory/stock.ts'
import { foldParcels } from '#slices/orders/delivery/parcels.ts'
import { wentElsewhere } from '#slices/orders/delivery/went-elsewhere.ts'
import type { PlannedParcel } from '#slices/orders/events.ts'
import type { Order } from '#slices/orders/order.ts'
import { type OrderLine, readEvents, readLines } from '#slices/orders/queries.ts'
import { parcels } from './schema.ts'

/** A parcel as a warehouse is told of it. `warehouse` is null when the goods of one parcel lie in several. */
export type ParcelToTell = {
  id: string
  warehouse: string | null
  warehouseId: string | null
  lines: { line: OrderLine; quantity: number }[]
  /** It is the only parcel of its order. */
  isWhole: boolean
  /** It is still in the house, as far as the order's history says. */
  isHere: boolean
  /** It left for the address before, and something was sent once more to another one since. */
  wentElsewhere: boolean
  /** The order's version whose address its warehouse last confirmed. Null: it has said nothing yet. */
  toldVersion: number | null
}

/** The parcels in which the order is sent, by its plan. An order without one is sent whole, under its own id. */
export async function parcelsToTell(db: DbOrTx, order: Order): Promise<ParcelToTell[]> {
  const [lines, events, told] = await Promise.all([
    readLines(db, order.id),
    readEvents(db, order.id),
    toldVersions(db, order.id),
  ])
  const split = foldParcels(events)
  if (split)
    return split.map(parcel => ({
      ...parcel,
      lines: linesOf(parcel, lines),
      isWhole: false,
      isHere: parcel.state === 'planned' || parcel.state === 'picking' || parcel.state === 'packed',
      wentElsewhere: wentElsewhere(events, parcel.id) !== null,
      toldVersion: told.get(parcel.id) ?? null,
    }))
  const held = await readHeldUnits(db, order.id)
  const [place] = new Set(held.map(({ warehouseId }) => warehouseId)).size === 1 ? held : []
  return [
    {
      id: order.id,
      warehouse: place?.warehouse ?? null,
      warehouseId: place?.warehouseId ?? null,
      lines: lines
        .map(line => ({ line, quantity: line.quantity - line.cancelled }))
        .filter(({ quantity }) => quantity > 0),
      isWhole: true,
      isHere: true,
      wentElsewhere: false,
      toldVersion: told.get(order.id) ?? null,
    },
  ]
}

function linesOf({ lines }: PlannedParcel, all: readonly OrderLine[]): ParcelToTell['lines'] {
  const quantities = new Map(lines.map(({ lineId, quantity }) => [lineId, quantity]))
  return all.flatMap(line => {
    const quantity = quantities.get(line.id)
    return quantity ? [{ line, quantity }] : []
  })
}

/** The ids of the parcels by which the warehouses know the order. */
export async function parcelIdsOf(db: DbOrTx, orderId: string): Promise<string[]> {
  const split = foldParcels(await readEvents(db, orderId))
  return split ? split.map(({ id }) => id) : [orderId]
}

/** The parcel's order. Null: no parcel with this id was handed over. */
export async function orderOfParcel(db: DbOrTx, parcelId: string): Promise<string | null> {
  const [row] = await db.select({ orderId: parcels.orderId }).from(parcels).where(eq(parcels.id, parcelId))
  return row?.orderId ?? null
}

/** The parcels of the order that a warehouse says it has stopped. */
export async function stoppedParcels(db: DbOrTx, orderId: string): Promise<string[]> {
  const rows = await db
    .select({ id: parcels.id })
    .from(parcels)
    .where(and(eq(parcels.orderId, orderId), eq(parcels.state, 'cancelled')))
    .orderBy(asc(parcels.id))
  return rows.map(({ id }) => id)
}

/** Whether the order is sent in several parcels and a warehouse has not answered about one of them. */
export async function hasUntold(db: DbOrTx, orderId: string): Promise<boolean> {
  const split = foldParcels(await readEvents(db, orderId)) ?? []
  const told = await toldVersions(db, orderId)
  return split.some(({ id }) => (told.get(id) ?? null) === null)
}

/** The order's version whose address every warehouse has confirmed, that one or a later one. Null: one of them has said nothing yet. */
export async function toldOfAll(db: DbOrTx, orderId: string): Promise<number | null> {
  const told = await toldVersions(db, orderId)
  const versions = (await parcelIdsOf(db, orderId)).map(id => told.get(id) ?? null)
  return versions.includes(null) || versions.length === 0
    ? null
    : Math.min(...versions.filter(version => version !== null))
}

async function toldVersions(db: DbOrTx, orderId: string): Promise<Map<string, number | null>> {
  const rows = await db
    .select({ id: parcels.id, toldVersion: parcels.toldVersion })
    .from(parcels)
    .where(eq(parcels.orderId, orderId))
  return new Map(rows.map(({ id, toldVersion }) => [id, toldVersion]))
}

/** The order's version whose address the warehouse last confirmed for this parcel. Null: it has said nothing yet. */
export async function toldOf(db: DbOrTx, parcelId: string): Promise<number | null> {
  const [row] = await db
    .select({ toldVersion: parcels.toldVersion })
    .from(parcels)
    .where(eq(parcels.id, parcelId))
  return row?.toldVersion ?? null
}
