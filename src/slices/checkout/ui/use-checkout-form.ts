'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { z } from 'zod'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { tabMemory } from '#slices/orders/shop/ui/tab-memory.ts'
import { cardFieldIds } from '#slices/payments/ui/card-fields.tsx'
import { keepDraft, recallDraft } from './checkout-draft.ts'
import { type CheckoutValues, checkoutFieldIds, checkoutSchema } from './checkout-fields.ts'

/** A draft may hold a method that is no longer offered. */
type Typed = Omit<z.input<ReturnType<typeof checkoutSchema>>, 'shippingMethod'> & { shippingMethod: string }

const fieldIds = { ...checkoutFieldIds, ...cardFieldIds }

/** The checkout's fields. Everything typed survives a reload of this tab. */
export function useCheckoutForm(defaultValues: CheckoutValues) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const formOf = (country: string) =>
    queryClient.getQueryData(trpc.orders.addressForm.queryKey({ country })) ?? null
  const checked = useCheckedForm<Typed, z.output<ReturnType<typeof checkoutSchema>>>({
    schema: values => checkoutSchema(formOf(values.shippingAddress.country)),
    defaultValues,
    fieldIds,
  })
  const { form } = checked

  useEffect(() => {
    const memory = tabMemory()
    const draft = recallDraft(memory)
    if (draft) form.reset(draft)
    const { unsubscribe } = form.watch(() => keepDraft(memory, textsOf(form.getValues())))
    return unsubscribe
  }, [form])

  return checked
}

export type CheckoutForm = ReturnType<typeof useCheckoutForm>

function textsOf({ email, shippingAddress, shippingMethod }: Typed): CheckoutValues {
  const { line2, region, postalCode, phone, ...address } = shippingAddress
  const texts = {
    ...address,
    line2: line2 ?? '',
    region: region ?? '',
    postalCode: postalCode ?? '',
    phone: phone ?? '',
  }
  return { email, shippingAddress: texts, shippingMethod }
}
