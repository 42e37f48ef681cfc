import type { Arrival } from '#slices/pricing/quote.ts'
import type { ParcelPromise } from './promise.ts'

/** What is promised of all parcels of an order together: until when the last one is there. */
export type WholePromise = Arrival & {
  /** The last day that was promised first. */
  firstBy: string
  isLate: boolean
}

/** Null: nothing is promised of the order, or nothing any more. */
export function wholePromise(promises: Iterable<ParcelPromise>): WholePromise | null {
  const standing = [...promises].filter(({ state }) => state !== 'void')
  if (standing.length === 0) return null
  const latestOf = (day: (promise: ParcelPromise) => string) => standing.map(day).sort().at(-1) ?? ''
  const firstBy = latestOf(promise => promise.firstBy)
  const latest = latestOf(promise => promise.latest)
  const earliest = latestOf(promise => promise.earliest)
  return { earliest, latest, firstBy, isLate: latest > firstBy }
}
