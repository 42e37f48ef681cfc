import { defineLimits } from '#platform/http/rate-limits.ts'

export const pricingLimits = defineLimits({
  /** The checkout asks at each change of country or method. */
  quote: { most: 600, seconds: 60, byVisitor: { most: 120, seconds: 60 } },
})
