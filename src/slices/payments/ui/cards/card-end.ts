import type { SavedCard } from '#slices/payments/cards/saved-card.ts'

type End = Pick<SavedCard, 'expMonth' | 'expYear'>

/** `Ends 12 / 2034`, as it stands on the card. */
export const endOf = ({ expMonth, expYear }: End): string =>
  `Ends ${String(expMonth).padStart(2, '0')} / ${expYear}`
