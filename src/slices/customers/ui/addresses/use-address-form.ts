'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { type Address, addressFields, underItsCountry } from '#slices/customers/addresses/address-fields.ts'
import { type AddressControl, addressTexts, type KnownAddress } from './address-control.ts'

/** Every field in page order, with the id of its control. */
export const addressFieldIds = {
  name: 'name',
  country: 'country',
  line1: 'address-line1',
  line2: 'address-line2',
  city: 'city',
  region: 'region',
  postalCode: 'postcode',
  phone: 'phone',
} as const

/** A form that is one address, checked by the rules of its country. */
export function useAddressForm(known: KnownAddress) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const formOf = (country: string) =>
    queryClient.getQueryData(trpc.orders.addressForm.queryKey({ country })) ?? null
  const checked = useCheckedForm<z.input<typeof addressFields>, Address>({
    schema: underItsCountry(addressFields, formOf),
    defaultValues: addressTexts(known),
    fieldIds: addressFieldIds,
  })
  const { form } = checked
  const control: AddressControl = {
    bind: checked.bind,
    typed: name => form.watch(name) ?? '',
    set: (name, text) => form.setValue(name, text),
    focus: name => form.setFocus(name),
    forget: checked.forgetProblems,
  }
  return { ...checked, control }
}
