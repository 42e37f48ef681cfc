import { and, asc, eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { readPage } from '#platform/lib/pages.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { wares } from '#slices/catalog/schema.ts'
import { warehouses } from '../schema.ts'
import { stockAside } from './schema.ts'

const PAGE = 50

/** What is set aside, by SKU: a page after the SKU of the last. */
export async function listAside(db: DbOrTx, { after }: { after: string | null }) {
  const { place, units } = stockAside
  const page = await readPage(
    PAGE,
    most =>
      db
        .select({
          sku: wares.sku,
          name: wares.name,
          options: wares.options,
          warehouse: warehouses.code,
          place,
          units,
        })
        .from(stockAside)
        .innerJoin(wares, eq(wares.variantId, stockAside.variantId))
        .innerJoin(warehouses, eq(warehouses.id, stockAside.warehouseId))
        .where(
          and(
            sql`${units} > 0`,
            after === null
              ? undefined
              : sql`(${wares.sku}, ${warehouses.code}, ${place}) > (${sql.join(
                  keyOf(after).map(part => sql`${part}`),
                  sql`, `,
                )})`,
          ),
        )
        .orderBy(asc(wares.sku), asc(warehouses.code), asc(place))
        .limit(most),
    ({ sku, warehouse, place }) => JSON.stringify([sku, warehouse, place]),
  )
  return {
    aside: page.rows.map(({ options, ...row }) => ({ ...row, name: itemName(row.name, options) })),
    nextCursor: page.next,
  }
}

/** The parts of a key; one that is unreadable begins at the first row. */
function keyOf(cursor: string): [string, string, string] {
  try {
    const [sku, warehouse, place] = JSON.parse(cursor)
    return [String(sku), String(warehouse), String(place)]
  } catch {
    return ['', '', '']
  }
}
