import type { Db } from '#platform/db/client.ts'

/**
 * The ledger's rows take their time from Postgres, and a count compares it with the time of its own: in a run both are the run's. So is the day until which something is
 * sold beyond its stock.
 */
export async function putOnRunClock(db: Db): Promise<void> {
  // The clock of Postgres is another one, by which the run's rows may be of last year. No variant of a run is busy enough for a checkpoint.
  await db.$client.unsafe('alter table stock_movements disable trigger checkpoints_follow_ledger')
  // No row of the write-ahead log: a step that wrote nothing still shows that it did not.
  await db.$client.unsafe(`
    create unlogged sequence run_clock_ms minvalue 0;
    create function run_now() returns timestamptz language sql volatile as 'select to_timestamp(last_value / 1000.0) from run_clock_ms';
    alter table stock_movements alter column at set default run_now();
    do $$ begin execute 'create or replace view back_orders as ' || replace(pg_get_viewdef('back_orders'::regclass), 'now()', 'run_now()'); end $$`)
}

/** Sets what `at` of the ledger's rows will be from now on. It answers how far the log of Postgres is. */
export async function setRunClock(db: Db, ms: number): Promise<string | undefined> {
  const [set] = await db.$client.unsafe<{ written: string }[]>(
    `select pg_current_wal_insert_lsn()::text as written, setval('run_clock_ms', $1::bigint)`,
    [ms],
    { prepare: true },
  )
  return set?.written
}
