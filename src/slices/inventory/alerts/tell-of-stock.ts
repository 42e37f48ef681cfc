import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { sendAll } from '#platform/jobs/send-all.ts'
import { transact } from '#platform/jobs/transact.ts'
import { BACK_IN_STOCK_QUEUE, TELL_OF_STOCK_QUEUE } from './alert-queues.ts'

/** The most mails in one run, over all variants. With one run a minute this is far below what a mail service takes, and below the order mails. */
const LETTERS_A_RUN = 200
/** The most mails for one variant, so that a popular one does not hold up the others. */
const LETTERS_A_VARIANT = 50
/** The most variants in one run; those that waited longest come first. */
const VARIANTS_A_RUN = 500

/**
 * Writes to shoppers who wait for a variant that is back, in the order in which they asked, and to no more of them at once than there are
 * units to buy. The others get their mail in the next minute if units are left. The row is marked in the same transaction that
 * sends the job, so each alert is answered once, even when several runs overlap.
 */
export async function tellOfStock(ctx: Pick<Ctx, 'db' | 'jobs' | 'now'>): Promise<number> {
  const back = await ctx.db.execute<{ variantId: string; available: number }>(sql`
    select waiting.variant_id as "variantId", stock.available
    from (
      select a.variant_id, min(a.confirmed_at) as since from stock_alerts a
      join wares w on w.variant_id = a.variant_id and w.is_sold
      where a.confirmed_at is not null and a.told_at is null group by a.variant_id
    ) waiting
    cross join lateral (
      select units::int as available from sellable_stock where variant_id = waiting.variant_id
    ) stock
    where stock.available > 0 order by waiting.since limit ${VARIANTS_A_RUN}`)
  if (!back.length) return 0
  const share = Math.max(1, Math.min(LETTERS_A_VARIANT, Math.floor(LETTERS_A_RUN / back.length)))
  let told = 0
  for (const { variantId, available } of back)
    if (told < LETTERS_A_RUN) told += await tellOf(ctx, variantId, Math.min(share, available))
  return told
}

async function tellOf(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'now'>,
  variantId: string,
  most: number,
): Promise<number> {
  return transact(ctx, async transaction => {
    const due = await transaction.tx.execute<{ id: string }>(sql`
      update stock_alerts set told_at = ${ctx.now().toISOString()}::timestamptz where id in (
        select id from stock_alerts where variant_id = ${variantId} and confirmed_at is not null and told_at is null
        order by confirmed_at, id limit ${most} for update skip locked)
      returning id`)
    await transaction.sendAll(
      due.map(({ id }) => ({ queue: BACK_IN_STOCK_QUEUE, payload: { alertId: id }, id: uuidv7() })),
    )
    return due.length
  })
}

/** Runs in the transaction that puts units on the shelf. If a shopper waits for them, a job looks at once instead of within a minute. */
export async function announceStock(tx: Tx, variantIds: readonly string[]): Promise<void> {
  const [awaited] = await tx.execute(sql`
    select from stock_alerts where variant_id = any(${sql.param([...variantIds])}::uuid[])
      and confirmed_at is not null and told_at is null limit 1`)
  if (awaited) await sendAll(tx, [{ queue: TELL_OF_STOCK_QUEUE, payload: {}, id: uuidv7() }])
}

/** Puts the shopper back in their old place when the mail could not be written. */
export async function waitOn(ctx: Pick<Ctx, 'db'>, alertId: string): Promise<void> {
  await ctx.db.execute(sql`update stock_alerts set told_at = null where id = ${alertId}`)
}
