'use client'

import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'
import type { SavedCard } from '#slices/payments/cards/saved-card.ts'
import type { CardFieldsControl } from '#slices/payments/ui/card-token.ts'

/**
 * Which card pays, and whether a new one is kept. The saved cards are asked for when the page is there already, and only of somebody who
 * has kept one before.
 */
export function useCardChoice() {
  const trpc = useTRPC()
  const { data: first } = useSuspenseQuery(trpc.cards.atCheckout.queryOptions())
  const list = useQuery(
    trpc.cards.list.queryOptions(undefined, { enabled: first.mayHave, retry: false, staleTime: Infinity }),
  )
  // Undefined: nothing is chosen by hand. Null: another card.
  const [byHand, choose] = useState<string | null>()
  const [asked, ask] = useState(false)
  const cards = list.data?.kind === 'cards' ? list.data.cards.filter(card => !card.isExpired) : []
  const chosen = byHand === null ? null : (cards.find(({ id }) => id === byHand) ?? cards[0] ?? null)
  const asking = first.mayHave && list.isPending
  return {
    cards,
    chosen,
    choose: (card: SavedCard | null) => choose(card?.id ?? null),
    asking,
    isAway: first.mayHave && !asking && list.data?.kind !== 'cards',
    /** A card may have been removed elsewhere. */
    again: () => void list.refetch(),
    keeping: first.mayKeep && !chosen ? { asked, ask } : null,
    savedCard: chosen ? ('use' as const) : first.mayKeep && asked ? ('save' as const) : undefined,
  }
}

export type CardChoiceState = ReturnType<typeof useCardChoice>

/** A saved card needs no fields: its token is its id at the provider. */
export const fieldsOf = ({ id, brand, last4 }: SavedCard): Pick<CardFieldsControl, 'tokenize'> => ({
  tokenize: async () => ({ ok: true, card: { confirmationToken: id, brand, last4 } }),
})
