'use client'

import { useEffect } from 'react'
import type { z } from 'zod'
import { useCheckedForm } from '#customers/ui/use-checked-form.ts'
import { CARD_FIELDS_ID } from '#payments/ui/card-fields.tsx'
import { keepDraft, recallDraft } from './checkout-draft.ts'
import { type CheckoutValues, checkoutFieldIds, checkoutSchema } from './checkout-fields.ts'
import { tabMemory } from './tab-memory.ts'

const fieldIds = { ...checkoutFieldIds, card: CARD_FIELDS_ID }

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
  const { line2, region, phone, postalCode, ...address } = shippingAddress
  const texts = { line2: line2 ?? '', region: region ?? '', phone: phone ?? '', postalCode: postalCode ?? '' }
  return { email, shippingAddress: { ...address, ...texts }, shippingMethod }
}
