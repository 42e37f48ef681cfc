import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'

/** Puts so many SKUs on sale in one warehouse, with so many units each; answers their SKUs. */
export async function putOnSale(db: Db, goods: { skus: number; units: number }): Promise<string[]> {
  const { skus, units } = goods
  await db.execute(sql`
    with category as (
      insert into categories (id, slug, name) values (uuidv7(), 'bench', 'Bench') returning id
    ), warehouse as (
      insert into warehouses (id, code, name) values (uuidv7(), 'bench', 'Bench') returning id
    ), product as (
      insert into products (id, slug, name, category_id)
      select uuidv7(), 'bench-' || n, 'Thing ' || n, category.id from category, generate_series(1, ${skus}::int) n returning id, slug
    ), variant as (
      insert into variants (id, product_id, sku) select uuidv7(), id, upper(slug) from product returning id
    ), price as (
      insert into prices (id, variant_id, amount_minor, currency) select uuidv7(), id, 1000, 'GBP' from variant
    ), level as (
      insert into stock_levels (variant_id, warehouse_id, on_hand) select variant.id, warehouse.id, ${units} from variant, warehouse
    )
    insert into stock_movements (variant_id, warehouse_id, quantity, reason, actor)
    select variant.id, warehouse.id, ${units}, 'received', 'system:command' from variant, warehouse`)
  // Only what was filled: a table that was looked at while empty is planned as one to read whole, however it grows.
  await db.execute(
    sql`analyze categories, warehouses, products, variants, prices, stock_levels, stock_movements`,
  )
  return Array.from({ length: skus }, (_, index) => `BENCH-${index + 1}`)
}
