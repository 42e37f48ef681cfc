import { and, eq, isNull } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { noteSessionEvent } from '#platform/auth/session-events.ts'
import type { Db } from '#platform/db/client.ts'
import { limit, uncount } from '#platform/http/rate-limits.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { pinOf } from '#platform/stations/pins.ts'
import { stationShifts, stations } from '#platform/stations/schema.ts'
import { hashIn, newSecret, noCookie, secretCookie } from '#platform/stations/station-cookies.ts'
import { type Station, stationOf, whoMayWork } from '#platform/stations/station-of.ts'
import { SHIFT_MS } from '#platform/stations/station-times.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { endShiftAt } from './open-station.ts'
import { verifyPin } from './pin-hash.ts'
import { stationLimits } from './rate-limits.ts'

type Tried = { person: string; pin: string }

/**
 * Lets a person work at the station by their PIN. Only a device that brings the station's secret may try, and each try is counted before
 * anything is looked up.
 */
export async function beginShift(ctx: RequestCtx, tried: Tried): Promise<void> {
  const now = ctx.now()
  const station = await stationOf(ctx.db, ctx.headers, now)
  if (!station)
    throw new Refusal('forbidden', 'This device is no packing station, or it was ended at the desk.')
  if (ctx.visitor?.isStaff)
    throw new Refusal('conflict', 'Somebody is signed in on this device. Sign out first.')
  const takeOff = await countTry(ctx, station.id, tried.person)
  const hash = await hashOpenedBy(ctx.db, station, tried, now)
  if (!hash) throw wrongPin()
  const shift = await begin(ctx, station, tried.person, hash)
  await takeOff()
  ctx.answerHeaders?.append('set-cookie', secretCookie('shift', shift, now))
}

/** A try that succeeds is no guess and is taken off again. */
async function countTry(ctx: RequestCtx, stationId: string, person: string): Promise<() => Promise<void>> {
  const counts = [
    { bound: stationLimits.pinAtStation, key: `${stationId}:${person}` },
    { bound: stationLimits.pinOfPerson, key: person },
  ]
  for (const { bound, key } of counts) await limit(ctx, bound, key).catch(orSignInFully)
  return async () => {
    for (const { bound, key } of counts) await uncount(ctx, bound, key)
  }
}

function orSignInFully(error: unknown): never {
  if (!(error instanceof Refusal)) throw error
  const { code, message, fields, retryAfterSeconds } = error
  const words = message.replace('Too many requests.', 'Too many tries with this name.')
  throw new Refusal(code, `${words} Or sign in with your password now.`, fields, retryAfterSeconds)
}

/** The hash of the person's PIN, where the PIN is right and they may work there now. */
async function hashOpenedBy(
  db: Db,
  station: Station,
  { person, pin }: Tried,
  now: Date,
): Promise<string | null> {
  const mayWork = (await whoMayWork(db, station.warehouseId, now)).some(({ id }) => id === person)
  const kept = mayWork ? await pinOf(db, person) : null
  return kept && (await verifyPin(kept.hash, person, pin)) ? kept.hash : null
}

function wrongPin() {
  const message = 'This is not the PIN of the person whom you chose'
  return new Refusal('validation_failed', `${message}.`, [{ path: 'pin', message }])
}

async function begin(ctx: RequestCtx, station: Station, customerId: string, hash: string) {
  const now = ctx.now()
  const { secret, hash: shiftHash } = newSecret()
  const endsAt = new Date(Math.min(now.getTime() + SHIFT_MS, station.endsAt.getTime()))
  await ctx.db.transaction(async tx => {
    // The station first: two people who begin at once come one after the other, and none after its end.
    const [open] = await tx
      .select({ id: stations.id })
      .from(stations)
      .where(and(eq(stations.id, station.id), isNull(stations.endedAt)))
      .for('update')
    if (!open) throw new Refusal('forbidden', 'This station was ended at the desk.')
    // It was checked against a PIN that somebody may have changed meanwhile.
    if ((await pinOf(tx, customerId, { hold: true }))?.hash !== hash) throw wrongPin()
    await endShiftAt(tx, station.id, now)
    const id = uuidv7()
    const shift = {
      id,
      stationId: station.id,
      customerId,
      hash: shiftHash,
      beganAt: now,
      activeAt: now,
      endsAt,
    }
    await tx.insert(stationShifts).values(shift)
    await noteSessionEvent(tx, {
      customerId,
      sessionId: id,
      what: 'signed_in',
      device: station.name,
      factor: 'pin',
    })
  })
  return { secret, endsAt }
}

/** The person leaves: the device goes back to the choice of people. */
export async function leaveShift(ctx: RequestCtx): Promise<void> {
  const hash = hashIn(ctx.headers, 'shift')
  if (hash)
    await ctx.db
      .update(stationShifts)
      .set({ endedAt: ctx.now() })
      .where(and(eq(stationShifts.hash, hash), isNull(stationShifts.endedAt)))
  ctx.answerHeaders?.append('set-cookie', noCookie('shift'))
}
