import { and, desc, eq, gt, isNull, or } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { holdsAt, holdsSomewhere } from '#platform/rights/permission.ts'
import { pinOf } from '#platform/stations/pins.ts'
import { stationPins, stationShifts, stations } from '#platform/stations/schema.ts'
import { stationOf, whoMayWork } from '#platform/stations/station-of.ts'
import { workerOf } from '#platform/stations/worker.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { peopleOf } from '#slices/customers/queries.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { type FloorReader, worksIn } from '../floor-ctx.ts'

/** Those that ended are listed for a while, so that one sees what became of them. */
const ENDED_SHOWN_MS = 7 * 86_400_000
const STATIONS_SHOWN = 200
const PINS_SHOWN = 500

export type StationHere = {
  name: string
  warehouse: { code: string; name: string }
  /** The person who works there now. */
  worker: { id: string; name: string } | null
  people: { id: string; name: string }[]
}

/** What the device is. Null: no station, or one that was ended. */
export async function readStationHere({
  db,
  headers,
  now,
}: Pick<RequestCtx, 'db' | 'headers' | 'now'>): Promise<StationHere | null> {
  const station = await stationOf(db, headers, now())
  if (!station) return null
  const [worker, people, warehouses] = await Promise.all([
    workerOf(db, headers, now()),
    whoMayWork(db, station.warehouseId, now()),
    readWarehouses(db),
  ])
  const warehouse = warehouses.find(({ id }) => id === station.warehouseId)
  return {
    name: station.name,
    warehouse: { code: warehouse?.code ?? '', name: warehouse?.name ?? '' },
    worker: worker && { id: worker.customerId, name: worker.name },
    people,
  }
}

export type ListedStation = {
  id: string
  name: string
  warehouse: string
  openedBy: string
  openedAt: Date
  seenAt: Date
  endsAt: Date
  endedAt: Date | null
  worker: string | null
}

/** The stations of the warehouses for which the caller may open some, open ones and the newest first. */
export async function readStations({ db, rights }: FloorReader, now: Date): Promise<ListedStation[]> {
  const warehouses = new Map(
    (await readWarehouses(db))
      .filter(({ id }) => holdsAt(rights, 'stations.write', id))
      .map(({ id, name }) => [id, name]),
  )
  const rows = await db
    .select({ station: stations, worker: stationShifts.customerId })
    .from(stations)
    .leftJoin(
      stationShifts,
      and(
        eq(stationShifts.stationId, stations.id),
        isNull(stationShifts.endedAt),
        gt(stationShifts.endsAt, now),
      ),
    )
    .where(or(isNull(stations.endedAt), gt(stations.endedAt, new Date(now.getTime() - ENDED_SHOWN_MS))))
    .orderBy(desc(isNull(stations.endedAt)), desc(stations.openedAt), desc(stations.id))
    .limit(STATIONS_SHOWN)
  const people = await peopleOf(
    db,
    rows.flatMap(({ worker }) => worker ?? []),
  )
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return rows.flatMap(({ station: { hash: _, warehouseId, endedBy: __, ...station }, worker }) => {
    const warehouse = warehouses.get(warehouseId)
    return warehouse ? [{ ...station, warehouse, worker: worker ? (names.get(worker) ?? null) : null }] : []
  })
}

/** Everybody who has a PIN, by name. */
export async function readPins(db: DbOrTx): Promise<{ id: string; name: string; setAt: Date }[]> {
  const pins = await db
    .select({ id: stationPins.customerId, setAt: stationPins.setAt })
    .from(stationPins)
    .orderBy(stationPins.customerId)
    .limit(PINS_SHOWN)
  const people = await peopleOf(
    db,
    pins.map(({ id }) => id),
  )
  const since = new Map(pins.map(({ id, setAt }) => [id, setAt]))
  return people.flatMap(({ id, name }) => {
    const setAt = since.get(id)
    return setAt ? [{ id, name, setAt }] : []
  })
}

/** Since when the person has a PIN. Null: they have none, and there is no station at which they could use one. */
export async function readOwnPin(
  { db, rights }: FloorReader,
  customerId: string,
  now: Date,
): Promise<{ since: Date | null } | null> {
  if (!holdsSomewhere(rights, 'floor.work')) return null
  const [pin, open] = await Promise.all([
    pinOf(db, customerId),
    db
      .selectDistinct({ warehouseId: stations.warehouseId })
      .from(stations)
      .where(and(isNull(stations.endedAt), gt(stations.endsAt, now)))
      .limit(STATIONS_SHOWN),
  ])
  const isOfUse = open.some(({ warehouseId }) => worksIn({ rights }, warehouseId))
  return pin || isOfUse ? { since: pin?.setAt ?? null } : null
}
