import type { Db, DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { hashIn } from './station-cookies.ts'
import { SEEN_EVERY_MS } from './station-times.ts'

export type Station = { id: string; name: string; warehouseId: string; endsAt: Date }

const STATION = `
  select id, name, warehouse_id as "warehouseId", ends_at as "endsAt", seen_at as "seenAt"
  from stations where hash = $1 and ended_at is null and ends_at > $2::timestamptz`

/** The device is in use. A condition in the statement lets one of many requests at once write. */
export async function noteSeen(db: Db, stationId: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - SEEN_EVERY_MS).toISOString()
  await prepared(db, SEEN, [stationId, now.toISOString(), before])
}

const SEEN = `update stations set seen_at = $2::timestamptz where id = $1::uuid and seen_at < $3::timestamptz`

/** The station that the device is, while it is open. */
export async function stationOf(db: Db, headers: Headers, now: Date): Promise<Station | null> {
  const hash = hashIn(headers, 'station')
  if (!hash) return null
  const [found] = await prepared<{
    id: string
    name: string
    warehouseId: string
    endsAt: string
    seenAt: string
  }>(db, STATION, [hash, now.toISOString()])
  if (!found) return null
  const { id, name, warehouseId } = found
  if (now.getTime() - new Date(found.seenAt).getTime() > SEEN_EVERY_MS) await noteSeen(db, id, now)
  return { id, name, warehouseId, endsAt: new Date(found.endsAt) }
}

const MAY_WORK = `
  select c.id, c.name from station_pins p join customers c on c.id = p.customer_id
  where c.role = 'admin' and not (c.banned and coalesce(c.ban_expires >= $2::timestamptz, true)) and exists (
    select from staff_roles s join roles r on r.id = s.role_id
    where s.customer_id = c.id and r.permissions && '{floor.work,*}'::text[] and (s.warehouse_id is null or s.warehouse_id = $1::uuid))
  order by lower(c.name), c.id limit 200`

/** The people who may work by PIN in a warehouse now. */
export async function whoMayWork(
  db: DbOrTx,
  warehouseId: string,
  now: Date,
): Promise<{ id: string; name: string }[]> {
  return prepared(db, MAY_WORK, [warehouseId, now.toISOString()])
}
