import { defineLimits } from '#platform/http/rate-limits.ts'

export const catalogLimits = defineLimits({
  /** Ten a second: a fast typist, or an office of them. */
  search: { most: 600, seconds: 60, byVisitor: { most: 240, seconds: 60 } },
})
