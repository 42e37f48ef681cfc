import { sql } from 'drizzle-orm'
import { announce } from '#platform/jobs/announce.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { stockRescheduled } from './events.ts'

/** The most orders in one round; the next round goes on. */
const ORDERS_A_ROUND = 200

/**
 * Has every shopper told who waits for stock that is now expected on another day than they were told last, once for each change. The row says what was told, and changes in
 * the transaction that sends the job. Several changes within a round are told as one.
 */
export async function tellNewDays(ctx: Ctx): Promise<void> {
  const due = await ctx.db.execute<{ orderId: string }>(sql`
    select w.order_id as "orderId" from waiting_lines w join back_order_offers o using (variant_id)
    where w.waiting > 0 and w.told_on <> o.expected_on group by w.order_id order by min(w.since) limit ${ORDERS_A_ROUND}`)
  for (const { orderId } of due)
    await transact(ctx, async transaction => {
      const [told] = await transaction.tx.execute<{ expectedOn: string; setAt: string }>(sql`
        with told as (
          update waiting_lines w set told_on = o.expected_on, updated_at = now() from back_order_offers o
          where w.order_id = ${orderId} and o.variant_id = w.variant_id and w.waiting > 0 and w.told_on <> o.expected_on
          returning o.expected_on, o.set_at
        )
        select max(expected_on)::text as "expectedOn", to_char(max(set_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "setAt" from told having count(*) > 0`)
      if (told) await announce(transaction, stockRescheduled, { orderId, ...told })
    })
}
