import type { Tx } from '#platform/db/client.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import {
  endArrival,
  fillBin,
  hasBin,
  lockBins,
  looseUnits,
  type Shelf,
  takeFromBin,
  unitsIn,
} from '../bins/bin-levels.ts'
import { type FloorCtx, worksIn } from '../floor-ctx.ts'
import { type Item, itemByCode } from './item-code.ts'
import type { Scan, ScanAnswer, ScanResult } from './scan-input.ts'

/** Units that lay in no bin are in one. */
export async function putAwayScan(
  ctx: FloorCtx,
  { tx }: Transaction,
  { bin = '', quantity, ...scan }: Scan,
): Promise<ScanResult> {
  const ready = await readyShelf(ctx, tx, { ...scan, bins: [bin] })
  if ('answer' in ready) return ready
  const { item, shelf } = ready
  const { variantId, name } = item
  const loose = Math.max(0, await looseUnits(tx, shelf))
  if (quantity > loose)
    return {
      variantId,
      answer: {
        outcome: 'too_many',
        message:
          loose === 0
            ? `By the books every ${name} is put away. Book the delivery in first, move it out of its bin, or count the shelf.`
            : `By the books only ${loose} of ${name} ${loose === 1 ? 'is' : 'are'} not put away yet.`,
        left: loose,
      },
    }
  await fillBin(tx, shelf, bin, quantity)
  const left = loose - quantity
  if (left === 0) await endArrival(tx, shelf)
  return { variantId, answer: { outcome: 'put_away', message: `${quantity} × ${name} in ${bin}`, left } }
}

/** Units went from one bin into another. What is left is what the first one still has. */
export async function moveScan(
  ctx: FloorCtx,
  { tx }: Transaction,
  { from = '', bin = '', quantity, ...scan }: Scan,
): Promise<ScanResult> {
  const ready = await readyShelf(ctx, tx, { ...scan, bins: [from, bin] })
  if ('answer' in ready) return ready
  const { item, shelf } = ready
  const { variantId, name } = item
  const here = await unitsIn(tx, shelf, from)
  if (quantity > here) {
    const message =
      here === 0
        ? `By the books ${from} has no ${name}. What lies there uncounted is put away, not moved.`
        : `By the books ${from} has only ${here} of ${name}.`
    return { variantId, answer: { outcome: 'too_many', message, left: here } }
  }
  await takeFromBin(tx, shelf, from, quantity)
  await fillBin(tx, shelf, bin, quantity)
  const message = `${quantity} × ${name} from ${from} to ${bin}`
  return { variantId, answer: { outcome: 'moved', message, left: here - quantity } }
}

/** Finds the item and the bins, and locks what lies in them. The answer is there when nothing can be done. */
async function readyShelf(
  ctx: FloorCtx,
  tx: Tx,
  { warehouse: code, code: scanned, bins }: Pick<Scan, 'warehouse' | 'code'> & { bins: string[] },
): Promise<ScanResult | { item: Item; shelf: Shelf }> {
  const warehouse = (await readWarehouses(tx)).find(one => one.code === code)
  if (!warehouse || !worksIn(ctx, warehouse.id))
    return refused('unknown', 'There is no such warehouse for you.')
  if (warehouse.floor !== 'own')
    return refused('not_ready', `${warehouse.name} is packed by another company, which keeps its own bins.`)
  for (const bin of bins) if (!(await hasBin(tx, warehouse.id, bin))) return noBin(bin)
  const item = await itemByCode(tx, scanned)
  if (!item) return refused('unknown', `The shop has nothing with the code ${scanned}.`)
  const shelf = { warehouseId: warehouse.id, variantId: item.variantId }
  await lockBins(tx, shelf)
  return { item, shelf }
}

export const noBin = (bin: string): ScanResult =>
  refused('unknown', `There is no bin ${bin} here. Look at its label, or add it among the bins.`)

const refused = (outcome: ScanAnswer['outcome'], message: string): ScanResult => ({
  variantId: null,
  answer: { outcome, message, left: 0 },
})
