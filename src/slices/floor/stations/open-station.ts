import { and, count, eq, isNull } from 'drizzle-orm'
import type { Audited } from '#platform/audit/audited.ts'
import { noSessionCookie } from '#platform/auth/session-cookie.ts'
import type { Tx } from '#platform/db/client.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { stationShifts, stations } from '#platform/stations/schema.ts'
import { newSecret, noCookie, secretCookie } from '#platform/stations/station-cookies.ts'
import { stationOf } from '#platform/stations/station-of.ts'
import { STATION_MS } from '#platform/stations/station-times.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { endThisSession } from '#slices/customers/account/end-sessions.ts'
import { warehouseOf } from '../warehouse-of.ts'

/** More benches than any hall has. */
const MOST_IN_WAREHOUSE = 100

export const auditedStation: Audited = {
  entity: 'station',
  stands: `
    select jsonb_build_object('name', name, 'warehouseId', warehouse_id, 'endsAt', ends_at, 'endedAt', ended_at)
    from stations where id = $1::text::uuid`,
}

/**
 * Makes the device at hand a station of a warehouse. The person who opens it is signed out of it by that, so that nobody finds their account on
 * a device that everybody uses.
 */
export async function openStation(
  ctx: RequestCtx,
  { id, name, warehouse: code }: { id: string; name: string; warehouse: string },
): Promise<void> {
  const { visitor } = ctx
  if (ctx.actor.kind !== 'staff' || !visitor)
    throw new Refusal('forbidden', 'A program has no device to open.')
  const warehouse = await warehouseOf(ctx, code)
  if (!warehouse) throw new Refusal('not_found', 'There is no such warehouse in which you work.')
  refuseElsewhere(ctx, 'stations.write', warehouse.id)
  const now = ctx.now()
  const { secret, hash } = newSecret()
  const endsAt = new Date(now.getTime() + STATION_MS)
  const before = await stationOf(ctx.db, ctx.headers, now)
  await ctx.db.transaction(async tx => {
    if (before) await endStationIn(tx, before.id, actorName(ctx.actor), now)
    await refuseTooMany(tx, warehouse.id)
    const station = { id, name, warehouseId: warehouse.id, hash, openedAt: now, seenAt: now, endsAt }
    await tx.insert(stations).values({ ...station, openedBy: actorName(ctx.actor) })
    await endThisSession(tx, visitor)
  })
  const cookies = [secretCookie('station', { secret, endsAt }, now), noCookie('shift'), noSessionCookie()]
  for (const cookie of cookies) ctx.answerHeaders?.append('set-cookie', cookie)
}

async function refuseTooMany(tx: Tx, warehouseId: string): Promise<void> {
  const [open] = await tx
    .select({ count: count() })
    .from(stations)
    .where(and(eq(stations.warehouseId, warehouseId), isNull(stations.endedAt)))
  if ((open?.count ?? 0) >= MOST_IN_WAREHOUSE)
    throw new Refusal(
      'conflict',
      `This warehouse has ${MOST_IN_WAREHOUSE} stations. End one that nobody uses first.`,
    )
}

/** Ends a station, for its device and for the person at it, from the next request on. */
export async function endStation(ctx: RequestCtx, id: string): Promise<void> {
  await ctx.db.transaction(async tx => {
    const [station] = await tx
      .select({ warehouseId: stations.warehouseId })
      .from(stations)
      .where(eq(stations.id, id))
      .for('update')
    if (!station) throw new Refusal('not_found', 'There is no such station.')
    refuseElsewhere(ctx, 'stations.write', station.warehouseId)
    await endStationIn(tx, id, actorName(ctx.actor), ctx.now())
  })
}

/** One that has ended stays as it ended. */
async function endStationIn(tx: Tx, id: string, endedBy: string, endedAt: Date): Promise<void> {
  await tx
    .update(stations)
    .set({ endedAt, endedBy })
    .where(and(eq(stations.id, id), isNull(stations.endedAt)))
  await endShiftAt(tx, id, endedAt)
}

/** Nobody works at the station any more. */
export async function endShiftAt(tx: Tx, stationId: string, endedAt: Date): Promise<void> {
  await tx
    .update(stationShifts)
    .set({ endedAt })
    .where(and(eq(stationShifts.stationId, stationId), isNull(stationShifts.endedAt)))
}
