import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { readPage } from '#platform/lib/pages.ts'
import { binField, zoneOf } from '#slices/inventory/warehouses/bin-field.ts'
import type { FloorReader } from '../floor-ctx.ts'
import { itemByCode } from '../scans/item-code.ts'
import { warehouseOf } from '../warehouse-of.ts'
import { walkKey } from './walk-key.ts'

const BINS_SHOWN = 50
/** A bin with more kinds of things is a heap. */
const ITEMS_SHOWN = 100
/** People put away what waits longest, and then see the next. */
const ARRIVALS_SHOWN = 100

type Item = { sku: string; name: string; options: Record<string, string>; units: number }
export type Bin = { bin: string; zone: string; items: Item[] }

/** Where the units of a variant are in a warehouse. */
export type Whereabouts = {
  sku: string
  name: string
  home: string | null
  onHand: number
  inBins: number
  /** In totes and boxes. */
  inHand: number
  /** On the shelf and in no bin by the books. */
  notPutAway: number
}

export type BinsAsked = { warehouse: string; bin: string | null; item: string | null; after: string | null }

/**
 * A page of the bins of a warehouse in the order of the walk, each with what lies in it: all of them, one, or those that hold an item, which is named by
 * its SKU or barcode. Null: the caller has no warehouse with this code.
 */
export async function listBins(
  ctx: FloorReader,
  { warehouse: code, bin, item, after }: BinsAsked,
): Promise<{ bins: Bin[]; shelf: Whereabouts | null; nextCursor: string | null } | null> {
  const warehouse = await warehouseOf(ctx, code)
  if (!warehouse) return null
  const { db } = ctx
  const ware = item === null ? null : await itemByCode(db, item)
  if (item !== null && !ware) return { bins: [], shelf: null, nextCursor: null }
  const { rows, next } = await readPage(
    BINS_SHOWN,
    most =>
      ware
        ? prepared<Omit<Bin, 'zone'>>(db, BINS_OF_ITEM, [
            warehouse.id,
            ware.variantId,
            ...keyOf(after),
            most,
            bin,
          ])
        : prepared<Omit<Bin, 'zone'>>(db, BINS, [warehouse.id, bin, ...keyOf(after), most]),
    row => row.bin,
  )
  const shelf = ware && (await whereabouts(db, warehouse.id, ware.variantId))
  return { bins: rows.map(row => ({ ...row, zone: zoneOf(row.bin) })), shelf, nextCursor: next }
}

/** The same for a code that somebody scans or types: that of an item, or else that of a bin. */
export async function findBins(
  ctx: FloorReader,
  { code, ...page }: { warehouse: string; code: string | null; after: string | null },
): ReturnType<typeof listBins> {
  const found = await listBins(ctx, { ...page, bin: null, item: code })
  if (code === null || !found || found.shelf) return found
  const { data: bin } = binField.safeParse(code)
  return bin ? listBins(ctx, { ...page, bin, item: null }) : found
}

const keyOf = (after: string | null) => [after === null ? '' : walkKey(after), after ?? '']

const ITEMS = `
  cross join lateral (
    select coalesce(jsonb_agg(i.item order by i.sku), '[]') as items from (
      select v.sku, jsonb_build_object('sku', v.sku, 'name', v.name, 'options', v.options, 'units', b.units) as item
      from bin_levels b join wares v on v.variant_id = b.variant_id
      where b.warehouse_id = k.warehouse_id and b.bin = k.code and b.units > 0 order by v.sku limit ${ITEMS_SHOWN}) i) within`

const BINS = `
  select k.code as bin, within.items from (
    select * from bins where warehouse_id = $1::uuid and ($2::text is null or code = $2) and (walk_key, code) > ($3, $4)
    order by walk_key, code limit $5::int) k ${ITEMS}
  order by k.walk_key, k.code`

