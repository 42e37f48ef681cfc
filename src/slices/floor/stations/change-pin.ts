import { type Audited, unseen } from '#platform/audit/audited.ts'
import { tellOwner } from '#platform/auth/session-events.ts'
import { transact } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { keepPin, removePin } from '#platform/stations/pins.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { hashPin } from './pin-hash.ts'

/** Of a PIN only that it was set or taken away is kept. */
export const auditedPin: Audited = unseen('pin')

/** The person's own PIN, in place of one that they had. Shifts that the old one began end. */
export async function setPin(ctx: RequestCtx, pin: string): Promise<void> {
  const { customerId, sessionId } = personIn(ctx)
  const hash = await hashPin(customerId, pin)
  await transact(ctx, async transaction => {
    if (!(await keepPin(transaction.tx, { customerId, hash }, ctx.now())))
      throw new Refusal('forbidden', 'This is for staff.')
    await tellOwner(transaction, { customerId, sessionId, what: 'factor_added', factor: 'pin' })
  })
}

/** Takes a PIN away: one's own, or an owner that of somebody else. The person is told. */
export async function takePin(ctx: RequestCtx, customerId: string): Promise<void> {
  await transact(ctx, async transaction => {
    if (!(await removePin(transaction.tx, customerId, ctx.now())))
      throw new Refusal('not_found', 'There is no such PIN any more.')
    await tellOwner(transaction, { customerId, sessionId: null, what: 'factor_removed', factor: 'pin' })
  })
}

export function personIn({ visitor, actor }: Pick<RequestCtx, 'visitor' | 'actor'>) {
  if (!visitor || actor.kind !== 'staff') throw new Refusal('forbidden', 'A program has no PIN.')
  return { customerId: visitor.customerId, sessionId: visitor.sessionId }
}
