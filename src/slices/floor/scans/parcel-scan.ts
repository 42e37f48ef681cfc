import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import {
  fillBin,
  hasBin,
  keepBinsWithinShelf,
  lockBins,
  noteArrival,
  type Shelf,
} from '../bins/bin-levels.ts'
import { type FloorCtx, worksIn } from '../floor-ctx.ts'
import type { FloorState } from '../floor-states.ts'
import { lockParcel } from '../lock-parcel.ts'
import { endPutBack } from '../put-back/write-off.ts'
import { floorLines } from '../schema.ts'
import { noBin } from './bin-scan.ts'
import { type FoundLine, lineByCode } from './line-by-code.ts'
import type { Scan, ScanAnswer, ScanResult } from './scan-input.ts'

/** What is done with the units of a parcel one scan after the other. */
type Doing = {
  done: 'packed' | 'put_back'
  /** The state in which it is done, and what is said in any other. */
  in: FloorState
  notYet: (state: FloorState) => Pick<ScanAnswer, 'outcome' | 'message'>
  left: (line: FoundLine) => number
  still: string
  set: (units: number) => { picked?: SQL; packed: SQL }
  after?: (tx: Tx, parcelId: string) => Promise<unknown>
  /** What it does to the bins of the item. */
  bins?: (tx: Tx, shelf: Shelf, scan: Scan, at: Date) => Promise<unknown>
}

/** Units went from the tote into the box. */
export const packScan = scanOf({
  done: 'packed',
  in: 'picked',
  notYet(state) {
    if (state === 'stopped')
      return { outcome: 'stopped', message: 'This parcel is not sent. Put its goods back.' }
    const isOpen = state === 'waiting' || state === 'released' || state === 'picking'
    return {
      outcome: 'not_ready',
      message: isOpen ? 'Not all of this parcel is picked yet.' : 'This parcel is packed.',
    }
  },
  left: ({ quantity, packed }) => quantity - packed,
  still: 'to be packed',
  set: units => ({ packed: sql`${floorLines.packed} + ${units}::int` }),
})

/** Units of a parcel that is not sent are in their bin again: what was held of them is for sale from then on (`follow_put_back` in the database). */
export const putBackScan = scanOf({
  done: 'put_back',
  in: 'stopped',
  notYet: () => ({
    outcome: 'not_ready',
    message: 'This parcel is to be sent. Leave its goods in the tote.',
  }),
  left: ({ picked }) => picked,
  still: 'to be put back',
  set: units => ({
    picked: sql`${floorLines.picked} - ${units}::int`,
    packed: sql`least(${floorLines.packed}, ${floorLines.picked} - ${units}::int)`,
  }),
  after: endPutBack,
  async bins(tx, shelf, { bin, quantity }, at) {
    await lockBins(tx, shelf)
    if (!bin) return noteArrival(tx, shelf, at)
    await fillBin(tx, shelf, bin, quantity)
    // The books of the shelf may have been corrected while these units were in a tote.
    return keepBinsWithinShelf(tx, shelf)
  },
})

function scanOf({ done, notYet, left: leftOf, still, set, after, bins, ...doing }: Doing) {
  return async (ctx: FloorCtx, { tx }: Transaction, scan: Scan): Promise<ScanResult> => {
    const parcel = await lockParcel(tx, scan.parcel)
    if (!parcel || !worksIn(ctx, parcel.warehouseId))
      return {
        variantId: null,
        answer: { outcome: 'unknown', message: 'There is no such parcel here.', left: 0 },
      }
    if (parcel.state !== doing.in) return { variantId: null, answer: { ...notYet(parcel.state), left: 0 } }
    if (scan.bin && !(await hasBin(tx, parcel.warehouseId, scan.bin))) return noBin(scan.bin)
    const found = await lineByCode(tx, parcel.id, scan.code)
    if ('answer' in found) return found
    const { variantId, name } = found
    const left = leftOf(found)
    if (scan.quantity > left) {
      const message = `${left} of ${name} ${left === 1 ? 'is' : 'are'} ${still}.`
      return { variantId, answer: { outcome: 'too_many', message, left } }
    }
    await tx.update(floorLines).set(set(scan.quantity)).where(found.where)
    await after?.(tx, parcel.id)
    await bins?.(tx, { warehouseId: parcel.warehouseId, variantId }, scan, ctx.now())
    const message = `${scan.quantity} × ${name}`
    return { variantId, answer: { outcome: done, message, left: left - scan.quantity } }
  }
}
