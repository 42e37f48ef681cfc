import { and, count, eq, gt } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { effectOf } from '#platform/jobs/effects.ts'
import { transact } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { OrderEvent } from '../events.ts'
import { mayHappen } from '../order.ts'
import { requireOrder } from '../queries.ts'
import { LostRace, recordEvents } from '../record-events.ts'
import { orderEvents } from '../schema.ts'

type Repeated = Extract<
  OrderEvent,
  { type: 'order.mail_repeated' | 'order.invoice_repeated' | 'order.hand_over_repeated' }
>

const MAX_RACES = 5
/** Two presses within this time are one. */
const SAME_PRESS_MS = 10_000
/** No customer should get the same mail more often than this. */
const REPEATED_MAX = 20

/**
 * Repeats a recorded effect, because its result may be lost: the mail never came, the file is gone, the warehouse has
 * forgotten the order. The order's history names the person, and the job follows from that event.
 */
export async function repeatEffect(
  ctx: Ctx,
  { orderId, kind }: { orderId: string; kind: string },
): Promise<void> {
  const event = repeatOf(kind)
  if (!event) throw new Refusal('not_found', 'This cannot be done a second time.')
  for (let race = 0; ; race++) {
    const order = await requireOrder(ctx.db, orderId)
    if (!(await effectOf(ctx.db, orderId, kind)))
      throw new Refusal('conflict', 'It has not been done yet. The shop does it automatically.')
    if (!mayHappen(order, event.type)) throw new Refusal('conflict', whyNot(event))
    if ((await timesRepeated(ctx, orderId, event, SAME_PRESS_MS)) > 0) return
    if ((await timesRepeated(ctx, orderId, event)) >= REPEATED_MAX)
      throw new Refusal('conflict', `It was done again ${REPEATED_MAX} times. Once more would not help.`)
    try {
      await transact(ctx, transaction =>
        recordEvents(transaction, {
          orderId,
          before: order,
          events: [event],
          actor: ctx.actor,
          at: ctx.now(),
        }),
      )
      return
    } catch (error) {
      if (!(error instanceof LostRace) || race === MAX_RACES) throw error
    }
  }
}

/** Null: this effect happens once only. Money and figures are never repeated. */
export function repeatOf(kind: string): Repeated | null {
  if (kind === 'invoices.render') return { type: 'order.invoice_repeated', data: {} }
  if (kind === 'warehouse.dispatch') return { type: 'order.hand_over_repeated', data: {} }
  return /^notifications\.send-[a-z-]+(#\d+)?$/.test(kind)
    ? { type: 'order.mail_repeated', data: { kind } }
    : null
}

function whyNot(event: Repeated): string {
  return event.type === 'order.hand_over_repeated'
    ? 'The order can no longer be handed over: it ended, is being recalled, or all of it has left.'
    : 'The order ended before this was done.'
}

/** How often it was repeated in the last so many milliseconds, or in total. */
async function timesRepeated(ctx: Ctx, orderId: string, event: Repeated, withinMs?: number): Promise<number> {
  const since = new Date(withinMs ? ctx.now().getTime() - withinMs : 0)
  const [row] = await ctx.db
    .select({ times: count() })
    .from(orderEvents)
    .where(
      and(
        eq(orderEvents.orderId, orderId),
        eq(orderEvents.type, event.type),
        eq(orderEvents.data, event.data),
        gt(orderEvents.at, since),
      ),
    )
  return row?.times ?? 0
}
