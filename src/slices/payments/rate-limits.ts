import { defineLimits } from '#platform/http/rate-limits.ts'

export const paymentLimits = defineLimits({
  /** Each is two calls to the provider: a checkout that is opened again and again, in an office of shoppers. */
  readCards: { most: 240, seconds: 60, byVisitor: { most: 30, seconds: 60 } },
  /** Removing a card is up to four calls: a person tidies up once a year. */
  changeCards: { most: 120, seconds: 600, byVisitor: { most: 30, seconds: 600 } },
})
