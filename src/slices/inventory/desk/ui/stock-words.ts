import { deskPlace } from '#desk/clock.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { Tone } from '#platform/ui/tone.ts'
import { phaseOf } from '#slices/inventory/launch.ts'
import type { StockLaunch } from '../stock-view.ts'

export const units = (count: number) => count.toLocaleString('en-GB')
export const unitsInWords = (count: number) => `${units(count)} ${count === 1 ? 'unit' : 'units'}`
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

const REASONS: Record<string, string> = {
  received: 'Received',
  shipped: 'Shipped',
  returned: 'Returned',
  adjusted: 'Counted',
}
export const reasonWords = (reason: string) => REASONS[reason] ?? reason

export const stockTrouble = {
  title: 'The stock could not be read',
  words: 'These numbers may be old. The shop keeps selling.',
}
