'use client'

import { useState } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { useOnceNeeded } from '#platform/ui/first-action.ts'
import { Skeleton } from '#platform/ui/skeleton.tsx'
import { CheckoutSection } from './checkout-section.tsx'
import type { CodesFieldsProps } from './codes-fields.tsx'

const fetchFields = () => import('./codes-fields.tsx')

/** A discount code, a gift card or store credit. Most orders have none, so the fields come when somebody asks for them. */
export function CodesSection(fields: CodesFieldsProps) {
  const [isAsked, setAsked] = useState(false)
  const { typed, quote, refused } = fields
  const isUsed = typed.codes.length + typed.giftCards.length > 0 || typed.storeCredit
  const isOpen = isAsked || isUsed || refused !== undefined || Boolean(quote?.storeCredit)
  const Fields = useOnceNeeded(fetchFields, isOpen)
  return (
    <CheckoutSection id="codes" title="Discount or gift card">
      {!isOpen && (
        <Button variant="secondary" className="self-start" onClick={() => setAsked(true)}>
          Add a code or gift card
        </Button>
      )}
      {isOpen && !Fields && <Skeleton className="h-20" />}
      {isOpen && Fields && <Fields {...fields} isAsked={isAsked} />}
    </CheckoutSection>
  )
}
