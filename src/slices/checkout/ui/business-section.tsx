'use client'

import { useState } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { useOnceNeeded } from '#platform/ui/first-action.ts'
import { Skeleton } from '#platform/ui/skeleton.tsx'
import type { BusinessFieldsProps } from './business-fields.tsx'
import { CheckoutSection } from './checkout-section.tsx'
import { billingOf } from './use-business.ts'

const fetchFields = () => import('./business-fields.tsx')

/** Company, VAT number and another billing address. Most people buy for themselves, so the fields come when somebody asks for them. */
export function BusinessSection(fields: BusinessFieldsProps) {
  const [isAsked, setAsked] = useState(false)
  const isOpen = isAsked || Boolean(billingOf(fields.typed))
  const Fields = useOnceNeeded(fetchFields, isOpen)
  return (
    <CheckoutSection id="business" title="Invoice">
      {!isOpen && (
        <Button variant="secondary" className="self-start" onClick={() => setAsked(true)}>
          Buying for a business?
        </Button>
      )}
      {isOpen && !Fields && <Skeleton className="h-40" />}
      {isOpen && Fields && <Fields {...fields} isAsked={isAsked} />}
    </CheckoutSection>
  )
}
