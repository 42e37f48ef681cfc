import { defineLimits } from '#platform/http/rate-limits.ts'

export const wishlistLimits = defineLimits({
  /** Each page of a product asks for the list. A count in the database would cost as much as the answer. */
  readWishes: { most: 1_200, seconds: 60, alone: true },
  /** Two hearts a second pressed by each of five people of an office. */
  changeWishes: { most: 600, seconds: 60, byVisitor: { most: 120, seconds: 60 } },
})
