import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'

/** Orders of before, copied from one that was really placed: each with its lines, events and payment. Answers nothing; they stand in `bench_copies`. */
export async function copyOrder(db: Db, orderId: string, copies: number): Promise<void> {
  await db.transaction(async tx => {
    await tx.execute(sql`set local statement_timeout = 0`)
    await tx.execute(sql`create table if not exists bench_copies (id uuid primary key)`)
    await tx.execute(sql`truncate bench_copies`)
    await tx.execute(sql`insert into bench_copies select uuidv7() from generate_series(1, ${copies}::int)`)
    const copy = async (table: string, key: string, fresh: Record<string, string>) => {
      const columns = await tx.execute<{ name: string }>(sql`
        select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`)
      const names = columns.map(({ name }) => name)
      const values = names.map(name => fresh[name] ?? `old.${name}`)
      await tx.execute(
        sql.raw(`insert into ${table} (${names}) select ${values} from bench_copies c, ${table} old
          where old.${key} = '${orderId}'`),
      )
    }
    await copy('orders', 'id', { id: 'c.id', number: 'c.id::text' })
    await copy('order_lines', 'order_id', { id: 'gen_random_uuid()', order_id: 'c.id' })
    await copy('order_events', 'order_id', { order_id: 'c.id' })
    await copy('payments', 'order_id', {
      id: 'gen_random_uuid()',
      order_id: 'c.id',
      provider_id: "'pi_copy_' || c.id",
    })
  })
  await db.execute(sql`analyze`)
}

export type Filling = { queues: readonly string[]; orders: number; from?: number; run: string }

/** One waiting job for each of so many copies in each of the queues, as if nobody had worked since. */
export async function fillQueues(db: Db, { queues, orders, from = 0, run }: Filling): Promise<void> {
  await db.transaction(async tx => {
    await tx.execute(sql`set local statement_timeout = 0`)
    await tx.execute(sql`
      insert into pgboss.job (name, data, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, policy, dead_letter)
      select q.name, jsonb_build_object('orderId', c.id, 'seq', 2, 'bench', ${run}::text), q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max,
        q.expire_seconds, q.deletion_seconds, q.policy, q.dead_letter
      from (select id from bench_copies order by id limit ${orders} offset ${from}) c join pgboss.queue q on q.name = any(${sql.param(queues)}::text[])`)
  })
}

export type Drained = { queue: string; done: number; left: number; perSecond: number }

/** How far the queues that a run filled are, and how fast they went between their first and their last job. */
export async function readDrained(db: Db, run: string): Promise<Drained[]> {
  const rows = await db.execute<{ queue: string; done: number; left: number; seconds: number }>(sql`
    select name as queue, count(*) filter (where state = 'completed')::int as done, count(*) filter (where state < 'completed')::int as left,
      extract(epoch from max(completed_on) - min(started_on))::float as seconds
    from pgboss.job where data ->> 'bench' = ${run} and name not like '%.dead' group by name order by name`)
  return rows.map(({ seconds, ...row }) => ({ ...row, perSecond: seconds ? row.done / seconds : 0 }))
}

/** Takes away what still waits of the filling, and what relays have made of it. */
export async function emptyQueues(db: Db): Promise<void> {
  await db.transaction(async tx => {
    await tx.execute(sql`set local statement_timeout = 0`)
    // A worker may be fetching from what is taken away.
    await tx.execute(sql`lock table pgboss.job_common in share row exclusive mode`)
    await tx.execute(
      sql`delete from pgboss.job where state < 'active' and data ->> 'orderId' in (select id::text from bench_copies)`,
    )
  })
}
