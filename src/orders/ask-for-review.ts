import type { Ctx } from '#jobs/ctx.ts'
import { putUnderReview } from './outcomes.ts'
import { requireOrder } from './queries.ts'
import { LostRace } from './record-events.ts'

const MAX_RACES = 5

/** A person must look at the order, for this reason. One that waits for a person already is left as it is. */
export async function askForReview(ctx: Ctx, orderId: string, reason: string): Promise<void> {
  for (let race = 0; ; race++) {
    const order = await requireOrder(ctx.db, orderId)
    if (order.needsReview !== null) return
    try {
      return await putUnderReview(ctx, order, reason)
    } catch (error) {
      if (!(error instanceof LostRace) || race === MAX_RACES) throw error
    }
  }
}
