import { defineLimits } from '#platform/http/rate-limits.ts'

export const invoiceLimits = defineLimits({
  /** The page of an order asks once, and again every half minute. */
  readDocuments: { most: 600, seconds: 60, byVisitor: { most: 120, seconds: 60 } },
  /** A report of a year reads every document of it. */
  readReports: { most: 60, seconds: 60 },
})
