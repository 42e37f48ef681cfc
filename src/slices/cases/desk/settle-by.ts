import { lacksPermission } from '#platform/lib/refusal.ts'
import { holds } from '#platform/rights/permission.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { limitAtDesk, limitOfRefunds } from '#slices/orders/refunds/refund-limit.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import type { Case, SettleCase } from '../case.ts'
import { settleCase } from '../settle-case.ts'

/** A person at the desk settles a case. One that ends with a refund takes the right to refund, too. */
export async function settleByPerson(ctx: RequestCtx, input: SettleCase): Promise<Case> {
  requireMaySettle(ctx, input)
  return settleCase(withGateway(ctx), input, limitAtDesk(ctx))
}

/** The same for a program with a key. */
export async function settleByKey(ctx: RequestCtx, input: SettleCase): Promise<Case> {
  requireMaySettle(ctx, input)
  return settleCase(withGateway(ctx), input, limitOfRefunds(ctx.rights))
}

function requireMaySettle({ rights }: RequestCtx, { outcome }: SettleCase) {
  if (outcome === 'refund' && !holds(rights, 'orders.refund'))
    throw lacksPermission('A refund for a case needs orders.refund.', 'orders.refund')
}
