import { defineLimits } from '#platform/http/rate-limits.ts'

export const carrierLimits = defineLimits({
  /** The page asks every few seconds while a parcel is on the road. */
  readTracking: { most: 1_200, seconds: 60, byVisitor: { most: 240, seconds: 60 } },
})
