import { eq } from 'drizzle-orm'
import { TooBusy } from '#platform/http/too-busy.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { endRecall, refuseRecall } from '#slices/orders/delivery/end-recall.ts'
import { type HandOver, readHandOver } from '#slices/orders/delivery/hand-over.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { readOrder, requireOrder } from '#slices/orders/queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { floorOf } from './floors.ts'
import { askNoMore, NEWS_WITHIN_MS } from './parcel-row.ts'
import { parcelIdsOf, toldOf } from './parcels.ts'
import { parcels } from './schema.ts'
import { sendStoppedAgain } from './send-stopped-again.ts'
import { ANSWER_LIMIT_MS, type RecallAnswer } from './warehouse-api.ts'

export const RECALL_EFFECT = 'warehouse.recall'

/** A hand-over that began longer ago can no longer arrive: its call was given up, even counting delays in the network. */
const MAY_BE_UNDER_WAY_MS = ANSWER_LIMIT_MS + 50_000
const ASK_AGAIN_MS = 15_000

/** Asks the warehouse to stop an order that staff want to cancel, or to forget one that was cancelled without asking it. */
export async function recallOrder(ctx: Ctx, { orderId }: Announcement): Promise<void> {
  await once(ctx.db, { causeId: orderId, kind: RECALL_EFFECT }, async () => {
    mustFind(await readOrder(ctx.db, orderId), `Order ${orderId}`)
    await askLater(ctx, orderId)
    const ref = await recall(ctx, orderId)
    ctx.log.info({ orderId, ref }, 'order recalled from the warehouse')
    return ref
  })
}

/** Makes one try. It throws while there is no answer; with an answer, the order is cancelled or goes on. It answers how the recall ended. */
export async function recall(ctx: Ctx, orderId: string): Promise<string> {
  const order = await requireOrder(ctx.db, orderId)
  if (order.state === 'cancelled') return forget(ctx, orderId)
  if (order.recall !== 'requested') {
    await sendStoppedAgain(ctx, order)
    return 'left before'
  }
  const handOver = await readHandOver(ctx.db, orderId)
  const answers = await stopAll(ctx, await parcelIdsOf(ctx.db, orderId), handOver)
  await fault('recall.answered')
  if (answers.includes('already shipped')) {
    await refuseRecall(ctx, orderId, 'The warehouse says that the parcel has left.')
    await sendStoppedAgain(ctx, await requireOrder(ctx.db, orderId))
    return 'already shipped'
  }
  await endRecall(withGateway(ctx), orderId)
  await askNoMore(ctx.db, orderId)
  return answers.includes('recalled') ? 'recalled' : 'never there'
}

/** Asks for each parcel until one has left: the rest goes with it. One warehouse that does not answer keeps no other from stopping. */
export async function stopAll(
  ctx: Ctx,
  parcelIds: readonly string[],
  handOver: HandOver | null,
): Promise<RecallAnswer[]> {
  if (isSurelyNotThere(handOver)) return ['never there']
  const answers: RecallAnswer[] = []
  let failure: unknown = null
  for (const parcelId of parcelIds) {
    try {
      answers.push(await stop(ctx, parcelId, handOver))
    } catch (error) {
      failure ??= error
    }
    if (answers.includes('already shipped')) return answers
  }
  if (failure) throw failure
  return answers
}

/** Asks for one parcel and notes that it was stopped. One that may still be on its way there is asked for again later. */
async function stop(ctx: Ctx, parcelId: string, handOver: HandOver | null): Promise<RecallAnswer> {
  const answer = await (await floorOf(ctx, parcelId)).stop(parcelId)
  if (answer === 'recalled') await noteStopped(ctx, parcelId)
  if (answer === 'never there' && (await mayStillArrive(ctx, parcelId, handOver)))
    throw new TooBusy(`Parcel ${parcelId} may still be on its way to the warehouse.`, ASK_AGAIN_MS)
  return answer
}

/** An order that ended without the warehouse's yes was never handed over. This asks once more, because a call costs little and a lost parcel much. */
async function forget(ctx: Ctx, orderId: string): Promise<RecallAnswer> {
  let answer: RecallAnswer = 'never there'
  for (const parcelId of await parcelIdsOf(ctx.db, orderId)) {
    const of = await (await floorOf(ctx, parcelId)).stop(parcelId)
    if (of === 'already shipped')
      throw new PoisonJob(
        `Order ${orderId} was cancelled after its parcel had left the warehouse. Ask the carrier to return it.`,
      )
    if (of === 'recalled') {
      await noteStopped(ctx, parcelId)
      answer = of
    }
  }
  await askNoMore(ctx.db, orderId)
  return answer
}

/** No note is no proof: an order is only recalled when the warehouse may have it, so the warehouse is asked. */
const isSurelyNotThere = (handOver: HandOver | null) => handOver?.state === 'not_taken'

/** Of several parcels one may be taken while the call about the next is under way. */
async function mayStillArrive(ctx: Ctx, parcelId: string, handOver: HandOver | null): Promise<boolean> {
  if (!handOver || ctx.now().getTime() - handOver.at.getTime() >= MAY_BE_UNDER_WAY_MS) return false
  if (handOver.state === 'under_way') return true
  return handOver.toldVersion === null && (await toldOf(ctx.db, parcelId)) === null
}

async function noteStopped(ctx: Ctx, parcelId: string) {
  await ctx.db
    .update(parcels)
    .set({ state: 'cancelled', updatedAt: ctx.now() })
    .where(eq(parcels.id, parcelId))
}

/** If the process dies, the rounds of ask-warehouse.ts go on asking. */
export async function askLater(ctx: Ctx, orderId: string) {
  const askAt = new Date(ctx.now().getTime() + NEWS_WITHIN_MS)
  const ids = await parcelIdsOf(ctx.db, orderId)
  // All of the order waited for stock.
  if (ids.length === 0) return
  await ctx.db
    .insert(parcels)
    .values(ids.map(id => ({ id, orderId, state: 'asked_back', askAt })))
    .onConflictDoUpdate({ target: parcels.id, set: { askAt, asks: 0 } })
}
