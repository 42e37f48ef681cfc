import { defineLimits } from '#platform/http/rate-limits.ts'

export const businessLimits = defineLimits({
  /**
   * Questions to a register from one visitor, or from one address without a session. A buyer asks about one id, a few times when a register is
   * away; a program that orders for businesses asks about each once a day. An answer that is kept counts nothing.
   */
  askVatRegistry: { most: 60, seconds: 3_600 },
})
