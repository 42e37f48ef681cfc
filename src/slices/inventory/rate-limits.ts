import { defineLimits } from '#platform/http/rate-limits.ts'

export const inventoryLimits = defineLimits({
  /** A crowd behind one address that waits for the same launch; nobody joins twice a second. */
  joinLine: { most: 600, seconds: 60, byVisitor: { most: 120, seconds: 60 } },
  /** Requests for a letter when something is back: an office that wants the same vase. Each sends a mail. */
  alert: { most: 30, seconds: 600 },
  /** Mails that ask somebody to confirm an address, which may not be the asker's: a handful of wishes, and no flood. */
  alertByEmail: { most: 6, seconds: 86_400 },
  /** A mail program that opens the links of a whole office. Guessing a link's token would take longer than the universe is old. */
  openAlert: { most: 1_200, seconds: 60, byVisitor: { most: 600, seconds: 60 } },
})
