import { defineLimits } from '#platform/http/rate-limits.ts'

export const staffLimits = defineLimits({
  /** A mail program that opens the links of a whole office. Guessing a key would take longer than the universe is old. */
  openInvitation: { most: 1_200, seconds: 60 },
  /** A team that begins on the same morning, in one office. */
  join: { most: 120, seconds: 600, byVisitor: { most: 20, seconds: 600 } },
})
