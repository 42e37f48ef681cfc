'use client'

import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import type { AddressForm } from '#slices/customers/addresses/address-form.ts'
import type { AddressControl } from './address-control.ts'

export type RegionFieldProps = {
  control: AddressControl
  country: string
  region: NonNullable<AddressForm['region']>
}

/** State or province: a choice if we have the list, and otherwise an optional text. */
export function RegionField({ control, country, region }: RegionFieldProps) {
  const { error, ...field } = control.bind('region')
  return (
    <Field id={field.id} label={region.label} optional={!region.required} error={error}>
      {region.options ? (
        <Select key={country} autoComplete="shipping address-level1" {...field}>
          <option value="">Select</option>
          {region.options.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      ) : (
        <Input key={country} autoComplete="shipping address-level1" maxLength={100} {...field} />
      )}
    </Field>
  )
}
