/**
 * `matched`: the books were right. `booked`: the difference stands in the ledger. `recount`: it is large, so somebody else counts again or
 * approves it. `promised`: more is missing than is free, so orders must be cancelled first. `dropped`: staff gave the count up.
 */
export const lineStates = ['matched', 'booked', 'recount', 'promised', 'dropped'] as const
export type LineState = (typeof lineStates)[number]

export type Entry = {
  counted: number
  expected: number
  /** In minor units; null for a thing without a price. */
  worthMinor: number | null
  actor: string
}

export const differenceOf = ({ counted, expected }: Pick<Entry, 'counted' | 'expected'>): number =>
  counted - expected

/** `staff:0198…:Ada` and `staff:0198…:Ada Lovelace` are one person. */
export const isSamePerson = (one: string, other: string): boolean => personOf(one) === personOf(other)
const personOf = (actor: string) => actor.split(':').slice(0, 2).join(':')

/**
 * What follows from the entries of a line, oldest first. The last one counts: nothing is different, or the difference is worth no more than one person
 * may write off, or another person found the same before. A thing without a price is worth any sum.
 */
export function judgeCount(entries: readonly Entry[], aloneMinor: number): 'matched' | 'book' | 'recount' {
  const last = entries.at(-1)
  if (!last) return 'recount'
  const difference = differenceOf(last)
  if (difference === 0) return 'matched'
  if (last.worthMinor !== null && last.worthMinor <= aloneMinor) return 'book'
  const isSeenTwice = entries.some(
    entry => differenceOf(entry) === difference && !isSamePerson(entry.actor, last.actor),
  )
  return isSeenTwice ? 'book' : 'recount'
}
