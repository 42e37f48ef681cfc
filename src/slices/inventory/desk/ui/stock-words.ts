import { deskPlace } from '#desk/clock.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { Tone } from '#platform/ui/tone.ts'
import { phaseOf } from '#slices/inventory/launch.ts'
import type { LedgerPlace, MovementReason } from '#slices/inventory/ledger/schema.ts'
import type { StockLaunch, StockPlace } from '../stock-view.ts'

export const units = (count: number) => count.toLocaleString('en-GB')
export const unitsInWords = (count: number) => `${units(count)} ${count === 1 ? 'unit' : 'units'}`
/** `5 reserved (2 on the way back to the shelf)` */
export const reservedInWords = ({ reserved, toPutBack }: Pick<StockPlace, 'reserved' | 'toPutBack'>) =>
  `${units(reserved)} reserved${toPutBack > 0 ? ` (${units(toPutBack)} on the way back to the shelf)` : ''}`

/** `3 are promised to orders and 2 are on the way back to the shelf` */
export const promisedInWords = ({ reserved, toPutBack }: Pick<StockPlace, 'reserved' | 'toPutBack'>) =>
  `${units(reserved - toPutBack)} are promised to orders${toPutBack > 0 ? ` and ${units(toPutBack)} on the way back to the shelf` : ''}`

export const bucketsInWords = (count: number) => (count === 1 ? '1 bucket' : `${count} buckets`)

export const deskTime = (at: Date) => formatDateTime(at, deskPlace)

/** One or two words for the state of a launch. */
export function launchBadge(launch: StockLaunch, now: Date): { words: string; tone: Tone } {
  switch (phaseOf(launch, now)) {
    case 'planned':
      return { words: 'Launch planned', tone: 'info' }
    case 'on':
      return { words: 'Launch going on', tone: 'success' }
    case 'over':
      return { words: 'Launch ending', tone: 'neutral' }
  }
}

export const reasonWords: Record<MovementReason, string> = {
  received: 'Received',
  shipped: 'Shipped',
  returned: 'Put back',
  adjusted: 'Counted',
  moved: 'Moved',
  came_back: 'Came back',
  inspected: 'Inspected',
  lost_on_way: 'Lost on the way',
  sorted: 'Sorted',
}

export const placeWords: Record<LedgerPlace, string> = {
  supplier: 'Suppliers',
  shelf: 'Shelf',
  returns: 'Returns',
  repair: 'Repair',
  quarantine: 'Quarantine',
  customer: 'Customers',
  scrap: 'Scrap',
  lost: 'Lost',
  split: 'Between buckets',
}

export const stockTrouble = {
  title: 'The stock could not be read',
  words: 'These numbers may be old. The shop keeps selling.',
}
