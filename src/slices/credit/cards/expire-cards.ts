import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { dayOf } from '../account.ts'
import { book } from '../book.ts'

const BATCH = 200
/** More cards than that on one day wait for the next night. */
const MOST_BATCHES = 500

/** Books off what is left on cards whose last day is over, so that the shop does not go on owing it. */
export async function expireCards(ctx: Pick<Ctx, 'db' | 'now'>): Promise<number> {
  let ended = 0
  for (let round = 0; round < MOST_BATCHES; round++) {
    const some = await ctx.db.transaction(tx => expireSome(tx, ctx.now()))
    ended += some
    if (some < BATCH) break
  }
  return ended
}

async function expireSome(tx: Tx, at: Date): Promise<number> {
  const over = await tx.execute<{ id: string; balance: string; expires_on: string; entries: number }>(sql`
    select id, balance_minor::text as balance, expires_on::text, entries from credit_accounts
    where expires_on < ${dayOf(at)}::date and balance_minor > 0
    order by id limit ${BATCH} for no key update skip locked`)
  await book(
    tx,
    over.map(({ id, balance, expires_on, entries }) => ({
      accountId: id,
      kind: 'expire',
      amountMinor: -Number(balance),
      // Money may come back to a card that was over, and end a second time.
      because: `the end of ${expires_on}, after entry ${entries}`,
      at,
    })),
  )
  return over.length
}
