import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { arrivalDays } from '#slices/pricing/arrival-days.ts'
import { keepableUntil } from './look-at.ts'
import { promiseLater, rowOf } from './promise-days.ts'
import { parcelPromises, promiseDays } from './schema.ts'
import { wayOf } from './way-of.ts'

/** One parcel of an order, or all of them. */
type Which = { orderId: string; parcelId: string | null }

/**
 * A parcel left. If its way is longer than what is left of its promise, the days from now on are promised. Nobody is told apart: the mail that it was
 * shipped says so. `unheard`: it left some time before, and nobody said when.
 */
export async function noteLeft(
  tx: Tx,
  which: Which,
  { at, carrier, unheard }: { at: Date; carrier: string | null; unheard: boolean },
): Promise<void> {
  for (const row of await openRows(tx, which)) {
    if (row.leftAt) continue
    const way = { ...wayOf(row, []), hasLeft: true }
    const days = arrivalDays(way.lane, { shippedAt: at })
    const isLate = !unheard && days.latest > row.promisedBy
    const promisedBy = isLate ? days.latest : row.promisedBy
    const changed = {
      leftAt: at,
      carrier,
      lookAt: row.lostSince ? null : keepableUntil(way, promisedBy, at),
    }
    if (isLate)
      await promiseLater(tx, row, {
        ...changed,
        days,
        reason: [{ part: 'left_late', at: at.toISOString() }],
        now: at,
      })
    else await tx.update(parcelPromises).set(changed).where(rowOf(row))
  }
}

/** A parcel arrived: its promise was kept if that is not after the day that was promised first. */
export async function noteArrived(tx: Tx, { orderId, parcelId }: Which, at: Date): Promise<void> {
  const { day } = clockIn(SHOP_TIME_ZONE, at)
  await tx
    .update(parcelPromises)
    .set({
      state: sql`case when ${day}::date <= ${parcelPromises.firstBy} then 'kept' else 'broken' end`,
      endedAt: at,
      lookAt: null,
    })
    .where(openOf({ orderId, parcelId }))
}

/** A parcel got lost or cannot be delivered, and a person has it in hand: no other days are promised by themselves. */
export async function noteLost(tx: Tx, which: Which, at: Date): Promise<void> {
  await tx
    .update(parcelPromises)
    .set({ lostSince: sql`coalesce(lost_since, ${at.toISOString()}::timestamptz)`, lookAt: null })
    .where(openOf(which))
}

/** It was settled that a parcel will not arrive. */
export async function dropPromise(tx: Tx, which: Which, at: Date): Promise<void> {
  await tx.update(parcelPromises).set({ state: 'void', endedAt: at, lookAt: null }).where(openOf(which))
}

/** Nothing is promised any more of what was cancelled or came back. */
export async function dropPromises(tx: Tx, orderId: string, at: Date): Promise<void> {
  await dropPromise(tx, { orderId, parcelId: null }, at)
}

/** What is known of the carrier was corrected. */
export async function correctCarrier(tx: Tx, { orderId, parcelId }: Which, carrier: string): Promise<void> {
  await tx
    .update(parcelPromises)
    .set({ carrier })
    .where(
      and(eq(parcelPromises.orderId, orderId), parcelId ? eq(parcelPromises.parcelId, parcelId) : undefined),
    )
}

/** It goes to another country for the same price, and holidays are others there from the next look on. */
export async function promiseElsewhere(tx: Tx, orderId: string, country: string): Promise<void> {
  await tx
    .update(parcelPromises)
    .set({ country })
    .where(openOf({ orderId, parcelId: null }))
}

/**
 * The order is planned in other parcels: what was promised of one that is no longer sent holds for the one that takes its place, which leaves
 * from the same warehouse. Of several from one warehouse the one that was promised first is taken first.
 */
export async function replacePromises(
  tx: Tx,
  {
    orderId,
    planned,
    at,
  }: { orderId: string; planned: readonly { id: string; warehouseId: string }[]; at: Date },
): Promise<void> {
  const rows = await tx
    .select()
    .from(parcelPromises)
    .where(eq(parcelPromises.orderId, orderId))
    .orderBy(asc(parcelPromises.madeAt), asc(parcelPromises.parcelId))
    .for('update')
  const open = rows.filter(({ endedAt }) => endedAt === null)
  const goesOn = new Set(planned.map(({ id }) => id))
  const stopped = open.filter(({ parcelId, leftAt }) => !goesOn.has(parcelId) && !leftAt)
  if (stopped.length === 0) return
  const known = new Set(rows.map(({ parcelId }) => parcelId))
  const taken = new Set<string>()
  for (const { id: parcelId, warehouseId } of planned.filter(({ id }) => !known.has(id))) {
    const ofHere = stopped.filter(row => row.warehouseId === warehouseId)
    const before = ofHere.find(row => !taken.has(row.parcelId)) ?? ofHere[0] ?? stopped[0]
    if (!before) continue
    taken.add(before.parcelId)
    const { earliest, promisedBy } = before
    const reason = [{ part: 'replaces' as const, parcelId: before.parcelId }]
    await tx.insert(parcelPromises).values({ ...before, parcelId, warehouseId, dayNumber: 1, madeAt: at })
    await tx
      .insert(promiseDays)
      .values({ orderId, parcelId, number: 1, earliest, promisedBy, reason, madeAt: at })
  }
  await tx
    .update(parcelPromises)
    .set({ state: 'void', endedAt: at, lookAt: null })
    .where(
      and(
        openOf({ orderId, parcelId: null }),
        inArray(
          parcelPromises.parcelId,
          stopped.map(row => row.parcelId),
        ),
      ),
    )
}

const openOf = ({ orderId, parcelId }: Which) =>
  and(
    eq(parcelPromises.orderId, orderId),
    isNull(parcelPromises.endedAt),
    parcelId ? eq(parcelPromises.parcelId, parcelId) : undefined,
  )

const openRows = (tx: Tx, which: Which) => tx.select().from(parcelPromises).where(openOf(which)).for('update')
