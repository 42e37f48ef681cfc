'use client'

import type { AddressControl } from '#slices/customers/ui/addresses/address-control.ts'
import { AddressInputs, type Destination } from '#slices/customers/ui/addresses/address-inputs.tsx'
import { CheckoutSection } from './checkout-section.tsx'
import type { CheckoutForm } from './use-checkout-form.ts'

type AddressSectionProps = { checkout: CheckoutForm; countries: readonly Destination[] }

/** The delivery address. */
export function AddressSection({ checkout, countries }: AddressSectionProps) {
  return (
    <CheckoutSection id="delivery-address" title="Delivery address">
      <AddressInputs control={controlOf(checkout)} countries={countries} />
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
