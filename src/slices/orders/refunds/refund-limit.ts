import { isFreshlyProven, proofNeeded } from '#platform/auth/second-factor.ts'
import { env } from '#platform/lib/env.ts'
import { lacksPermission, type Refusal } from '#platform/lib/refusal.ts'
import { holds } from '#platform/rights/permission.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'

/** The most that may have gone back of one order afterwards, in minor units, and what is said of more. */
export type RefundLimit = { mostMinor: number; above: () => Refusal }

/** What somebody with these rights may give back; null: any sum. */
export function limitOfRefunds(rights: readonly string[]): RefundLimit | null {
  return holds(rights, 'orders.refund_any') ? null : { mostMinor: env().REFUND_LIMIT, above: lacksRefundAny }
}

/** The same for a person at the desk, who confirms that it is them before a sum above the limit. A program's key is not asked. */
export function limitAtDesk({
  actor,
  rights,
  visitor,
  now,
}: Pick<RequestCtx, 'actor' | 'rights' | 'visitor' | 'now'>): RefundLimit | null {
  const limit = limitOfRefunds(rights)
  if (limit || actor.kind !== 'staff' || isFreshlyProven(visitor?.provenAt ?? null, now())) return limit
  return { mostMinor: env().REFUND_LIMIT, above: proofNeeded }
}

const lacksRefundAny = () =>
  lacksPermission(
    'This is more than you may give back of one order: it needs the permission orders.refund_any.',
    'orders.refund_any',
  )
