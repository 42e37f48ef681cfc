import { z } from 'zod'

/** A card that the provider keeps for the shopper, as they read it. */
export type SavedCard = {
  id: string
  brand: string
  last4: string
  expMonth: number
  expYear: number
  /** Its last month is over. */
  isExpired: boolean
  /** It is chosen beforehand at the checkout. */
  isDefault: boolean
}

/** `no_answer`: the provider does not answer in time. `hidden`: staff look at the shop as the customer sees it. */
export type SavedCards = { kind: 'cards'; cards: SavedCard[] } | { kind: 'no_answer' } | { kind: 'hidden' }

/** `save`: keep the new card for next time. `use`: pay with a kept one. */
export const savedCardUseField = z.enum(['save', 'use'])
export type SavedCardUse = z.infer<typeof savedCardUseField>

export const savedCardField = z.object({
  cardId: z.string('Name the card').regex(/^pm_[A-Za-z0-9_]{1,200}$/, 'Name the card'),
})
