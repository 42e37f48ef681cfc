import { lacksPermission } from '#platform/lib/refusal.ts'
import { holds } from '#platform/rights/permission.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { limitAtDesk, limitOfRefunds } from '#slices/orders/refunds/refund-limit.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import type { Case, SettleCase } from '../case.ts'
import { settleCase } from '../settle-case.ts'

/** A person at the desk settles a case. A refund takes the right to refund, too, and another address the right to change that. */
export async function settleByPerson(ctx: RequestCtx, input: SettleCase): Promise<Case> {
  requireMaySettle(ctx, input)
  return settleCase(withGateway(ctx), input, { limit: limitAtDesk(ctx), rights: ctx.rights })
}

/** The same for a program with a key. */
export async function settleByKey(ctx: RequestCtx, input: SettleCase): Promise<Case> {
  requireMaySettle(ctx, input)
  return settleCase(withGateway(ctx), input, { limit: limitOfRefunds(ctx.rights), rights: ctx.rights })
}

function requireMaySettle({ rights }: RequestCtx, { outcome, shippingAddress }: SettleCase) {
  if (outcome === 'refund' && !holds(rights, 'orders.refund'))
    throw lacksPermission('A refund for a case needs orders.refund.', 'orders.refund')
  if (shippingAddress && !holds(rights, 'orders.address'))
    throw lacksPermission('Sending it to another address needs orders.address.', 'orders.address')
}
