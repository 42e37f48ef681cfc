'use client'

import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Select } from '#platform/forms/select.tsx'
import type { SavedAddress } from '#slices/customers/book/saved-address.ts'
import {
  type AddressControl,
  addressFieldNames,
  addressTexts,
} from '#slices/customers/ui/addresses/address-control.ts'
import { AddressInputs, type Destination } from '#slices/customers/ui/addresses/address-inputs.tsx'
import { CheckoutSection } from './checkout-section.tsx'
import type { CheckoutForm } from './use-checkout-form.ts'

type AddressSectionProps = {
  checkout: CheckoutForm
  countries: readonly Destination[]
  saved: readonly SavedAddress[]
  /** Null for a guest, who has no account to keep an address in. */
  keeping: { asked: boolean; ask: (asked: boolean) => void } | null
}

/** The delivery address: a saved one, or one to type. */
export function AddressSection({ checkout, countries, saved, keeping }: AddressSectionProps) {
  const control = controlOf(checkout)
  const texts = checkout.form.watch('shippingAddress')
  const chosen = saved.find(({ address }) =>
    Object.entries(addressTexts(address)).every(([name, text]) => (texts[name as never] ?? '') === text),
  )

  function choose(id: string) {
    const filled = addressTexts(saved.find(one => one.id === id)?.address)
    for (const name of addressFieldNames) control.set(name, filled[name])
    control.forget([...addressFieldNames])
  }

  return (
    <CheckoutSection id="delivery-address" title="Delivery address">
      {saved.length > 0 && (
        <Field id="saved-address" label="Saved addresses">
          <Select value={chosen?.id ?? ''} onChange={event => choose(event.target.value)}>
            <option value="">Another address</option>
            {saved.map(({ id, label, address }) => (
              <option key={id} value={id}>
                {label}: {address.name}, {address.city}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <AddressInputs control={control} countries={countries} />
      {keeping && !chosen && (
        <CheckboxField
          label="Save this address in my account"
          checked={keeping.asked}
          onChange={event => keeping.ask(event.target.checked)}
        />
      )}
    </CheckoutSection>
  )
}

const controlOf = ({ form, bind, forgetProblems }: CheckoutForm): AddressControl => ({
  bind: name => bind(`shippingAddress.${name}`),
  typed: name => form.watch(`shippingAddress.${name}`) ?? '',
  set: (name, text) => form.setValue(`shippingAddress.${name}`, text),
  focus: name => form.setFocus(`shippingAddress.${name}`),
  forget: names => forgetProblems(names.map(name => `shippingAddress.${name}` as const)),
})
