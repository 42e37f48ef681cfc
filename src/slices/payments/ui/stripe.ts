import type { Stripe } from '@stripe/stripe-js'
// The other entrance of the package fetches Stripe.js as soon as it is imported, in shops that never use it too.
import { loadStripe } from '@stripe/stripe-js/pure'

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
