import { and, eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Holder } from './line-holder.ts'
import { lineTickets } from './schema.ts'
import type { Ticket } from './waiting-line.ts'

/** Checks whether this holder may still use the ticket. A ticket older than the table of tickets is good. */
export async function standingOf(
  db: Db,
  { launchId, number }: Ticket,
  holder: Holder,
): Promise<'good' | 'used' | 'not theirs'> {
  const [row] = await db
    .select()
    .from(lineTickets)
    .where(and(eq(lineTickets.launchId, launchId), eq(lineTickets.number, number)))
  if (!row) return 'good'
  const theirs = row.visitorId ? row.visitorId === holder.visitorId : row.network === holder.network
  if (!theirs) return 'not theirs'
  return row.spentBy ? 'used' : 'good'
}

const SPEND = `
  insert into line_tickets as t (launch_id, number, visitor_id, network, spent_by) values ($1::uuid, $2::int, $3::uuid, $4, $5::uuid)
  on conflict (launch_id, number) do update set spent_by = excluded.spent_by
    where t.spent_by is null and case when t.visitor_id is null then t.network = $4 else t.visitor_id is not distinct from $3::uuid end
  returning number`

/** Uses turns up for an order, in the transaction that reserves its stock. When two orders use one ticket, the second is refused here. */
export async function spendTurns(
  tx: Tx,
  orderId: string,
  turns: readonly Ticket[],
  holder: Holder,
): Promise<void> {
  for (const { launchId, number } of turns) {
    const spent = await prepared(tx, SPEND, [launchId, number, holder.visitorId, holder.network, orderId])
    if (spent.length === 0)
      throw new Refusal(
        'rate_limited',
        'This turn was used for another order. You can join the line again.',
        [],
        1,
      )
  }
}

/** Gives back the turn of an order that ended without a sale, so that the buyer can try again in the time left. */
export async function giveTurnsBack(tx: Tx, orderId: string): Promise<void> {
  await tx.execute(sql`update line_tickets set spent_by = null where spent_by = ${orderId}`)
}

/** Moves a visitor's places to their account when they sign in. */
export async function carryOverTurns(db: Db, visitorId: string, customerId: string): Promise<void> {
  await db.execute(sql`
    update line_tickets t set visitor_id = ${customerId} where visitor_id = ${visitorId}
      and not exists (select from line_tickets o where o.launch_id = t.launch_id and o.visitor_id = ${customerId} and o.spent_by is null and o.closed_at is null)`)
}
