import { eq } from 'drizzle-orm'
import type { Ctx } from '#jobs/ctx.ts'
import { PoisonJob } from '#jobs/queue.ts'
import { effectOf, noteEffect } from '#orders/effects.ts'
import type { Announcement } from '#orders/events.ts'
import { dispatches } from './schema.ts'
import { deleteShipment } from './warehouse-api.ts'

const KIND = 'warehouse.recall'

/** Takes a cancelled order back from the warehouse; one that has left the house is for a person to look at. */
export async function recallOrder(ctx: Ctx, { orderId }: Announcement): Promise<void> {
  if (await effectOf(ctx.db, orderId, KIND)) return
  const answer = await deleteShipment(orderId)
  if (answer === 'already shipped') {
    throw new PoisonJob(
      `Order ${orderId} was cancelled after it had left the warehouse: the parcel must be asked back.`,
    )
  }
  await ctx.db.transaction(async tx => {
    if (answer === 'recalled') {
      await tx
        .update(dispatches)
        .set({ state: 'cancelled', updatedAt: ctx.now() })
        .where(eq(dispatches.orderId, orderId))
    }
    await noteEffect(tx, { orderId, kind: KIND, ref: answer })
  })
  ctx.log.info({ orderId, answer }, 'order recalled from the warehouse')
}
