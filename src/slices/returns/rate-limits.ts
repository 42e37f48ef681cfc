import { defineLimits } from '#platform/http/rate-limits.ts'

export const returnLimits = defineLimits({
  /** The page asks once, and again after each press. */
  readReturns: { most: 600, seconds: 60, byVisitor: { most: 120, seconds: 60 } },
  /** A person sends back a few times; an office or a family more often. */
  askReturn: { most: 60, seconds: 600, byVisitor: { most: 20, seconds: 600 } },
})
