import { eq, inArray, sql } from 'drizzle-orm'
import { TooBusy } from '#platform/http/too-busy.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { askForPerson } from '#slices/orders/ask-for-person.ts'
import { carrierApi } from '../carrier-api.ts'
import type { Label } from '../note-label.ts'
import { labels } from '../schema.ts'
import { GIVE_UP_MS, nextAskAt } from './ask-times.ts'
import { takeScans } from './take-scans.ts'

/** The most parcels asked about in one round, those that wait longest first. With a round each 15 seconds that is 12,000 an hour. */
const BATCH = 50
/** After this many failures in one round the carrier counts as away, and the next round tries again. */
const FAILURES_MAX = 3
/** Within this time a worker that claimed a parcel has asked, or has died. */
const CLAIM_MS = 10 * 60_000

/** Asks the carrier about every parcel without news for a while, because a call-back may have been lost. It answers the number of parcels that it asked about. */
export async function askCarrier(ctx: Ctx): Promise<number> {
  let asked = 0
  let failures = 0
  for (const label of await claim(ctx)) {
    try {
      await askAbout(ctx, label)
      asked++
    } catch (error) {
      failures = error instanceof TooBusy ? FAILURES_MAX : failures + 1
      ctx.log.warn({ labelId: label.id, error: String(error) }, 'the carrier did not answer about a parcel')
    }
    if (failures >= FAILURES_MAX) break
  }
  return asked
}

/** Moves each parcel's next time on before asking, so that only one of several workers asks, and a parcel comes back when its worker dies. */
async function claim(ctx: Ctx): Promise<Label[]> {
  const now = ctx.now()
  const later = new Date(now.getTime() + CLAIM_MS)
  const claimed = await ctx.db.execute<{ id: string }>(sql`
    with due as (
      select id from labels where ask_at <= ${now.toISOString()}::timestamptz order by ask_at, id limit ${BATCH} for update skip locked
    )
    update labels l set ask_at = ${later.toISOString()}::timestamptz from due where l.id = due.id returning l.id`)
  const ids = [...claimed].map(({ id }) => id)
  return ids.length
    ? ctx.db.select().from(labels).where(inArray(labels.id, ids)).orderBy(labels.parcelId, labels.id)
    : []
}

async function askAbout(ctx: Ctx, label: Label): Promise<void> {
  const scans = await carrierApi.scansOf(label.id)
  await fault('label.tracked')
  if (!scans) ctx.log.error({ labelId: label.id }, 'the carrier does not know a label that it has sold')
  const fresh = await takeScans(ctx, label, { scans: scans ?? [], heardBy: 'asked' })
  if (fresh > 0) return
  if (isForgotten(label, ctx.now())) return giveUp(ctx, label)
  const asks = label.asks + 1
  await ctx.db
    .update(labels)
    .set({ asks, askAt: nextAskAt(ctx.now(), asks) })
    .where(sql`${eq(labels.id, label.id)} and ${labels.askAt} is not null`)
}

/** Nothing has been heard of it for weeks. */
function isForgotten({ handedOverAt, scannedAt }: Label, now: Date): boolean {
  const last = Math.max(handedOverAt?.getTime() ?? 0, scannedAt?.getTime() ?? 0)
  return now.getTime() - last > GIVE_UP_MS
}

async function giveUp(ctx: Ctx, { id, orderId, carrier, trackingNumber }: Label): Promise<void> {
  await askForPerson(
    ctx,
    orderId,
    `${carrier} has said nothing of parcel ${trackingNumber} for ${GIVE_UP_MS / 86_400_000} days. Ask it where the parcel is.`,
  )
  await ctx.db.update(labels).set({ askAt: null }).where(eq(labels.id, id))
}
