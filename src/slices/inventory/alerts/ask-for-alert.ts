import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { limit } from '#platform/http/rate-limits.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { inventoryLimits } from '../rate-limits.ts'
import type { AskForAlertInput } from './alert-input.ts'
import { CONFIRM_ALERT_QUEUE } from './alert-queues.ts'

/**
 * Keeps a request for a mail when a sold-out variant is back, and sends a mail to confirm the address.
 * The answer is the same whether or not the address had asked before, so that it reveals nothing about anybody. It refuses with
 * `not_found` a variant that is not sold, and with `conflict` one that can be bought now.
 */
export async function askForAlert(ctx: Ctx, { sku, email }: AskForAlertInput): Promise<void> {
  const [ware] = await ctx.db.execute<{ variantId: string; isThere: boolean }>(sql`
    select w.variant_id as "variantId", exists (
      select from sellable_stock s where s.variant_id = w.variant_id and s.units > 0) as "isThere"
    from wares w where w.sku = ${sku} and w.is_sold`)
  if (!ware) throw new Refusal('not_found', 'This is no longer sold.')
  if (ware.isThere) throw new Refusal('conflict', 'It is back in stock: you can buy it now.')
  await limit(ctx, inventoryLimits.alertByEmail, email)
  await transact(ctx, async transaction => {
    // An alert that was sent is over, so asking again makes a new one. An alert that was never confirmed gets another mail.
    const [asked] = await transaction.tx.execute<{ id: string }>(sql`
      insert into stock_alerts as there (id, variant_id, email) values (${uuidv7()}, ${ware.variantId}, ${email})
      on conflict (variant_id, email) do update
        set id = excluded.id, asked_at = now(), confirmed_at = null, told_at = null
        where there.told_at is not null or there.confirmed_at is null
      returning id`)
    if (asked) await transaction.send(CONFIRM_ALERT_QUEUE, { alertId: asked.id }, asked.id)
  })
}
