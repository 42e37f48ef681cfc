import { defineLimits } from '#platform/http/rate-limits.ts'

export const withdrawalLimits = defineLimits({
  /** The page asks once, and again after each press. */
  readWithdrawals: { most: 600, seconds: 60, byVisitor: { most: 120, seconds: 60 } },
  /** A person withdraws once; an office or a family a few times. */
  withdraw: { most: 60, seconds: 600, byVisitor: { most: 20, seconds: 600 } },
  /** Each may send a mail to somebody. */
  withdrawalLink: { most: 30, seconds: 600 },
  /** One address gets no more of them, for all orders and from everybody together. */
  withdrawalLinkByEmail: { most: 5, seconds: 3_600 },
})
