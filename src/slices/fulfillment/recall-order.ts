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
import { NEWS_WITHIN_MS } from './dispatch-row.ts'
import { dispatches } from './schema.ts'
import { ANSWER_LIMIT_MS, deleteShipment, type RecallAnswer } from './warehouse-api.ts'

export const RECALL_EFFECT = 'warehouse.recall'

/** A hand-over that began longer ago can no longer arrive: its call was given up, even counting delays in the network. */
const MAY_BE_UNDER_WAY_MS = ANSWER_LIMIT_MS + 50_000
const ASK_AGAIN_MS = 15_000

/** Asks the warehouse to stop an order that staff want to cancel, or to forget one that was cancelled without asking it. */
export async function recallOrder(ctx: Ctx, { orderId }: Announcement): Promise<void> {
  await once(ctx.db, { causeId: orderId, kind: RECALL_EFFECT }, async () => {
    mustFind(await readOrder(ctx.db, orderId), `Order ${orderId}`)
    // If this job dies, the rounds of ask-warehouse.ts go on asking.
    await askLater(ctx, orderId)
    const ref = await recall(ctx, orderId)
    ctx.log.info({ orderId, ref }, 'order recalled from the warehouse')
    return ref
  })
}

/** Makes one try. It throws while there is no answer; with an answer, the order is cancelled or goes on. It answers how the recall ended. */
export async function recall(ctx: Ctx, orderId: string): Promise<string> {
  const order = await requireOrder(ctx.db, orderId)
  if (order.recall !== 'requested') return order.state === 'cancelled' ? forget(ctx, orderId) : 'left before'
  const handOver = await readHandOver(ctx.db, orderId)
  const answer = isSurelyNotThere(handOver) ? 'never there' : await deleteShipment(orderId)
  await fault('recall.answered')
  if (answer === 'already shipped') {
    await refuseRecall(ctx, orderId, 'The warehouse says that the parcel has left.')
    return answer
  }
  if (answer === 'never there' && mayStillArrive(handOver, ctx.now()))
    throw new TooBusy(`Order ${orderId} may still be on its way to the warehouse.`, ASK_AGAIN_MS)
  await endRecall(withGateway(ctx), orderId)
  await noteStopped(ctx, orderId, answer)
  return answer
}

/** An order that ended without the warehouse's yes was never handed over. This asks once more, because a call costs little and a lost parcel much. */
async function forget(ctx: Ctx, orderId: string): Promise<RecallAnswer> {
  const answer = await deleteShipment(orderId)
  if (answer === 'already shipped')
    throw new PoisonJob(
      `Order ${orderId} was cancelled after its parcel had left the warehouse. Ask the carrier to return it.`,
    )
  await noteStopped(ctx, orderId, answer)
  return answer
}

/** No note is no proof: an order is only recalled when the warehouse may have it, so the warehouse is asked. */
const isSurelyNotThere = (handOver: HandOver | null) => handOver?.state === 'not_taken'

const mayStillArrive = (handOver: HandOver | null, now: Date) =>
  handOver?.state === 'under_way' && now.getTime() - handOver.at.getTime() < MAY_BE_UNDER_WAY_MS

async function noteStopped(ctx: Ctx, orderId: string, answer: RecallAnswer) {
  await ctx.db
    .update(dispatches)
    .set({ ...(answer === 'recalled' && { state: 'cancelled' }), askAt: null, updatedAt: ctx.now() })
    .where(eq(dispatches.orderId, orderId))
}

async function askLater(ctx: Ctx, orderId: string) {
  const askAt = new Date(ctx.now().getTime() + NEWS_WITHIN_MS)
  await ctx.db
    .insert(dispatches)
    .values({ orderId, state: 'asked_back', askAt })
    .onConflictDoUpdate({ target: dispatches.orderId, set: { askAt, asks: 0 } })
}
