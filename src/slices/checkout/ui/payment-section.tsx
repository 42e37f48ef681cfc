'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'
import { useOnceNeeded } from '#platform/ui/first-action.ts'
import { Skeleton } from '#platform/ui/skeleton.tsx'
import { CardFields, type CardFieldsProps } from '#slices/payments/ui/card-fields.tsx'
import { CheckoutSection } from './checkout-section.tsx'
import type { CardChosen } from './saved-cards.tsx'

const fetchSavedCards = () => import('./saved-cards.tsx')

type PaymentSectionProps = Omit<CardFieldsProps, 'keep'> & {
  chosen: RefObject<CardChosen | null>
  onChoice: () => void
}

/** The fields of a card; for those who have or may have saved cards, these too, which few shoppers' pages fetch. */
export function PaymentSection({ chosen, onChoice, ...fields }: PaymentSectionProps) {
  const { data: may } = useSuspenseQuery(useTRPC().cards.atCheckout.queryOptions())
  const isNeeded = may.mayKeep || may.mayHave
  const SavedCards = useOnceNeeded(fetchSavedCards, isNeeded)
  return (
    <CheckoutSection id="payment" title="Payment">
      {!isNeeded && <CardFields {...fields} keep={false} />}
      {isNeeded && !SavedCards && <Skeleton className={may.mayHave ? 'h-34' : 'h-96'} />}
      {SavedCards && (
        <SavedCards {...may} chosen={chosen} error={fields.error} onChoice={onChoice}>
          {keep => <CardFields {...fields} keep={keep} />}
        </SavedCards>
      )}
    </CheckoutSection>
  )
}
