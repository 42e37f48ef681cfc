import { defineLimits } from '#platform/http/rate-limits.ts'

export const creditLimits = defineLimits({
  /** A till that looks up the cards of a busy day from one address. */
  askGiftCard: { most: 120, seconds: 60 },
  /** Codes that open nothing, from one address: fingers that slip. Were there a million cards, one code in 10^14 would be one of them. */
  guessGiftCard: { most: 10, seconds: 900 },
  /** The same from everywhere: it takes five hundred addresses that guess all the time to reach it. Then nobody reads a card for the rest of the hour. */
  guessAnyGiftCard: { most: 20_000, seconds: 3_600 },
})
