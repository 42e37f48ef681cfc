'use client'

import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Select } from '#ui/select.tsx'
import type { AddressRules } from './checkout-fields.ts'
import { regionName } from './region-names.ts'
import type { CheckoutForm } from './use-checkout-form.ts'

export type RegionFieldProps = {
  checkout: CheckoutForm
  country: string
  region: NonNullable<AddressRules['region']>
}

/** State or province: a choice where the list is known, else a text that may stay empty. */
export function RegionField({ checkout, country, region }: RegionFieldProps) {
  const { error, ...field } = checkout.bind('shippingAddress.region')
  return (
    <Field id={field.id} label={region.label} optional={!region.required} error={error}>
      {region.options ? (
        <Select key={country} autoComplete="shipping address-level1" {...field}>
          <option value="">Select</option>
          {region.options.map(code => (
            <option key={code} value={code}>
              {regionName(country, code)}
            </option>
          ))}
        </Select>
      ) : (
        <Input key={country} autoComplete="shipping address-level1" maxLength={100} {...field} />
      )}
    </Field>
  )
}
