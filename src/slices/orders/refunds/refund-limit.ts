import { env } from '#platform/lib/env.ts'
import { holds } from '#platform/rights/permission.ts'

/** The most that may have gone back of one order after a refund by somebody with these rights, in minor units; null: all of it. */
export function mostToRefund(rights: readonly string[]): number | null {
  return holds(rights, 'orders.refund_any') ? null : env().REFUND_LIMIT
}
