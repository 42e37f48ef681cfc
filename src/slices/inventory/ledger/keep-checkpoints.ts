import { prepared } from '#platform/db/prepared.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { SHELVES_AT } from './shelves-at.ts'

/** Rows of one kind between two checkpoints of a variant: so many are added up in a millisecond, and a year of a busy variant has some hundred checkpoints. */
export const ROWS_BETWEEN = 1_000
/** A night's work. The past of a shop of many years is built in several nights. */
const MOST_A_RUN = 20_000
const VARIANTS_AT_ONCE = 500

type Limits = { rowsBetween?: number; most?: number }

/**
 * Makes the checkpoints that are due, variant by variant, each in a transaction of its own, and answers how many it made. Another run
 * begins where this one ended, because what is due stands in the rows.
 */
export async function keepCheckpoints(ctx: Pick<Ctx, 'db'>, limits: Limits = {}): Promise<number> {
  const { rowsBetween = ROWS_BETWEEN, most = MOST_A_RUN } = limits
  let made = 0
  for (let after = FIRST; ; ) {
    const looked = await prepared<{ variantId: string; isDue: boolean }>(ctx.db, DUE, [
      after,
      VARIANTS_AT_ONCE,
      rowsBetween,
    ])
    for (const { variantId, isDue } of looked)
      while (isDue && made < most && (await addCheckpoint(ctx, variantId, rowsBetween))) made++
    const last = looked.at(-1)
    if (!last || made >= most) return made
    after = last.variantId
  }
}

/**
 * False: none is due, or somebody is writing what belongs into the past. Three statements and not one: rows that were
 * committed before the first of them ended are seen by the others.
 */
async function addCheckpoint(ctx: Pick<Ctx, 'db'>, variantId: string, rowsBetween: number): Promise<boolean> {
  return ctx.db.transaction(async tx => {
    const [settled] = await prepared<{ until: string }>(tx, LOCK, [])
    if (!settled) return false
    const [due] = await prepared<{ at: string | null }>(tx, NEXT, [variantId, settled.until, rowsBetween])
    if (!due?.at) return false
    return (await prepared(tx, ADD, [variantId, due.at])).length > 0
  })
}

const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Until when the past is settled: an hour ago or, if a transaction that writes runs for longer, an hour before it began. What is written later with
 * an earlier time passes the triggers that forget checkpoints. No row: somebody does that at this moment.
 */
const LOCK = `
  select (least(clock_timestamp(), (
    select min(xact_start) from pg_stat_activity where datname = current_database() and backend_xid is not null
  )) - interval '1 hour')::text as until
  where pg_try_advisory_xact_lock(hashtextextended('stock_checkpoints', 50))`

/** The earliest moment at which so many rows of one kind stand since the last checkpoint. Each kind is counted along its own index. */
const nextOf = (variant: string, rows: string) => `
  select least(
    (select at from stock_movements m where m.variant_id = ${variant} and m.at > last.at order by m.at offset ${rows} - 1 limit 1),
    (select created_at from reservations r where r.variant_id = ${variant} and r.state <> 'held' and r.created_at > last.at order by r.created_at offset ${rows} - 1 limit 1),
    (select updated_at from reservations r where r.variant_id = ${variant} and r.state <> 'held' and r.updated_at > last.at order by r.updated_at offset ${rows} - 1 limit 1),
    (select since from put_back_holds h where h.variant_id = ${variant} and h.since > last.at order by h.since offset ${rows} - 1 limit 1),
    (select until from put_back_holds h where h.variant_id = ${variant} and h.until > last.at order by h.until offset ${rows} - 1 limit 1)
  ) as at
  from (select coalesce((select at from stock_checkpoints c where c.variant_id = ${variant} order by c.at desc limit 1), '-infinity') as at) last`

const DUE = `
  select v.variant_id as "variantId", next.at <= clock_timestamp() - interval '1 hour' as "isDue"
  from (select distinct variant_id from stock_levels where variant_id > $1::uuid order by variant_id limit $2::int) v
  cross join lateral (${nextOf('v.variant_id', '$3::int')}) next order by 1`

const NEXT = `select at::text from (${nextOf('$1::uuid', '$3::int')}) next where at <= $2::timestamptz`

const ADD = `
  ${SHELVES_AT}
  insert into stock_checkpoints (variant_id, at, warehouse_id, on_hand, reserved)
  select $1::uuid, $2::timestamptz, warehouse_id, on_hand, reserved from shelves returning at`
