import { sql } from 'drizzle-orm'
import { announce } from '#platform/jobs/announce.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { dayOf } from '../account.ts'
import { giftCardDue } from '../events.ts'

/** Cards whose mails are announced in one transaction. */
const BATCH = 200
/** More cards than that on one day wait for the next run. */
const MOST_BATCHES = 100

/** Announces the mails of cards whose day has come, each once. A blocked card waits until it is unblocked. */
export async function mailDueCards(ctx: Pick<Ctx, 'db' | 'jobs' | 'now'>): Promise<number> {
  let announced = 0
  for (let round = 0; round < MOST_BATCHES; round++) {
    const due = await announceSome(ctx, dayOf(ctx.now()))
    announced += due
    if (due < BATCH) break
  }
  return announced
}

const announceSome = (ctx: Pick<Ctx, 'db' | 'jobs'>, today: string): Promise<number> =>
  transact(ctx, async transaction => {
    const due = await transaction.tx.execute<{ id: string }>(sql`
      update credit_accounts set mails = 1 where id in (
        select id from credit_accounts where mails = 0 and email is not null and deliver_on <= ${today}::date and state = 'active'
        order by deliver_on limit ${BATCH} for no key update skip locked)
      returning id`)
    for (const { id } of due) await announce(transaction, giftCardDue, { cardId: id, number: 1 })
    return due.length
  })
