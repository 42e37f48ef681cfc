import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'

/** What the database holds and has written so far. */
type Meter = { walBytes: number; bytes: number; orders: number }

const JOBS_LIMIT_MS = 60_000

export async function readMeter(db: Db): Promise<Meter> {
  const [row] = await db.execute<{ wal: string; bytes: string; orders: string }>(sql`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint as wal, pg_database_size(current_database()) as bytes,
      (select count(*) from orders) as orders`)
  return { walBytes: Number(row?.wal), bytes: Number(row?.bytes), orders: Number(row?.orders) }
}

/** Until everything that follows from the orders is done, or the patience is over. */
export async function jobsAreDone(db: Db): Promise<boolean> {
  for (const deadline = Date.now() + JOBS_LIMIT_MS; Date.now() < deadline; ) {
    const [row] = await db.execute<{ waiting: string }>(
      sql`select count(*) as waiting from pgboss.job where state in ('created', 'active', 'retry') and name not like '%.dead'`,
    )
    if (Number(row?.waiting) === 0) return true
    await new Promise(done => setTimeout(done, 500))
  }
  return false
}

export const perOrder = (before: Meter, after: Meter) => {
  const orders = Math.max(1, after.orders - before.orders)
  return {
    orders,
    walKb: (after.walBytes - before.walBytes) / 1_024 / orders,
    kb: (after.bytes - before.bytes) / 1_024 / orders,
  }
}

/** The most connections that were open at Postgres while the work ran, those of the shop and of a pooler alike. */
export async function mostConnections<T>(
  db: Db,
  work: () => Promise<T>,
): Promise<{ result: T; most: number }> {
  let most = 0
  const look = setInterval(async () => {
    const [row] = await db.execute<{ open: string }>(sql`
      select count(*) as open from pg_stat_activity where backend_type = 'client backend' and application_name <> 'orderly-judge'`)
    most = Math.max(most, Number(row?.open))
  }, 500)
  const result = await work().finally(() => clearInterval(look))
  return { result, most }
}
