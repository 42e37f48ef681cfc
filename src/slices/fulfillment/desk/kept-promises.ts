import type { DbOrTx } from '#platform/db/client.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { type Kept, readKept } from '#slices/promises/queries.ts'

const DAYS = 30
const DAY_MS = 86_400_000

/** The promises of the parcels that arrived with one carrier, or from one warehouse. */
export type KeptShare = { name: string | null; kept: number; broken: number; percent: number }

export type KeptPromises = {
  days: number
  /** Null: no parcel that was promised a day arrived in these days. */
  all: KeptShare | null
  byCarrier: KeptShare[]
  byWarehouse: KeptShare[]
  readAt: Date
}

/** How many promises were kept of the parcels that arrived in the last thirty days. */
export async function keptPromises(db: DbOrTx, now: Date): Promise<KeptPromises> {
  const [rows, warehouses] = await Promise.all([
    readKept(db, new Date(now.getTime() - DAYS * DAY_MS)),
    readWarehouses(db),
  ])
  const names = new Map(warehouses.map(({ id, name }) => [id, name]))
  return {
    days: DAYS,
    all: rows.length > 0 ? shareOf(null, rows) : null,
    byCarrier: sharesBy(rows, ({ carrier }) => carrier),
    byWarehouse: sharesBy(rows, ({ warehouseId }) => (warehouseId && names.get(warehouseId)) || null),
    readAt: now,
  }
}

/** Those with most parcels first. */
function sharesBy(rows: readonly Kept[], nameOf: (row: Kept) => string | null): KeptShare[] {
  return [...Map.groupBy(rows, nameOf)]
    .map(([name, of]) => shareOf(name, of))
    .sort(
      (one, other) =>
        other.kept + other.broken - one.kept - one.broken || (one.name ?? '').localeCompare(other.name ?? ''),
    )
}

function shareOf(name: string | null, rows: readonly Kept[]): KeptShare {
  const kept = rows.reduce((sum, row) => sum + row.kept, 0)
  const broken = rows.reduce((sum, row) => sum + row.broken, 0)
  // Rounded down: a hundred percent means that every one was kept.
  return { name, kept, broken, percent: Math.floor((kept * 100) / (kept + broken)) }
}
