'use client'

import { RadioCards } from '#platform/forms/radio-cards.tsx'
import type { SavedCard } from '#slices/payments/cards/saved-card.ts'
import { CARD_CHOICE_ID } from '../card-fields.tsx'
import { cardName } from '../card-token.ts'
import { endOf } from './card-end.ts'

const ANOTHER = 'another'

export type CardChoiceProps = {
  cards: readonly SavedCard[]
  /** Null: another card. */
  chosen: SavedCard | null
  onChoose: (card: SavedCard | null) => void
  error: string | undefined
}

/** One of the shopper's saved cards, or another one to type. */
export function CardChoice({ cards, chosen, onChoose, error }: CardChoiceProps) {
  return (
    <RadioCards
      id={CARD_CHOICE_ID}
      legend="Card to pay with"
      hideLegend
      name="card"
      value={chosen?.id ?? ANOTHER}
      error={error}
      onValueChange={id => onChoose(cards.find(card => card.id === id) ?? null)}
      options={[
        ...cards.map(card => ({ value: card.id, title: cardName(card), description: endOf(card) })),
        { value: ANOTHER, title: 'Another card' },
      ]}
    />
  )
}
