'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, type RefObject, useEffect, useImperativeHandle, useState } from 'react'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Skeleton } from '#platform/ui/skeleton.tsx'
import type { SavedCard, SavedCardUse } from '#slices/payments/cards/saved-card.ts'
import { CARD_CHOICE_ID } from '#slices/payments/ui/card-fields.tsx'
import type { CardFieldsControl } from '#slices/payments/ui/card-token.ts'
import { CardChoice } from '#slices/payments/ui/cards/card-choice.tsx'

/** What Pay has to know: what becomes of the card, and where its token comes from; null: from the fields. */
export type CardChosen = {
  savedCard: SavedCardUse | undefined
  fields: CardFieldsControl | null
  /** A saved card was refused: it may have been removed elsewhere. */
  again: () => void
}

export type SavedCardsProps = {
  mayKeep: boolean
  mayHave: boolean
  chosen: RefObject<CardChosen | null>
  error: string | undefined
  /** The shopper chose another card, or whether to keep it. */
  onChoice: () => void
  /** The fields of a new card. */
  children: (keep: boolean) => ReactNode
}

/** The shopper's saved cards around the fields of a new one. They are asked for when the page is there already. */
export default function SavedCards(props: SavedCardsProps) {
  const { mayKeep, mayHave, chosen, error, onChoice, children } = props
  const trpc = useTRPC()
  const list = useQuery(
    trpc.cards.list.queryOptions(undefined, { enabled: mayHave, retry: false, staleTime: Infinity }),
  )
  // Undefined: nothing is chosen by hand. Null: another card.
  const [byHand, choose] = useState<string | null>()
  const [keep, setKeep] = useState(false)
  const cards = list.data?.kind === 'cards' ? list.data.cards.filter(one => !one.isExpired) : []
  const card = byHand === null ? null : (cards.find(({ id }) => id === byHand) ?? cards[0] ?? null)
  const asking = mayHave && list.isPending
  const hidden = asking || card !== null
  // Once they are there, the fields stay: what was typed into them is kept while a saved card is chosen.
  const [shown, setShown] = useState(!hidden)
  useEffect(() => setShown(before => before || !hidden), [hidden])
  useImperativeHandle(
    chosen,
    (): CardChosen => ({
      savedCard: card ? 'use' : keep ? 'save' : undefined,
      fields: card && fieldsOf(card),
      again: () => void list.refetch(),
    }),
  )

  return (
    <>
      {asking && (
        <div role="status">
          <span className="sr-only">Reading your saved cards</span>
          <Skeleton className="h-34" />
        </div>
      )}
      {mayHave && !asking && list.data?.kind !== 'cards' && (
        <p role="status" className="text-muted">
          Your saved cards can’t be shown right now. You can pay with any card below.
        </p>
      )}
      {cards.length > 0 && (
        <CardChoice
          cards={cards}
          chosen={card}
          error={card ? error : undefined}
          onChoose={one => {
            choose(one?.id ?? null)
            onChoice()
          }}
        />
      )}
      {(shown || !hidden) && <div hidden={hidden}>{children(keep)}</div>}
      {mayKeep && !hidden && (
        <CheckboxField
          label="Keep this card for next time"
          hint="Our payment provider keeps it. You can remove it in your account at any time."
          checked={keep}
          onChange={event => {
            setKeep(event.target.checked)
            onChoice()
          }}
        />
      )}
    </>
  )
}

/** A saved card needs no fields: its token is its id at the provider. */
const fieldsOf = ({ id, brand, last4 }: SavedCard): CardFieldsControl => ({
  focus: () => document.getElementById(CARD_CHOICE_ID)?.querySelector<HTMLElement>('input:checked')?.focus(),
  tokenize: async () => ({ ok: true, card: { confirmationToken: id, brand, last4 } }),
})