const BINS_OF_ITEM = `
  select k.code as bin, within.items from (
    select k.* from bin_levels b join bins k on (k.warehouse_id, k.code) = (b.warehouse_id, b.bin)
    where b.warehouse_id = $1::uuid and b.variant_id = $2::uuid and b.units > 0 and (k.walk_key, k.code) > ($3, $4)
      and ($6::text is null or b.bin = $6)
    order by k.walk_key, k.code limit $5::int) k ${ITEMS}
  order by k.walk_key, k.code`

async function whereabouts(db: DbOrTx, warehouseId: string, variantId: string): Promise<Whereabouts | null> {
  const [found] = await prepared<Omit<Whereabouts, 'notPutAway'>>(db, WHEREABOUTS, [warehouseId, variantId])
  if (!found) return null
  return { ...found, notPutAway: Math.max(0, found.onHand - found.inBins - found.inHand) }
}

const WHEREABOUTS = `
  select v.sku, v.name, (select bin from homes where warehouse_id = $1::uuid and variant_id = $2::uuid) as home,
    coalesce((select units from shelf_stock where warehouse_id = $1::uuid and variant_id = $2::uuid), 0) as "onHand",
    coalesce((select sum(units)::int from bin_levels where warehouse_id = $1::uuid and variant_id = $2::uuid), 0) as "inBins",
    coalesce((select units from units_in_hand where warehouse_id = $1::uuid and variant_id = $2::uuid), 0) as "inHand"
  from wares v where v.variant_id = $2::uuid`

export type Arrival = Item & {
  barcode: string | null
  imageUrl: string | null
  /** Its home, or the bin with most of it. Null: it lies nowhere yet. */
  suggested: string | null
  since: string
}

/** What waits to be put away in a warehouse, what waits longest first. Null: the caller has no warehouse with this code. */
export async function listArrivals(ctx: FloorReader, code: string): Promise<Arrival[] | null> {
  const warehouse = await warehouseOf(ctx, code)
  return warehouse && prepared<Arrival>(ctx.db, ARRIVALS, [warehouse.id])
}

// Some came and are fetched for parcels already: nothing of those waits. Three times the rows are looked at for that.
const ARRIVALS = `
  with oldest as (
    select variant_id, since from arrivals where warehouse_id = $1::uuid order by since, variant_id limit ${3 * ARRIVALS_SHOWN}
  ), held as (
    select variant_id, units from units_in_hand where warehouse_id = $1::uuid and variant_id in (select variant_id from oldest)
  ), loose as (
    select o.variant_id, o.since, coalesce(s.units, 0) - coalesce(h.units, 0) - coalesce((
      select sum(units)::int from bin_levels b where b.warehouse_id = $1::uuid and b.variant_id = o.variant_id), 0) as units
    from oldest o left join held h on h.variant_id = o.variant_id
    left join lateral (select units from shelf_stock s where s.warehouse_id = $1::uuid and s.variant_id = o.variant_id) s on true
  )
  select v.sku, v.barcode, v.name, v.options, v.image_url as "imageUrl", l.units, l.since, coalesce(
    (select bin from homes h where h.warehouse_id = $1::uuid and h.variant_id = l.variant_id),
    (select bin from bin_levels b where b.warehouse_id = $1::uuid and b.variant_id = l.variant_id order by units desc, bin limit 1)) as suggested
  from loose l join wares v on v.variant_id = l.variant_id where l.units > 0
  order by l.since, v.sku limit ${ARRIVALS_SHOWN}`

/** How many kinds of things wait to be put away. Beyond a thousand nobody counts. */
export async function countArrivals(db: DbOrTx, warehouseId: string): Promise<number> {
  const [found] = await prepared<{ count: number }>(db, COUNT_ARRIVALS, [warehouseId])
  return found?.count ?? 0
}

const COUNT_ARRIVALS = `
  select count(*)::int as count from (select from arrivals where warehouse_id = $1::uuid limit 1000) waiting`
