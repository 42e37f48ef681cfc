import { isDeepStrictEqual } from 'node:util'
import type { Db } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { keepCheckpoints } from '#slices/inventory/ledger/keep-checkpoints.ts'
import { readStockAt } from '#slices/inventory/ledger/past-stock.ts'
import { askAsStaff, newKey } from './ask-as-staff.ts'
import { ms, type Section } from './section.ts'
import { openStage } from './stage.ts'

const RESERVATIONS = 200_000
const HOLDS = 10_000
const ROUNDS = 40
const DAYS_AGO = [1, 30, 180, 364]
const MOST_MS = 50

/** What lay where, of a variant that was sold some hundred times a day for a year. */
export const past: Section = {
  name: 'past',
  about: 'the stock of a past moment, of a variant with a busy year behind it',
  async run({ say }) {
    const stage = await openStage({ skus: 10, env: { RATE_LIMITS: 'off' } })
    try {
      const { db } = stage.shop
      const { variantId, rows } = await liveThrough(db)
      say(`${rows.toLocaleString('en')} rows stand`)
      const moments = DAYS_AGO.map(days => ({ days, at: new Date(Date.now() - days * 86_400_000) }))
      const truth = new Map<number, unknown>()
      const addedUp = new Map<number, Middle>()
      for (const { days, at } of moments) {
        truth.set(days, await addEverythingUp(db, variantId, at))
        addedUp.set(days, await timed(() => addEverythingUp(db, variantId, at)))
      }
      const since = performance.now()
      const made = await keepCheckpoints({ db })
      const builtMs = performance.now() - since
      await db.$client`analyze stock_checkpoints`
      say(`${made} checkpoints are made`)
      const read = new Map<number, Middle>()
      const whole = new Map<number, Middle>()
      const secret = await newKey(stage)
      for (const { days, at } of moments) {
        const found = await readStockAt(db, variantId, at)
        if (!isDeepStrictEqual(found, truth.get(days)))
          throw new Error(`${days} days ago: ${JSON.stringify(found)} is not what all rows add up to.`)
        read.set(days, await timed(() => readStockAt(db, variantId, at)))
        const path = `/stock?sku=BENCH-1&at=${at.toISOString()}`
        whole.set(days, await timed(() => askAsStaff(stage, secret, 'GET', path)))
      }
      const slowest = Math.max(...[...whole.values()].map(({ p95 }) => p95))
      const words = ({ p50, p95 }: Middle = { p50: 0, p95: 0 }) => `${ms(p50)} · ${ms(p95)}`
      return {
        tables: [
          {
            title: `${rows.toLocaleString('en')} rows of one variant in a year; ${made} checkpoints made in ${ms(builtMs)} ms`,
            rows: [
              ['days ago', 'everything added up', 'from a checkpoint', 'over REST'],
              ...DAYS_AGO.map(days => [
                String(days),
                words(addedUp.get(days)),
                words(read.get(days)),
                words(whole.get(days)),
              ]),
            ],
            note: 'Milliseconds, p50 · p95, one at once. Both ways gave the same answer at each moment.',
          },
        ],
        bars: [
          {
            bar: `the stock of a past moment is answered in ${MOST_MS} ms (p95)`,
            figure: `${ms(slowest)} ms`,
            met: slowest <= MOST_MS,
          },
        ],
      }
    } finally {
      await stage.close()
    }
  },
}

type Middle = { p50: number; p95: number }

async function timed(run: () => Promise<unknown>): Promise<Middle> {
  for (let warm = 0; warm < 6; warm++) await run()
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const since = performance.now()
    await run()
    took.push(performance.now() - since)
  }
  took.sort((one, other) => one - other)
  return { p50: took[ROUNDS / 2] ?? 0, p95: took[Math.ceil(ROUNDS * 0.95) - 1] ?? 0 }
}

