import type { Case, CaseOutcome } from '#slices/cases/case.ts'
import type { ExceptionKind } from '#slices/orders/delivery/exceptions.ts'

export const kindWords: Record<ExceptionKind, string> = {
  lost: 'Lost',
  damaged: 'Came damaged',
  undeliverable: 'Could not be delivered',
}

type Standing = { words: string; tone: 'warning' | 'info' | 'success' | 'neutral' }

const settledWords: Record<CaseOutcome, Standing> = {
  refund: { words: 'Refunded', tone: 'success' },
  reship: { words: 'Sent once more', tone: 'success' },
  nothing: { words: 'Nothing follows', tone: 'neutral' },
}

/** How far a case is, as staff say it. */
export function standingOf({ state, outcome }: Pick<Case, 'state' | 'outcome'>): Standing {
  if (state === 'settled') return settledWords[outcome ?? 'nothing']
  return outcome === 'refund'
    ? { words: 'Refund under way', tone: 'info' }
    : { words: 'To be decided', tone: 'warning' }
}

export const unitsIn = ({ lines }: Pick<Case, 'lines'>): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0)
