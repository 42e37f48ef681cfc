import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { CursorUnreadable, readCursor, readPage, writeCursor } from '#platform/lib/pages.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { wares } from '#slices/catalog/schema.ts'
import { warehouses } from '../schema.ts'
import { stockAside } from './schema.ts'

const PAGE = 50

/** What is set aside, by SKU, in pages. */
export async function listAside(db: DbOrTx, { after }: { after: string | null }) {
  const key = sql`(${wares.sku}, ${warehouses.code}, ${stockAside.place})`
  const start = pageStart(after)
  const page = await readPage(
    PAGE,
    most => readRows(db, start && sql`${key} > ${start}`, most),
    row => writeCursor([row.variantId, row.warehouseId, row.place]),
  )
  return { aside: page.rows, nextCursor: page.next }
}

/** What is set aside of a SKU, in every warehouse. */
export const asideOfSku = (db: DbOrTx, sku: string) => readRows(db, eq(wares.sku, sku))

async function readRows(db: DbOrTx, of: SQL | undefined, most?: number) {
  const { place, units, variantId, warehouseId } = stockAside
  const { sku, name, options } = wares
  const rows = db
    .select({ sku, name, options, variantId, warehouseId, warehouse: warehouses.code, place, units })
    .from(stockAside)
    .innerJoin(wares, eq(wares.variantId, variantId))
    .innerJoin(warehouses, eq(warehouses.id, warehouseId))
    .where(and(sql`${units} > 0`, of))
    .orderBy(asc(sku), asc(warehouses.code), asc(place))
  const found = await (most === undefined ? rows : rows.limit(most))
  return found.map(({ options, ...row }) => ({ ...row, name: itemName(row.name, options) }))
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The key of the row that a cursor names. It may hold nothing any more. */
function pageStart(cursor: string | null): SQL | undefined {
  if (cursor === null) return undefined
  const [variantId, warehouseId, place] = partsOf(cursor)
  return sql`(select w.sku, p.code, ${place}::text from ${wares} w, ${warehouses} p
    where w.variant_id = ${variantId}::uuid and p.id = ${warehouseId}::uuid)`
}

function partsOf(cursor: string) {
  try {
    return readCursor(cursor, ID, ID, /^[a-z]+$/)
  } catch (error) {
    if (!(error instanceof CursorUnreadable)) throw error
    const message = 'Send the nextCursor of the page before'
    throw new Refusal('validation_failed', `${message}.`, [{ path: 'cursor', message }])
  }
}