/** A year of `BENCH-1` in two warehouses: sold by day and night, mostly sent within two days, sometimes called off, and delivered again every few hours. */
async function liveThrough(db: Db): Promise<{ variantId: string; rows: number }> {
  await db.$client.begin(async sql => {
    await sql`set local session_replication_role = replica`
    await sql`insert into warehouses (id, code, name, priority) values (uuidv7(), 'bench-2', 'Bench 2', 1)`
    await sql`create temp table one on commit drop as select variant_id from stock_levels where variant_id = (select variant_id from wares where sku = 'BENCH-1')`
    await sql`create temp table place on commit drop as select id, row_number() over (order by code) - 1 as n from warehouses`
    await sql`
      insert into reservations (id, order_id, order_line_id, variant_id, warehouse_id, quantity, state, created_at, updated_at)
      select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), one.variant_id, place.id, 1 + i % 3,
        case when ended > now() then 'held' when i % 20 = 0 then 'released' else 'consumed' end, began, least(ended, now())
      from one, generate_series(1, ${RESERVATIONS}::int) i join place on place.n = i % 2
      cross join lateral (select now() - interval '1 year' * (1 - i::float8 / ${RESERVATIONS}) as began) b
      cross join lateral (select began + interval '2 days' * random() as ended) e`
    await sql`
      insert into stock_movements (variant_id, warehouse_id, quantity, units, from_place, to_place, reason, order_line_id, actor, at)
      select variant_id, warehouse_id, -quantity, quantity, 'shelf', 'customer', 'shipped', order_line_id, 'system:warehouse', updated_at
      from reservations join one using (variant_id) where state = 'consumed'`
    await sql`
      insert into stock_movements (variant_id, warehouse_id, quantity, units, from_place, to_place, reason, actor, at)
      select one.variant_id, place.id, 200, 200, 'supplier', 'shelf', 'received', 'system:command', now() - interval '1 year' + interval '4 hours' * i
      from one, place, generate_series(0, 2189) i`
    await sql`
      insert into put_back_holds (order_id, variant_id, warehouse_id, units, since, until)
      select gen_random_uuid(), one.variant_id, place.id, 1, since, since + interval '3 hours'
      from one, generate_series(1, ${HOLDS}::int) i join place on place.n = i % 2
      cross join lateral (select now() - interval '1 year' * (1 - i::float8 / ${HOLDS}) - interval '4 hours' as since) s`
    await sql`
      insert into stock_levels (variant_id, warehouse_id, on_hand, reserved)
      select one.variant_id, place.id, coalesce((select sum(quantity) from stock_movements m where m.variant_id = one.variant_id and m.warehouse_id = place.id), 0),
        coalesce((select sum(quantity) from reservations r where r.variant_id = one.variant_id and r.warehouse_id = place.id and state = 'held'), 0)
      from one, place
      on conflict (variant_id, warehouse_id, bucket) do update set on_hand = excluded.on_hand, reserved = excluded.reserved`
  })
  await db.$client.unsafe('vacuum analyze stock_movements, reservations, put_back_holds, stock_levels')
  const [found] = await db.$client<{ variantId: string; rows: number }[]>`
    select v.variant_id as "variantId", ((select count(*) from stock_movements m where m.variant_id = v.variant_id)
      + (select count(*) from reservations r where r.variant_id = v.variant_id) + (select count(*) from put_back_holds h where h.variant_id = v.variant_id))::int as rows
    from wares v where v.sku = 'BENCH-1'`
  if (!found) throw new Error('BENCH-1 is not on sale.')
  return found
}

/** The way before there were checkpoints: the shelves of now without what has happened since. */
const addEverythingUp = (db: Db, variantId: string, at: Date) =>
  prepared(db, ADD_UP, [variantId, at.toISOString()])

const ADD_UP = `
  select w.id as "warehouseId", w.code, (coalesce(s.units, 0) - coalesce(since.units, 0))::int as "onHand",
    (coalesce(held.units, 0) + coalesce(ended.units, 0) + coalesce(back.units, 0))::int as reserved
  from warehouses w
  left join (select warehouse_id, sum(on_hand) as units from stock_levels where variant_id = $1::uuid group by 1) s on s.warehouse_id = w.id
  left join (
    select warehouse_id, sum(quantity) as units from stock_movements where variant_id = $1::uuid and at > $2::timestamptz group by 1
  ) since on since.warehouse_id = w.id
  left join (
    select warehouse_id, sum(quantity) as units from reservations
    where variant_id = $1::uuid and state = 'held' and created_at <= $2::timestamptz group by 1
  ) held on held.warehouse_id = w.id
  left join (
    select warehouse_id, sum(quantity) as units from reservations
    where variant_id = $1::uuid and state <> 'held' and updated_at > $2::timestamptz and created_at <= $2::timestamptz group by 1
  ) ended on ended.warehouse_id = w.id
  left join (
    select warehouse_id, sum(units) as units from put_back_holds
    where variant_id = $1::uuid and since <= $2::timestamptz and (until is null or until > $2::timestamptz) group by 1
  ) back on back.warehouse_id = w.id
  order by w.priority, w.name`
