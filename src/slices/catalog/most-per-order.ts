import { env } from '#platform/lib/env.ts'

/** The most units of a variant in one order: its own limit, else the shop's, which load tests lift with all other limits. */
export function mostPerOrder({ maxPerOrder }: { maxPerOrder: number | null }): number {
  if (maxPerOrder !== null) return maxPerOrder
  return env().RATE_LIMITS === 'off' ? Number.POSITIVE_INFINITY : env().UNITS_PER_LINE
}
