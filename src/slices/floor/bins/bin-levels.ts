import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { prepared, together } from '#platform/db/prepared.ts'

/** A variant in a warehouse: all of its bins there change one after the other. */
export type Shelf = { warehouseId: string; variantId: string }

/**
 * Locks the bins of a variant in a warehouse until the transaction ends. It comes after every other lock of its transaction, but for one: the
 * trigger `bins_follow_shelf` takes it while it holds the shelf's rows, which nobody here locks.
 */
export const lockBins = (tx: Tx, { warehouseId, variantId }: Shelf): Promise<object[]> =>
  prepared(tx, LOCK, [warehouseId, variantId])

const LOCK = 'select lock_bins($1::uuid, $2::uuid)'

/** The units on the shelf that are in no bin and in nobody's hands, by the books. Below nought: the books know of fewer than are in hand. */
export async function looseUnits(db: DbOrTx, { warehouseId, variantId }: Shelf): Promise<number> {
  const [found] = await prepared<{ units: number }>(db, LOOSE, [warehouseId, variantId])
  return found?.units ?? 0
}

const LOOSE = `
  select coalesce((select units from shelf_stock where warehouse_id = $1::uuid and variant_id = $2::uuid), 0)
    - coalesce((select sum(units)::int from bin_levels where warehouse_id = $1::uuid and variant_id = $2::uuid), 0)
    - coalesce((select units from units_in_hand where warehouse_id = $1::uuid and variant_id = $2::uuid), 0) as units`

export async function unitsIn(tx: Tx, { warehouseId, variantId }: Shelf, bin: string): Promise<number> {
  const [found] = await prepared<{ units: number }>(tx, UNITS_IN, [warehouseId, variantId, bin])
  return found?.units ?? 0
}

const UNITS_IN =
  'select units from bin_levels where warehouse_id = $1::uuid and variant_id = $2::uuid and bin = $3'

/** Units came into a bin. Its caller has locked the bins. */
export async function fillBin(tx: Tx, { warehouseId, variantId }: Shelf, bin: string, units: number) {
  await prepared(tx, FILL, [warehouseId, variantId, bin, units])
}

const FILL = `
  insert into bin_levels (warehouse_id, variant_id, bin, units) values ($1::uuid, $2::uuid, $3, $4::int)
  on conflict (warehouse_id, variant_id, bin) do update set units = bin_levels.units + excluded.units`

/** Takes as many of these units off a bin as it has, and answers how many that were. Its caller has locked the bins. */
export async function takeFromBin(tx: Tx, shelf: Shelf, bin: string | null, units: number): Promise<number> {
  const { warehouseId, variantId } = shelf
  const [[found]] = await together([
    prepared<{ taken: number }>(tx, TAKE, [warehouseId, variantId, bin, units]),
    prepared(tx, SWEEP, [warehouseId, variantId]),
  ])
  return found?.taken ?? 0
}

const TAKE_CTES = `
  with here as (
    select units from bin_levels where warehouse_id = $1::uuid and variant_id = $2::uuid and bin = $3
  ), taken as (
    update bin_levels set units = units - least(units, $4::int) where warehouse_id = $1::uuid and variant_id = $2::uuid and bin = $3
  )`
const TAKE = `${TAKE_CTES}
  select least(units, $4::int) as taken from here`

/**
 * The same in the round trip of other statements. What the bin does not have by the books was not put away yet, or came out of another bin: then those have no
 * more than the shelf without it.
 */
export async function takeOrGiveWay(tx: Tx, shelf: Shelf, bin: string | null, units: number): Promise<void> {
  const { warehouseId, variantId } = shelf
  await together([
    prepared(tx, TAKE_AND_NOTE, [warehouseId, variantId, bin, units]),
    prepared(tx, SWEEP, [warehouseId, variantId]),
    prepared(tx, GIVE_WAY, [warehouseId, variantId, units]),
  ])
}

// The setting lasts until the transaction ends, and is set again by every take. A bin that has no row has nothing.
const TAKE_AND_NOTE = `${TAKE_CTES}
  select set_config('orderly.taken', coalesce((select least(units, $4::int) from here), 0)::text, true)`
const GIVE_WAY = `
  select keep_bins_within_shelf($1::uuid, $2::uuid) where current_setting('orderly.taken')::int < $3::int`

const SWEEP = 'delete from bin_levels where warehouse_id = $1::uuid and variant_id = $2::uuid and units = 0'

/** No more than so many units lie in a bin: somebody has looked. Its caller has locked the bins. */
export async function limitBin(tx: Tx, { warehouseId, variantId }: Shelf, bin: string, most: number) {
  await prepared(tx, LIMIT, [warehouseId, variantId, bin, most])
}

const LIMIT = `
  select correct_bin(warehouse_id, variant_id, bin, $4::int - units) from bin_levels
  where warehouse_id = $1::uuid and variant_id = $2::uuid and bin = $3 and units > $4::int`

/** Takes off the bins what they have more than the shelf. */
export const keepBinsWithinShelf = (tx: Tx, { warehouseId, variantId }: Shelf): Promise<object[]> =>
  prepared(tx, KEEP_WITHIN, [warehouseId, variantId])

const KEEP_WITHIN = 'select keep_bins_within_shelf($1::uuid, $2::uuid)'

/** Units of the variant wait to be put away from now on. */
export const noteArrival = (tx: Tx, { warehouseId, variantId }: Shelf, at: Date): Promise<object[]> =>
  prepared(tx, NOTE_ARRIVAL, [warehouseId, variantId, at.toISOString()])

const NOTE_ARRIVAL = `
  insert into arrivals (warehouse_id, variant_id, since) values ($1::uuid, $2::uuid, $3::timestamptz) on conflict do nothing`

/** Nothing of the variant waits any more. */
export const endArrival = (tx: Tx, { warehouseId, variantId }: Shelf): Promise<object[]> =>
  prepared(tx, END_ARRIVAL, [warehouseId, variantId])

const END_ARRIVAL = 'delete from arrivals where warehouse_id = $1::uuid and variant_id = $2::uuid'

export async function hasBin(tx: Tx, warehouseId: string, bin: string): Promise<boolean> {
  return (await prepared(tx, HAS_BIN, [warehouseId, bin])).length > 0
}

const HAS_BIN = 'select from bins where warehouse_id = $1::uuid and code = $2'
