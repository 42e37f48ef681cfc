import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { lockShelf, type Shelf } from '#slices/inventory/desk/correct-shelf.ts'
import { gainedSince } from '#slices/inventory/ledger/past-stock.ts'

/** What is counted of a variant: the whole shelf of a warehouse, or one of its bins. */
export type Place = { variantId: string; warehouseId: string; bin: string | null }

type Books = {
  shelf: Shelf | undefined
  /** What the books said for the moment of the counting. */
  expected: number
  /** Somebody corrected them since. */
  isCorrected: boolean
}

/** Locks the shelf, and its bins where one is counted, and reads what the books said at a moment; left out: now. */
export async function booksAt(tx: Tx, place: Place, at: Date | undefined): Promise<Books> {
  const shelf = await lockShelf(tx, place)
  if (place.bin !== null) return { shelf, ...(await binAt(tx, place, place.bin, at)) }
  const since = at ? await gainedSince(tx, place, at) : { units: 0, isCorrected: false }
  return { shelf, expected: (shelf?.onHand ?? 0) - since.units, isCorrected: since.isCorrected }
}

async function binAt(tx: Tx, { variantId, warehouseId }: Place, bin: string, at: Date | undefined) {
  await prepared(tx, LOCK_BINS, [warehouseId, variantId])
  const [books] = await prepared<Omit<Books, 'shelf'>>(tx, BIN_AT, [
    warehouseId,
    variantId,
    bin,
    at?.toISOString() ?? null,
  ])
  return books ?? { expected: 0, isCorrected: false }
}

const LOCK_BINS = 'select lock_bins($1::uuid, $2::uuid)'

const BIN_AT = `
  select coalesce((select units from bin_stock where warehouse_id = $1::uuid and variant_id = $2::uuid and bin = $3), 0)
      - coalesce(sum(gained), 0)::int as expected, coalesce(bool_or(corrected), false) as "isCorrected"
  from bin_gains where warehouse_id = $1::uuid and variant_id = $2::uuid and bin = $3 and at > $4::timestamptz`

/**
 * How much of a difference stands between the count and the ledger. Of more units in a bin than its books say, those come first that the shelf has and that are in no
 * bin and in nobody's hands by the books: somebody put them there without a scan.
 */
export async function ledgerPart(tx: Tx, place: Place, difference: number): Promise<number> {
  if (place.bin === null || difference <= 0) return difference
  const [found] = await prepared<{ units: number }>(tx, LOOSE, [place.warehouseId, place.variantId])
  return difference - Math.min(difference, Math.max(0, found?.units ?? 0))
}

const LOOSE = `
  select coalesce((select units from shelf_stock where warehouse_id = $1::uuid and variant_id = $2::uuid), 0)
    - coalesce((select sum(units)::int from bin_stock where warehouse_id = $1::uuid and variant_id = $2::uuid), 0)
    - coalesce((select units from units_in_hand where warehouse_id = $1::uuid and variant_id = $2::uuid), 0) as units`

/** The bin has so many more, or so many fewer. A whole shelf has no bin to correct: its bins follow it. */
export async function correctBin(
  tx: Tx,
  { variantId, warehouseId, bin }: Place,
  difference: number,
): Promise<void> {
  if (bin === null) return
  await prepared(tx, CORRECT, [warehouseId, variantId, bin, difference])
  await prepared(tx, KEEP_WITHIN, [warehouseId, variantId])
}

const CORRECT = 'select correct_bin($1::uuid, $2::uuid, $3, $4::int)'
const KEEP_WITHIN = 'select keep_bins_within_shelf($1::uuid, $2::uuid)'

export async function refuseNoBin(tx: Tx, warehouseId: string, bin: string): Promise<void> {
  const [known] = await prepared(tx, KNOWN, [warehouseId, bin])
  if (!known) throw new Refusal('not_found', `This warehouse has no bin ${bin}.`)
}

const KNOWN = 'select bin from known_bins where warehouse_id = $1::uuid and bin = $2'
