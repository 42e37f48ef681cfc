import { type Visitor, visitorOf } from '#platform/auth/session.ts'
import { type Db, database } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { holds, holdsAt } from '#platform/rights/permission.ts'
import { readRights } from '#platform/rights/read-rights.ts'
import { hashIn } from './station-cookies.ts'
import { noteSeen } from './station-of.ts'
import { ACTIVE_EVERY_MS, IDLE_MS } from './station-times.ts'

export type Worker = NonNullable<Visitor> & { station: { id: string; name: string; warehouseId: string } }

/** With it a page asks what became of an action whose answer was lost (desk/actions/router.ts). */
const OPENS_ACTIONS = 'desk.open'

type Row = {
  shiftId: string
  customerId: string
  name: string
  email: string
  stationId: string
  stationName: string
  warehouseId: string
}

const WORKER = `
  select s.id as "shiftId", c.id as "customerId", c.name, c.email, t.id as "stationId", t.name as "stationName", t.warehouse_id as "warehouseId"
  from stations t join station_shifts s on s.station_id = t.id join customers c on c.id = s.customer_id
  where t.hash = $1 and t.ended_at is null and t.ends_at > $3::timestamptz
    and s.hash = $2 and s.ended_at is null and s.ends_at > $3::timestamptz and s.active_at > $4::timestamptz
    and c.role = 'admin' and not (c.banned and coalesce(c.ban_expires >= $3::timestamptz, true))`

/**
 * The person who works by PIN at the station that a request comes from. Everything is read with each request: a station that was ended, a
 * right that was taken away and a shift that nobody used for ten minutes count from the next one on, in every process. Only the procedures,
 * pages and routes of the floor ask for them; everywhere else such a device is nobody.
 */
export async function workerOf(db: Db, headers: Headers, now: Date): Promise<Worker | null> {
  const [station, shift] = [hashIn(headers, 'station'), hashIn(headers, 'shift')]
  if (!station || !shift) return null
  const idleSince = new Date(now.getTime() - IDLE_MS).toISOString()
  const [row] = await prepared<Row>(db, WORKER, [station, shift, now.toISOString(), idleSince])
  if (!row) return null
  const { shiftId, customerId, name, email, stationId, stationName, warehouseId } = row
  const held = await readRights(db, customerId)
  if (!holdsAt(held, 'floor.work', warehouseId)) return null
  return {
    customerId,
    name,
    email,
    isAnonymous: false,
    isStaff: true,
    rights: [`floor.work@${warehouseId}`, ...(holds(held, OPENS_ACTIONS) ? [OPENS_ACTIONS] : [])],
    sessionId: shiftId,
    factors: ['pin', `station:${stationId}:${stationName}`],
    // A PIN is no proof before something that cannot be taken back.
    provenAt: null,
    seenBy: null,
    secondFactor: { kind: 'not_asked' },
    station: { id: stationId, name: stationName, warehouseId },
  }
}

/** For pages and routes of the floor: somebody with their full sign-in comes before the one who works by PIN. */
export async function floorVisitorOf(headers: Headers, now = new Date()): Promise<Visitor> {
  const visitor = await visitorOf(headers)
  if (visitor?.isStaff) return visitor
  return (await workerOf(database(), headers, now)) ?? visitor
}

const ACTIVE = `
  update station_shifts set active_at = $2::timestamptz where id = $1::uuid and active_at < $3::timestamptz returning station_id as "stationId"`

/** They do something, which moves the end of an idle shift on. Looking at a page that reads itself again is nothing that they do. */
export async function noteActive(db: Db, { sessionId }: Worker, now: Date): Promise<void> {
  const before = new Date(now.getTime() - ACTIVE_EVERY_MS).toISOString()
  const [noted] = await prepared<{ stationId: string }>(db, ACTIVE, [sessionId, now.toISOString(), before])
  // A statement of its own: somebody who takes the station over holds it before the shift.
  if (noted) await noteSeen(db, noted.stationId, now)
}
