import type { Case } from '#slices/cases/case.ts'
import type { ExceptionKind } from '#slices/orders/delivery/exceptions.ts'

export const kindWords: Record<ExceptionKind, string> = {
  lost: 'Lost',
  damaged: 'Came damaged',
  undeliverable: 'Could not be delivered',
}

type Standing = { words: string; tone: 'warning' | 'info' | 'success' | 'neutral' }

/** How far a case is, as staff say it. */
export function standingOf({ state, outcome }: Pick<Case, 'state' | 'outcome'>): Standing {
  if (state === 'open')
    return outcome === 'refund'
      ? { words: 'Refund under way', tone: 'info' }
      : { words: 'To be decided', tone: 'warning' }
  return outcome === 'refund'
    ? { words: 'Refunded', tone: 'success' }
    : { words: 'Nothing follows', tone: 'neutral' }
}

export const unitsIn = ({ lines }: Pick<Case, 'lines'>): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0)
