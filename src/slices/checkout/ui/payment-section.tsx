'use client'

import { useEffect, useState } from 'react'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { Skeleton } from '#platform/ui/skeleton.tsx'
import { CardFields, type CardFieldsProps } from '#slices/payments/ui/card-fields.tsx'
import { CardChoice } from '#slices/payments/ui/cards/card-choice.tsx'
import { CheckoutSection } from './checkout-section.tsx'
import type { CardChoiceState } from './use-card-choice.ts'

type PaymentSectionProps = Omit<CardFieldsProps, 'keep'> & {
  choice: CardChoiceState
  /** The shopper chose another card, or whether to keep it. */
  onChoice: () => void
}

/** A saved card, or the fields of a new one. */
export function PaymentSection({ choice, onChoice, error, ...fields }: PaymentSectionProps) {
  const { cards, chosen, keeping } = choice
  const hidden = choice.asking || chosen !== null
  // Once they are there, the fields stay: what was typed into them is kept while a saved card is chosen.
  const [shown, setShown] = useState(!hidden)
  useEffect(() => setShown(before => before || !hidden), [hidden])
  return (
    <CheckoutSection id="payment" title="Payment">
      {choice.asking && (
        <div role="status">
          <span className="sr-only">Reading your saved cards</span>
          <Skeleton className="h-34" />
        </div>
      )}
      {choice.isAway && (
        <p role="status" className="text-muted">
          Your saved cards can’t be shown right now. You can pay with any card below.
        </p>
      )}
      {cards.length > 0 && (
        <CardChoice
          cards={cards}
          chosen={chosen}
          error={chosen ? error : undefined}
          onChoose={card => {
            choice.choose(card)
            onChoice()
          }}
        />
      )}
      {(shown || !hidden) && (
        <div hidden={hidden}>
          <CardFields {...fields} error={hidden ? undefined : error} keep={Boolean(keeping?.asked)} />
        </div>
      )}
      {keeping && !choice.asking && (
        <CheckboxField
          label="Keep this card for next time"
          hint="Our payment provider keeps it. You can remove it in your account at any time."
          checked={keeping.asked}
          onChange={event => {
            keeping.ask(event.target.checked)
            onChoice()
          }}
        />
      )}
    </CheckoutSection>
  )
}
