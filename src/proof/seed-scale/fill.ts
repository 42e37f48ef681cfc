import type postgres from 'postgres'

/** The rows that one run adds: numbers from `firstSku` and `firstOrder` on, so that a later run can add to it. */
export type Fill = {
  id: number
  skus: number
  firstSku: number
  orders: number
  firstOrder: number
}

export const VARIANTS_PER_PRODUCT = 4

/**
 * The record of filling has a schema of its own, beside the shop's: how much there is, and the indexes that a run that was cut short
 * still has to put back.
 */
export async function prepareNotes(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create schema if not exists seed_scale;
    create table if not exists seed_scale.fills (
      id int generated always as identity primary key, skus int not null, first_sku int not null,
      orders int not null, first_order int not null, started_at timestamptz not null default now(), finished_at timestamptz);
    create table if not exists seed_scale.set_aside (position int generated always as identity, statement text primary key);
    create unlogged table if not exists seed_scale.wares (
      k int primary key, variant_id uuid not null, sku text not null, name text not null, options jsonb not null,
      image_url text, price_minor bigint not null, warehouse_id uuid not null)`)
}

type FillRow = { id: number; skus: number; first_sku: number; orders: number; first_order: number }

const fillOf = (row: FillRow): Fill => ({
  id: row.id,
  skus: row.skus,
  firstSku: row.first_sku,
  orders: row.orders,
  firstOrder: row.first_order,
})

/** Null: every run came to its end. */
export async function unfinishedFill(sql: postgres.Sql): Promise<Fill | null> {
  const [row] = await sql<
    FillRow[]
  >`select * from seed_scale.fills where finished_at is null order by id limit 1`
  return row ? fillOf(row) : null
}

/** How much earlier runs have filled in. */
export async function filledSoFar(sql: postgres.Sql): Promise<{ skus: number; orders: number }> {
  const [row] = await sql<{ skus: number; orders: number }[]>`
    select coalesce(max(first_sku + skus), 0)::int as skus, coalesce(max(first_order + orders), 0)::int as orders
    from seed_scale.fills`
  return row ?? { skus: 0, orders: 0 }
}

export async function noteBegun(sql: postgres.Sql, asked: { skus: number; orders: number }): Promise<Fill> {
  const before = await filledSoFar(sql)
  const [row] = await sql<FillRow[]>`
    insert into seed_scale.fills (skus, first_sku, orders, first_order)
    values (${asked.skus}, ${before.skus}, ${asked.orders}, ${before.orders}) returning *`
  if (!row) throw new Error('The run could not be noted.')
  return fillOf(row)
}

export async function noteFinished(sql: postgres.Sql, fill: Fill): Promise<void> {
  await sql`update seed_scale.fills set finished_at = now() where id = ${fill.id}`
  await sql`truncate seed_scale.wares`
}
