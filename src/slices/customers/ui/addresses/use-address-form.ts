'use client'

import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { type Address, addressFields, underItsCountry } from '#slices/customers/addresses/address-fields.ts'
import { labelField } from '#slices/customers/book/label-field.ts'
import type { SavedAddress } from '#slices/customers/book/saved-address.ts'
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
  const formOf = useFormOf()
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

/** An address of the book: what its owner calls it, and the address. Both are fields of one form, so that its summary names both. */
export function useSavedAddressForm(saved: Pick<SavedAddress, 'label' | 'address'> | null) {
  const formOf = useFormOf()
  const checked = useCheckedForm({
    schema: z.object({ label: labelField, address: underItsCountry(addressFields, formOf) }),
    defaultValues: { label: saved?.label ?? '', address: addressTexts(saved?.address) },
    fieldIds: {
      label: 'address-label',
      ...Object.fromEntries(Object.entries(addressFieldIds).map(([name, id]) => [`address.${name}`, id])),
    },
  })
  const { form } = checked
  const control: AddressControl = {
    bind: name => checked.bind(`address.${name}`),
    typed: name => form.watch(`address.${name}`) ?? '',
    set: (name, text) => form.setValue(`address.${name}`, text),
    focus: name => form.setFocus(`address.${name}`),
    forget: names => checked.forgetProblems(names.map(name => `address.${name}` as const)),
  }
  return { ...checked, control }
}

/** How addresses are written in a country, as far as the page has asked for it. */
function useFormOf() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return (country: string) => queryClient.getQueryData(trpc.orders.addressForm.queryKey({ country })) ?? null
}
