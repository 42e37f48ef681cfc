'use client'

import { useEffect } from 'react'
import type { z } from 'zod'
import { useCheckedForm } from '#customers/ui/use-checked-form.ts'
import { cardFieldIds } from '#payments/ui/card-fields.tsx'
import { keepDraft, recallDraft } from './checkout-draft.ts'
import { type CheckoutValues, checkoutFieldIds, checkoutSchema } from './checkout-fields.ts'
import { tabMemory } from './tab-memory.ts'

const fieldIds = { ...checkoutFieldIds, ...cardFieldIds }

/** The checkout's fields; everything typed survives a reload of this tab. */
export function useCheckoutForm(defaultValues: CheckoutValues) {
  const checked = useCheckedForm({ schema: checkoutSchema, defaultValues, fieldIds })
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

function textsOf({ email, shippingAddress, shippingMethod }: z.input<typeof checkoutSchema>): CheckoutValues {
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
