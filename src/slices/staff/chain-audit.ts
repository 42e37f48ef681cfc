import { sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'

/** Within a second, also of a day's worth of rows that waited. */
const AT_ONCE = 5_000
/** A row with a smaller number can be committed later than its neighbours, but never by this many rows. */
const LATE_BY_ROWS = 10_000

/**
 * Adds the audit's new rows to the chain: each row's hash covers the row and the hash before it, so that none can be changed,
 * taken out or put in between without every later hash being wrong. A job does it once a minute, in the order in which it finds the rows
 * committed, so that no change waits for another's row. Answers how many were added.
 */
export async function chainAudit(ctx: Pick<Ctx, 'db'>): Promise<number> {
  return ctx.db.transaction(async tx => {
    await tx.execute(sql`lock table audit_chain in exclusive mode`)
    const [added] = await tx.execute<{ count: number }>(sql`
      with recursive last as (
        select coalesce(max(position), 0) as position,
          coalesce((select hash from audit_chain order by position desc limit 1), '') as hash, coalesce(max(audit_id), 0) as audit_id
        from audit_chain
      ), fresh as (
        select a.id, row_number() over (order by a.id) as nth from audit a
        where a.id > (select audit_id - ${LATE_BY_ROWS} from last) and not exists (select from audit_chain c where c.audit_id = a.id)
        order by a.id limit ${AT_ONCE}
      ), chain as (
        select 0::bigint as nth, null::bigint as audit_id, hash from last
        union all
        select f.nth, f.id, audit_hash(chain.hash, a) from chain join fresh f on f.nth = chain.nth + 1 join audit a on a.id = f.id
      ), added as (
        insert into audit_chain (position, audit_id, hash)
        select last.position + chain.nth, chain.audit_id, chain.hash from chain, last where chain.audit_id is not null returning 1
      )
      select count(*)::int as count from added`)
    return added?.count ?? 0
  })
}
