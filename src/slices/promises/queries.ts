import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db, DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { ParcelPromise, PromiseHistory } from './promise.ts'
import { parcelPromises, promiseDays } from './schema.ts'

/** What is promised of each of these parcels, with the reason, by the parcel's id. */
export async function readPromises(
  db: DbOrTx,
  parcelIds: readonly string[],
): Promise<Map<string, ParcelPromise>> {
  if (parcelIds.length === 0) return new Map()
  return byParcel(await promisesWhere(db, inArray(parcelPromises.parcelId, [...parcelIds])))
}

/** The same of all parcels of an order, those that others took the place of among them. */
export const readPromisesOfOrder = async (db: DbOrTx, orderId: string): Promise<Map<string, ParcelPromise>> =>
  byParcel(await promisesWhere(db, eq(parcelPromises.orderId, orderId)))

const byParcel = (promises: readonly ParcelPromise[]) =>
  new Map(promises.map(promise => [promise.parcelId, promise]))

async function promisesWhere(db: DbOrTx, where: ReturnType<typeof eq>): Promise<ParcelPromise[]> {
  const { orderId, parcelId, firstBy, earliest, promisedBy, state, leftAt, delays, lostSince } =
    parcelPromises
  return db
    .select({
      orderId,
      parcelId,
      firstBy,
      earliest,
      latest: promisedBy,
      state,
      leftAt,
      delays,
      lostSince,
      reason: promiseDays.reason,
    })
    .from(parcelPromises)
    .innerJoin(
      promiseDays,
      and(
        eq(promiseDays.orderId, orderId),
        eq(promiseDays.parcelId, parcelId),
        eq(promiseDays.number, parcelPromises.dayNumber),
      ),
    )
    .where(where)
}

/** What was promised of each parcel of an order, in the order in which it was. */
export async function readPromiseHistory(db: DbOrTx, orderId: string): Promise<PromiseHistory[]> {
  const [promises, days] = await Promise.all([
    readPromisesOfOrder(db, orderId),
    db.select().from(promiseDays).where(eq(promiseDays.orderId, orderId)).orderBy(asc(promiseDays.number)),
  ])
  return [...promises.values()]
    .sort((one, other) => one.parcelId.localeCompare(other.parcelId))
    .map(({ reason: _, orderId: __, ...promise }) => ({
      ...promise,
      days: days
        .filter(({ parcelId }) => parcelId === promise.parcelId)
        .map(({ orderId: _order, parcelId: _parcel, ...each }) => each),
    }))
}

/** A list is no longer than this. With more, something stands still as a whole. */
const LATE_SHOWN = 1_000

/** The parcels that come later than was promised first and are not there yet, those that are promised soonest first. */
export async function readLateParcels(db: DbOrTx): Promise<string[]> {
  const rows = await prepared<{ parcelId: string }>(db, LATE, [LATE_SHOWN])
  return rows.map(({ parcelId }) => parcelId)
}

const LATE = `
  select parcel_id as "parcelId" from parcel_promises
  where state = 'open' and promised_by > first_by order by promised_by, parcel_id limit $1`

/** The parcels of which no further day is promised: a person has to find each of them. */
export async function countLost(db: Db): Promise<number> {
  const [row] = await db
    .select({ lost: sql<number>`count(*)::int` })
    .from(parcelPromises)
    .where(
      sql`${parcelPromises.state} = 'open' and ${parcelPromises.promisedBy} > ${parcelPromises.firstBy} and lost_since is not null`,
    )
  return row?.lost ?? 0
}

/** How many promises of the parcels that arrived since then were kept, and how many were not. */
export type Kept = { carrier: string | null; warehouseId: string | null; kept: number; broken: number }

export const readKept = (db: DbOrTx, since: Date): Promise<Kept[]> =>
  prepared<Kept>(db, KEPT, [since.toISOString()])

const KEPT = `
  select carrier, warehouse_id as "warehouseId", count(*) filter (where state = 'kept')::int as kept,
    count(*) filter (where state = 'broken')::int as broken
  from parcel_promises where state in ('kept', 'broken') and ended_at > $1::timestamptz group by 1, 2`

/** Orders of which something is still promised, at most so many: those that are looked at, and those that are late. */
export async function ordersWithOpen(db: DbOrTx, most: number): Promise<string[]> {
  const rows = await prepared<{ orderId: string }>(db, OPEN, [most])
  return rows.map(({ orderId }) => orderId)
}

const OPEN = `
  select order_id as "orderId" from parcel_promises where look_at is not null
  union select order_id from parcel_promises where state = 'open' and promised_by > first_by limit $1`
