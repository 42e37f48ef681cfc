import { defineLimits } from '#platform/http/rate-limits.ts'

export const promotionLimits = defineLimits({
  /** One in six seconds: a million codes take some seconds of a core. */
  downloadCodes: { most: 10, seconds: 60 },
})
