import {
  type AnyColumn,
  and,
  asc,
  desc,
  eq,
  gt,
  inArray,
  isNull,
  lt,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Db, DbOrTx } from '#platform/db/client.ts'
import { escapeLike } from '#platform/lib/escape-like.ts'
import { readPageBothWays } from '#platform/lib/pages.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { foldWords } from '#slices/catalog/fold-words.ts'
import { wares } from '#slices/catalog/schema.ts'
import { phaseOf } from '../launch.ts'
import { stockLedger } from '../ledger/schema.ts'
import { whereUnitsAre } from '../ledger/where-units-are.ts'
import { hasLine, readLine } from '../read-line.ts'
import { launchedVariants, launches, stockLevels, warehouses } from '../schema.ts'
import { noOffer, readOffer } from '../waiting/queries.ts'
import type {
  StockEverywhere,
  StockList,
  StockListInput,
  StockMovement,
  StockOfVariant,
  StockRow,
} from './stock-view.ts'

const PAGE = 50
const MOVEMENTS_SHOWN = 30

/** Reads a page of variants by SKU, with the stock of each in every warehouse. */
export async function listStock(db: Db, input: StockListInput, now: Date): Promise<StockList> {
  const backwards = input.before !== null
  const from = backwards
    ? lt(wares.sku, input.before ?? '')
    : input.after
      ? gt(wares.sku, input.after)
      : undefined
  const where = and(await matching(db, input.search.trim()), inView(input.view), from)
  const page = await readPageBothWays(
    { size: PAGE, before: input.before, after: input.after },
    most =>
      db
        .select({ id: wares.variantId, sku: wares.sku })
        .from(wares)
        .where(where)
        .orderBy(backwards ? desc(wares.sku) : asc(wares.sku))
        .limit(most),
    variant => variant.sku,
  )
  const ids = page.rows.map(variant => variant.id)
  return { ...page, rows: await rowsOf(db, ids), readAt: now }
}

/** Matches the start of a SKU or any part of a name. Both are folded like in the shop's own search. */
async function matching(db: Db, search: string): Promise<SQL | undefined> {
  const [folded] = search ? await foldWords(db, [search]) : []
  if (!folded) return search ? sql`false` : undefined
  const typed = escapeLike(folded)
  return or(sql`${wares.sku} ilike ${`${typed}%`}`, sql`${wares.spelling} like ${`%${typed}%`}`)
}

function inView(view: StockListInput['view']): SQL | undefined {
  switch (view) {
    case 'all':
      return undefined
    case 'split':
      return sql`${wares.variantId} in (select variant_id from stock_levels where bucket > 0)`
    case 'launches':
      return sql`${wares.variantId} in (select variant_id from ${launchedVariants})`
  }
}

async function rowsOf(db: Db, ids: readonly string[]): Promise<StockRow[]> {
  if (ids.length === 0) return []
  const named = await db
    .select({
      variantId: wares.variantId,
      sku: wares.sku,
      slug: wares.slug,
      name: wares.name,
      options: wares.options,
      maxPerOrder: wares.maxPerOrder,
    })
    .from(wares)
    .where(inArray(wares.variantId, [...ids]))
    .orderBy(asc(wares.sku))
  const places = await db
    .select({
      variantId: stockLevels.variantId,
      warehouseId: warehouses.id,
      warehouse: warehouses.name,
      code: warehouses.code,
      state: warehouses.state,
      onHand: sql<number>`sum(${stockLevels.onHand})::int`,
      reserved: sql<number>`sum(${stockLevels.reserved})::int`,
      toPutBack: toPutBack(stockLevels.variantId),
      buckets: sql<number>`count(*)::int`,
    })
    .from(stockLevels)
    .innerJoin(warehouses, eq(warehouses.id, stockLevels.warehouseId))
    .where(inArray(stockLevels.variantId, [...ids]))
    .groupBy(stockLevels.variantId, warehouses.id)
    .orderBy(asc(warehouses.priority), asc(warehouses.name))
  const open = await db
    .select()
    .from(launches)
    .where(and(inArray(launches.variantId, [...ids]), isNull(launches.closedAt)))
  return named.map(variant => ({
    ...variant,
    places: places.filter(place => place.variantId === variant.variantId),
    launch: open.find(launch => launch.variantId === variant.variantId) ?? null,
  }))
}

