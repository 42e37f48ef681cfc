'use client'

import { useState } from 'react'
import { May } from '#desk/rights.tsx'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { COUNTRIES } from '#slices/customers/addresses/countries.ts'
import { addressFieldNames } from '#slices/customers/ui/addresses/address-control.ts'
import { AddressInputs } from '#slices/customers/ui/addresses/address-inputs.tsx'
import { addressFieldIds, useAddressForm } from '#slices/customers/ui/addresses/use-address-form.ts'

/** Another address for what is sent once more, if somebody asks for one. It starts as the one that the order has. */
export function useElsewhere(known: Address) {
  const [isAsked, setIsAsked] = useState(false)
  const address = useAddressForm(known)
  return {
    known,
    isAsked,
    setIsAsked,
    control: address.control,
    /** The id of the first wrong field, or null. */
    check(): string | null {
      if (!isAsked) return null
      const { problems } = address.check()
      address.showProblems(problems)
      const wrong = addressFieldNames.find(name => problems.some(problem => problem.name === name))
      return wrong ? addressFieldIds[wrong] : null
    },
    /** Nothing, as long as it goes to the address of the order. */
    chosen(): { shippingAddress?: Address } {
      const { values } = address.check()
      return isAsked && values ? { shippingAddress: values } : {}
    },
  }
}

export function Elsewhere({ to }: { to: ReturnType<typeof useElsewhere> }) {
  const { name, line1, city } = to.known
  return (
    <>
      {!to.isAsked && (
        <p className="text-muted text-sm [overflow-wrap:anywhere]">
          It goes to {[name, line1, city].join(', ')}.
        </p>
      )}
      <May permission="orders.address">
        <CheckboxField
          id="case-elsewhere"
          label="Send it to another address"
          hint="The order goes there from then on, and the mail to the customer says so."
          checked={to.isAsked}
          onChange={event => to.setIsAsked(event.target.checked)}
        />
      </May>
      {to.isAsked && <AddressInputs control={to.control} countries={COUNTRIES} />}
    </>
  )
}
