import { defineLimits } from '#platform/http/rate-limits.ts'

export const letterLimits = defineLimits({
  /** Each sends a mail: an office whose people buy in the same hour. */
  askForLetters: { most: 40, seconds: 600 },
  /** Mails that ask somebody to confirm an address, which may not be the asker's. */
  lettersByEmail: { most: 6, seconds: 86_400 },
  /** A mail program that opens the links of a whole office. Guessing a key would take longer than the universe is old. */
  openLetters: { most: 1_200, seconds: 60, byVisitor: { most: 600, seconds: 60 } },
  /** Turning letters on and off is done a few times in a life. */
  changeLetters: { most: 120, seconds: 600, byVisitor: { most: 40, seconds: 600 } },
})
