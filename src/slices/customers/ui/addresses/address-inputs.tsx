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
import { type AddressControl, anyAddressForm } from './address-control.ts'
import { RegionField } from './region-field.tsx'

/** A country that the shopper may choose, by its ISO code. */
export type Destination = { code: string; name: string }

type AddressInputsProps = { control: AddressControl; countries: readonly Destination[] }

/** The fields of a delivery address. The country decides which fields there are and their labels. */
export function AddressInputs({ control, countries }: AddressInputsProps) {
  const { bind } = control
  const chosen = control.typed('country')
  const trpc = useTRPC()
  const { data: rules = anyAddressForm } = useQuery(
    trpc.orders.addressForm.queryOptions({ country: chosen }, { staleTime: Number.POSITIVE_INFINITY }),
  )
  const { error: nameError, ...name } = bind('name')
  const { error: countryError, onChange, ...country } = bind('country')
  const { error: line1Error, ...line1 } = bind('line1')
  const { error: cityError, ...city } = bind('city')
  const { error: postcodeError, ...postcode } = bind('postalCode')
  const { error: phoneError, ...phone } = bind('phone')

  /** Another country has other fields, so the old errors go away. */
  function forgetOldCountry() {
    control.set('region', '')
    control.forget(['region', 'postalCode'])
  }

  return (
    <>
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
        <SecondLine control={control} />
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
        {rules.region && <RegionField control={control} country={chosen} region={rules.region} />}
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
    </>
  )
}

/** Hidden behind a link, because few people need it. It opens by itself when the browser fills it in. */
function SecondLine({ control }: { control: AddressControl }) {
  const [asked, setAsked] = useState(false)
  const { error, ...line2 } = control.bind('line2')
  const open = asked || Boolean(control.typed('line2')) || error !== undefined

  function show() {
    setAsked(true)
    requestAnimationFrame(() => control.focus('line2'))
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
