import { and, asc, lte } from 'drizzle-orm'
import { announce } from '#platform/jobs/announce.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { assert } from '#platform/lib/assert.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { readWarehouses, type Warehouse } from '#slices/inventory/queries.ts'
import { promiseDelayed } from './events.ts'
import { keepableUntil, laterDays, type OnItsWay } from './look-at.ts'
import { DELAYS_MAX, type ReasonPart } from './promise.ts'
import { promiseLater, rowOf } from './promise-days.ts'
import { parcelPromises } from './schema.ts'
import { wayOf } from './way-of.ts'

/** The most parcels of one run. With a run each minute that is 30,000 an hour: a day's parcels of a warehouse that stood still. */
const MOST = 500

type Row = typeof parcelPromises.$inferSelect

/**
 * Looks at every parcel whose promise can no longer be kept: it gets later days with the reason, and its shopper is told. It answers the
 * number of parcels that are late since then.
 */
export async function keepPromises(ctx: Ctx, { most = MOST }: { most?: number } = {}): Promise<number> {
  const due = await ctx.db
    .select({ orderId: parcelPromises.orderId, parcelId: parcelPromises.parcelId })
    .from(parcelPromises)
    .where(lte(parcelPromises.lookAt, ctx.now()))
    .orderBy(asc(parcelPromises.lookAt), asc(parcelPromises.parcelId))
    .limit(most)
  if (due.length === 0) return 0
  const warehouses = await readWarehouses(ctx.db)
  let late = 0
  for (const parcel of due) {
    try {
      if (await lookAt(ctx, parcel, warehouses)) late++
    } catch (error) {
      // One fault must not keep the others from being looked at; the next round comes back to it.
      ctx.log.error(
        { ...parcel, error: String(error) },
        'what is promised of a parcel could not be looked at',
      )
    }
  }
  return late
}

async function lookAt(
  ctx: Ctx,
  parcel: Pick<Row, 'orderId' | 'parcelId'>,
  warehouses: readonly Warehouse[],
): Promise<boolean> {
  return transact(ctx, async transaction => {
    const now = ctx.now()
    // It may have left, arrived or been cancelled since, and another worker may be looking.
    const [row] = await transaction.tx
      .select()
      .from(parcelPromises)
      .where(and(rowOf(parcel), lte(parcelPromises.lookAt, now)))
      .for('update', { skipLocked: true })
    if (!row) return false
    const way = wayOf(row, warehouses)
    const until = keepableUntil(way, row.promisedBy, now)
    if (until > now) {
      // The warehouse changed when it hands over.
      await transaction.tx.update(parcelPromises).set({ lookAt: until }).where(rowOf(row))
      return false
    }
    if (row.delays < DELAYS_MAX) await delay(transaction, row, way, now)
    else await transaction.tx.update(parcelPromises).set({ lookAt: null, lostSince: now }).where(rowOf(row))
    await fault('promise.in')
    return true
  })
}

async function delay(transaction: Transaction, row: Row, way: OnItsWay, now: Date): Promise<void> {
  const { orderId, parcelId } = row
  const days = laterDays(way, row.delays, now)
  assert(days.latest > row.promisedBy, `parcel ${parcelId} comes later than it was promised`)
  const number = await promiseLater(transaction.tx, row, {
    days,
    reason: [whyLate(row, way, now)],
    now,
    delays: row.delays + 1,
    lookAt: keepableUntil(way, days.latest, now),
  })
  await announce(transaction, promiseDelayed, { orderId, parcelId, number })
}

const whyLate = ({ promisedBy }: Row, { hasLeft }: OnItsWay, now: Date): ReasonPart =>
  hasLeft ? { part: 'not_arrived', by: promisedBy } : { part: 'not_left', by: now.toISOString() }
