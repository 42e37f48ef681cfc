import type { Stripe } from '@stripe/stripe-js'
// The package's other entry point loads Stripe.js on import, even in shops that never use it.
import { loadStripe } from '@stripe/stripe-js/pure'

const loaded = new Map<string, Promise<Stripe | null>>()

/** Loads Stripe.js once for each key. A failed load is forgotten, so that the next try loads it again. */
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
