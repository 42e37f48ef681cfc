import { eq, sql } from 'drizzle-orm'
import { TooBusy } from '#platform/http/too-busy.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { noteEffects } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { adoptDispatches } from './adopt-dispatches.ts'
import { stateNamed } from './callback.ts'
import { floorOf } from './floors.ts'
import { askNoMore, NEWS_WITHIN_MS } from './parcel-row.ts'
import { hasUntold } from './parcels.ts'
import { planWhatCame } from './plan-what-came.ts'
import { takeOutOfParcels } from './recall-items.ts'
import { RECALL_EFFECT, recall } from './recall-order.ts'
import { parcels } from './schema.ts'
import { sendToWarehouse } from './send-to-warehouse.ts'
import { takeIn } from './take-in.ts'

/** The most parcels asked about in one round, oldest first. With a round each 15 seconds that is 24,000 an hour, more than ever wait at the longest intervals. */
const BATCH = 100
const AT_ONCE = 4
/** After this many failures in one round the warehouse counts as away, and the next round tries again. */
const FAILURES_MAX = 3
/** Each time the answer has no news, the shop waits twice as long, up to these limits: one for a parcel that should leave today, and one for a parcel on the road for days. */
const LONGEST_INSIDE_MS = 30 * 60_000
const LONGEST_ON_THE_ROAD_MS = 6 * 3_600_000
const DOUBLINGS_MAX = 12

/**
 * Asks the warehouse about every parcel without news for a while, because a call-back may have been lost. A
 * recall without an answer is sent again. It answers the number of parcels that it asked about.
 */
export async function askWarehouse(
  ctx: Ctx,
  { atOnce = AT_ONCE }: { atOnce?: number } = {},
): Promise<number> {
  await adoptDispatches(ctx.db)
  await planWhatCame(ctx)
  const due = await claim(ctx)
  let asked = 0
  let failures = 0
  const lane = async () => {
    for (let parcel = due.shift(); parcel && failures < FAILURES_MAX; parcel = due.shift()) {
      try {
        await askAbout(ctx, parcel)
        asked++
      } catch (error) {
        failures = error instanceof TooBusy ? FAILURES_MAX : failures + 1
        ctx.log.warn(
          { ...parcel, error: String(error) },
          'the warehouse did not answer about a parcel this time',
        )
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return asked
}

type Due = { orderId: string; parcelId: string }

/** Moves each parcel's next time on before asking, so that only one of several workers asks, and a parcel comes back later when its worker dies. */
async function claim(ctx: Ctx): Promise<Due[]> {
  const now = sql`${ctx.now().toISOString()}::timestamptz`
  const longest = sql`case when state = 'shipped' then ${LONGEST_ON_THE_ROAD_MS}::float8 else ${LONGEST_INSIDE_MS}::float8 end`
  const rows = await ctx.db.execute<Due & { askAt: string }>(sql`
    with due as (
      select id, ask_at from parcels where ask_at <= ${now} order by ask_at, id limit ${BATCH} for update skip locked
    )
    update parcels d set asks = d.asks + 1,
      ask_at = ${now} + least(${longest}, ${NEWS_WITHIN_MS}::float8 * 2 ^ least(d.asks + 1, ${DOUBLINGS_MAX}::int)) * interval '1 millisecond'
    from due where d.id = due.id returning d.id as "parcelId", d.order_id as "orderId", due.ask_at as "askAt"`)
  return [...rows]
    .sort((one, other) => one.askAt.localeCompare(other.askAt) || one.parcelId.localeCompare(other.parcelId))
    .map(({ askAt: _, ...parcel }) => parcel)
}

async function askAbout(ctx: Ctx, { orderId, parcelId }: Due) {
  const order = mustFind(await readOrder(ctx.db, orderId), `Order ${orderId}`)
  if (order.recall === 'requested') {
    const ref = await recall(ctx, orderId)
    await noteEffects(ctx.db, [{ causeId: orderId, kind: RECALL_EFFECT, ref }])
    return
  }
  if (order.recall === 'items') {
    await takeOutOfParcels(ctx, orderId)
    return
  }
  if (order.state !== 'confirmed') return askNoMore(ctx.db, orderId)
  // The process that planned it died, or could not reach the warehouse.
  if (await hasUntold(ctx.db, orderId)) {
    await sendToWarehouse(ctx, order, { onlyHere: true })
    return
  }
  const shipment = await (await floorOf(ctx, parcelId)).get(parcelId)
  await fault('parcel.asked')
  if (!shipment) return noteMissing(ctx, { orderId, parcelId })
  const to = stateNamed(shipment.state)
  if (to) await takeIn(ctx, { ...shipment, orderId, parcelId, to, at: ctx.now() })
}

/** The warehouse may have lost the parcel, or shipped and forgotten it, so a person decides whether to hand it over again. */
async function noteMissing(ctx: Ctx, { orderId, parcelId }: Due) {
  ctx.log.error({ orderId, parcelId }, 'the warehouse does not know a parcel that the shop handed over')
  await ctx.db
    .update(parcels)
    .set({ missingSince: sql`coalesce(${parcels.missingSince}, ${ctx.now().toISOString()}::timestamptz)` })
    .where(eq(parcels.id, parcelId))
}
