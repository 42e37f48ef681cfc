'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card } from '#platform/ui/card.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Skeleton } from '#platform/ui/skeleton.tsx'
import type { SavedCard, SavedCards } from '#slices/payments/cards/saved-card.ts'
import { cardName } from '../card-token.ts'
import { endOf } from './card-end.ts'

/** The cards that the provider keeps for the person, and the ways to change them. The page does not wait for the provider. */
export function CardList() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const list = useQuery(trpc.cards.list.queryOptions(undefined, { retry: false }))
  const keep = (after: SavedCards) => queryClient.setQueryData(trpc.cards.list.queryKey(), after)
  const remove = useMutation(trpc.cards.remove.mutationOptions({ onSuccess: keep }))
  const makeDefault = useMutation(trpc.cards.makeDefault.mutationOptions({ onSuccess: keep }))
  const busy = remove.isPending || makeDefault.isPending

  if (list.isPending) return <Loading />
  if (list.data?.kind === 'hidden')
    return <p className="text-muted">Only the customer sees which cards are saved.</p>
  if (list.data?.kind !== 'cards') return <Away again={() => void list.refetch()} asking={list.isFetching} />
  return (
    <div className="flex flex-col gap-4">
      {list.data.cards.length === 0 && (
        <EmptyState title="No saved cards">
          Tick “Keep this card for next time” at the checkout, and you need not type it again.
        </EmptyState>
      )}
      {list.data.cards.map(card => (
        <CardOf
          key={card.id}
          card={card}
          busy={busy}
          onDefault={() => makeDefault.mutate({ cardId: card.id })}
          onRemove={() => remove.mutate({ cardId: card.id })}
        />
      ))}
      <p role="status" className="text-danger">
        {(remove.error ?? makeDefault.error)?.message}
      </p>
      <p className="text-muted">
        Our payment provider keeps your cards. This shop never sees or stores a card number.
      </p>
    </div>
  )
}

type CardOfProps = { card: SavedCard; busy: boolean; onDefault: () => void; onRemove: () => void }

function CardOf({ card, busy, onDefault, onRemove }: CardOfProps) {
  const name = cardName(card)
  return (
    <Card aria-label={name}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <h2 className="tabular text-xl">{name}</h2>
        <span className="flex gap-2">
          {card.isExpired && <Badge tone="warning">Expired</Badge>}
          {card.isDefault && <Badge tone="info">Chosen first at checkout</Badge>}
        </span>
      </div>
      <p className="mt-1 text-muted">{endOf(card)}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {!card.isDefault && !card.isExpired && (
          <Button size="sm" variant="secondary" disabled={busy} onClick={onDefault}>
            Choose first at checkout<span className="sr-only">: {name}</span>
          </Button>
        )}
        <Button size="sm" variant="quiet" disabled={busy} onClick={onRemove}>
          Remove<span className="sr-only"> {name}</span>
        </Button>
      </div>
    </Card>
  )
}

function Away({ again, asking }: { again: () => void; asking: boolean }) {
  return (
    <Banner
      tone="warning"
      live="polite"
      title="Your cards can’t be shown right now"
      action={
        <Button size="sm" variant="secondary" pending={asking} pendingLabel="Asking…" onClick={again}>
          Try again
        </Button>
      }
    >
      Our payment provider does not answer at the moment. Your cards are safe there, and you can still pay
      with any card at the checkout.
    </Banner>
  )
}

function Loading() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Reading your cards</span>
      <Skeleton className="h-34" />
    </div>
  )
}