/** What is held of a variant in the warehouse of a row until it is put back. */
const toPutBack = (variantId: AnyColumn) => sql<number>`coalesce((
  select sum(h.units)::int from put_back_holds h where h.variant_id = ${variantId} and h.warehouse_id = ${warehouses.id} and h.until is null), 0)`

/** Reads the variant of a SKU, or those of a product, with every warehouse, also one that has none of it. */
export async function stockEverywhere(
  db: DbOrTx,
  of: { sku: string } | { productId: string },
): Promise<StockEverywhere[]> {
  const rows = await db
    .select({
      variantId: wares.variantId,
      sku: wares.sku,
      options: wares.options,
      place: {
        warehouseId: warehouses.id,
        warehouse: warehouses.name,
        code: warehouses.code,
        state: warehouses.state,
        onHand: sql<number>`coalesce(sum(${stockLevels.onHand}), 0)::int`,
        reserved: sql<number>`coalesce(sum(${stockLevels.reserved}), 0)::int`,
        toPutBack: toPutBack(wares.variantId),
      },
    })
    .from(wares)
    .leftJoin(warehouses, sql`true`)
    .leftJoin(
      stockLevels,
      and(eq(stockLevels.variantId, wares.variantId), eq(stockLevels.warehouseId, warehouses.id)),
    )
    .where('sku' in of ? eq(wares.sku, of.sku) : eq(wares.productId, of.productId))
    .groupBy(wares.variantId, wares.sku, wares.options, warehouses.id)
    .orderBy(asc(wares.sku), asc(warehouses.priority), asc(warehouses.name))
  const bySku = Map.groupBy(rows, row => row.sku)
  return [...bySku.values()].flatMap(([first, ...others]) =>
    first
      ? [
          {
            variantId: first.variantId,
            sku: first.sku,
            options: first.options,
            places: [first, ...others].flatMap(({ place }) => place ?? []),
          },
        ]
      : [],
  )
}

/** Reads one variant with its last stock movements. */
export async function readStock(db: Db, variantId: string, now: Date): Promise<StockOfVariant> {
  const [row] = await rowsOf(db, [variantId])
  if (!row) throw new Refusal('not_found', 'There is no such variant.')
  const { launch } = row
  const line =
    launch && hasLine(launch) && phaseOf(launch, now) === 'on' ? await readLine(db, launch.id) : null
  const [movements, places, offer] = await Promise.all([
    lastMovements(db, variantId),
    whereUnitsAre(db, variantId),
    readOffer(db, row.sku),
  ])
  return { row, line, offer: offer ?? noOffer, movements, places, readAt: now }
}

async function lastMovements(db: Db, variantId: string): Promise<StockMovement[]> {
  const { id, at, units, fromPlace, toPlace, reason, note, actor } = stockLedger
  const rows = await db
    .select({ id, at, warehouse: warehouses.name, units, from: fromPlace, to: toPlace, reason, note, actor })
    .from(stockLedger)
    .innerJoin(warehouses, eq(warehouses.id, stockLedger.warehouseId))
    // Staff never look for moves between buckets, because they change no total.
    .where(and(eq(stockLedger.variantId, variantId), ne(reason, 'moved')))
    .orderBy(desc(id))
    .limit(MOVEMENTS_SHOWN)
  return rows.map(({ actor, ...movement }) => ({ ...movement, by: nameOf(actor) }))
}

/** `staff:0198…:Ada` → "Ada"; `system:warehouse` → "warehouse". */
function nameOf(actor: string): string {
  const [kind = '', second = '', ...name] = actor.split(':')
  if (kind === 'staff') return name.join(':')
  return kind === 'system' ? second : kind
}
