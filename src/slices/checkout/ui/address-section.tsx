'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { LIMITS } from '#platform/fields/limits.ts'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { cn } from '#platform/ui/cn.ts'
import { anyAddressForm } from './checkout-fields.ts'
import { CheckoutSection } from './checkout-section.tsx'
import { RegionField } from './region-field.tsx'
import type { CheckoutForm } from './use-checkout-form.ts'

/** A country that the shopper may choose, by its ISO code. */
export type Destination = { code: string; name: string }

type AddressSectionProps = { checkout: CheckoutForm; countries: readonly Destination[] }

/** The delivery address. The country decides which fields there are and their labels. */
export function AddressSection({ checkout, countries }: AddressSectionProps) {
  const { form, bind, forgetProblems } = checkout
  const chosen = form.watch('shippingAddress.country')
  const trpc = useTRPC()
  const { data: rules = anyAddressForm } = useQuery(
    trpc.orders.addressForm.queryOptions({ country: chosen }, { staleTime: Number.POSITIVE_INFINITY }),
  )
  const { error: nameError, ...name } = bind('shippingAddress.name')
  const { error: countryError, onChange, ...country } = bind('shippingAddress.country')
  const { error: line1Error, ...line1 } = bind('shippingAddress.line1')
  const { error: cityError, ...city } = bind('shippingAddress.city')
  const { error: postcodeError, ...postcode } = bind('shippingAddress.postalCode')
  const { error: phoneError, ...phone } = bind('shippingAddress.phone')

  /** Another country has other fields, so the old errors go away. */
  function forgetOldCountry() {
    form.setValue('shippingAddress.region', '')
    forgetProblems(['shippingAddress.region', 'shippingAddress.postalCode'])
  }

  return (
    <CheckoutSection id="delivery-address" title="Delivery address">
      <Field id={name.id} label="Full name" error={nameError}>
        <Input autoComplete="shipping name" spellCheck={false} maxLength={LIMITS.addressLine} {...name} />
      </Field>
      <Field id={country.id} label="Country" error={countryError}>
        <Select
          autoComplete="shipping country"
          {...country}
          onChange={event => {
            forgetOldCountry()
            return onChange(event)
          }}
        >
          {countries.map(({ code, name: label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex flex-col gap-2">
        <Field id={line1.id} label="Address line 1" error={line1Error}>
          <Input autoComplete="shipping address-line1" maxLength={LIMITS.addressLine} {...line1} />
        </Field>
        <SecondLine checkout={checkout} />
      </div>
      <div className="grid gap-5 xs:grid-cols-2">
        <Field
          id={city.id}
          label="Town or city"
          error={cityError}
          className={cn(!rules.region && 'xs:col-span-1')}
        >
          <Input autoComplete="shipping address-level2" maxLength={LIMITS.addressLine} {...city} />
        </Field>
        {rules.region && <RegionField checkout={checkout} country={chosen} region={rules.region} />}
        <Field
          id={postcode.id}
          label={rules.postcode.label}
          optional={!rules.postcode.required}
          error={postcodeError}
        >
          <Input
            autoComplete="shipping postal-code"
            inputMode={rules.postcode.numeric ? 'numeric' : 'text'}
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={LIMITS.postalCode}
            {...postcode}
          />
        </Field>
      </div>
      <Field
        id={phone.id}
        label="Phone"
        optional
        hint="For the courier only, on the day of delivery"
        error={phoneError}
      >
        <Input
          type="tel"
          autoComplete="shipping tel"
          maxLength={LIMITS.phone}
          className="xs:max-w-72"
          {...phone}
        />
      </Field>
    </CheckoutSection>
  )
}

/** Hidden behind a link, because few people need it. It opens by itself when the browser fills it in. */
function SecondLine({ checkout }: { checkout: CheckoutForm }) {
  const { form, bind } = checkout
  const [asked, setAsked] = useState(false)
  const { error, ...line2 } = bind('shippingAddress.line2')
  const open = asked || Boolean(form.watch('shippingAddress.line2')) || error !== undefined

  function show() {
    setAsked(true)
    requestAnimationFrame(() => form.setFocus('shippingAddress.line2'))
  }

  return (
    <>
      {!open && (
        <Button variant="link" className="gap-1 self-start [&_svg]:size-4" onClick={show}>
          <Plus aria-hidden="true" />
          Add flat or company
        </Button>
      )}
      <Field
        id={line2.id}
        label="Flat or company"
        optional
        error={error}
        className={cn(open ? 'mt-3' : 'sr-only')}
      >
        <Input
          autoComplete="shipping address-line2"
          maxLength={LIMITS.addressLine}
          {...line2}
          {...(!open && { tabIndex: -1, 'aria-hidden': true })}
        />
      </Field>
    </>
  )
}
