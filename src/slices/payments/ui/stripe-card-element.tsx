'use client'

import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js'
import type { Appearance } from '@stripe/stripe-js'
import { useTheme } from 'next-themes'
import { type Ref, useImperativeHandle, useMemo, useState } from 'react'
import type { Money } from '#platform/fields/money.ts'
import type { CardAnswer, CardFieldsControl } from './card-token.ts'
import { stripeFor } from './stripe.ts'

export type StripeCardElementProps = {
  publishableKey: string
  total: Money
  keep: boolean
  control: Ref<CardFieldsControl>
  onChange: (card: { complete: boolean }) => void
}

/** Stripe's Payment Element. Its options (the total, the theme) may change without a new mount. */
export default function StripeCardElement({
  publishableKey,
  total,
  keep,
  ...element
}: StripeCardElementProps) {
  const [stripe] = useState(() => stripeFor(publishableKey))
  const { resolvedTheme } = useTheme()
  const appearance = useMemo<Appearance>(
    () => ({ theme: resolvedTheme === 'dark' ? 'night' : 'stripe', variables: { borderRadius: '8px' } }),
    [resolvedTheme],
  )
  return (
    <Elements
      stripe={stripe}
      options={{
        mode: 'payment',
        amount: Math.max(total.amount, 1),
        currency: total.currency.toLowerCase(),
        paymentMethodCreation: 'manual',
        // The same as in the charge (stripe-gateway.ts): Stripe refuses a token that was made for another purpose.
        setupFutureUsage: keep ? 'on_session' : null,
        appearance,
      }}
    >
      <Fields {...element} />
    </Elements>
  )
}

const NOT_LOADED: CardAnswer = {
  ok: false,
  problems: [{ field: null, message: 'The card form did not load. Check your connection and try again' }],
}

function Fields({ control, onChange }: Pick<StripeCardElementProps, 'control' | 'onChange'>) {
  const stripe = useStripe()
  const elements = useElements()

  useImperativeHandle(control, () => ({
    focus: () => elements?.getElement('payment')?.focus(),
    async tokenize(): Promise<CardAnswer> {
      if (!stripe || !elements) return NOT_LOADED
      const submitted = await elements.submit()
      if (submitted.error) return refused(submitted.error.message)
      const { confirmationToken, error } = await stripe.createConfirmationToken({ elements })
      if (!confirmationToken) return refused(error?.message)
      const { card } = confirmationToken.payment_method_preview
      return {
        ok: true,
        card: {
          confirmationToken: confirmationToken.id,
          brand: card?.brand ?? null,
          last4: card?.last4 ?? null,
        },
      }
    },
  }))

  return <PaymentElement onChange={event => onChange({ complete: event.complete })} />
}

const refused = (message: string | undefined): CardAnswer => ({
  ok: false,
  problems: [{ field: null, message: message?.replace(/\.$/, '') ?? 'Check your card details' }],
})
