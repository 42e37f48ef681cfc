import { loadStripe, type Stripe } from '@stripe/stripe-js'

const loaded = new Map<string, Promise<Stripe | null>>()

/** Stripe.js, fetched once a key. A failed load is forgotten, so that the next try is one. */
export function stripeFor(publishableKey: string): Promise<Stripe | null> {
  const before = loaded.get(publishableKey)
  if (before) return before
  const stripe = loadStripe(publishableKey).catch(() => {
    loaded.delete(publishableKey)
    return null
  })
  loaded.set(publishableKey, stripe)
  return stripe
}
