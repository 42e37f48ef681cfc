import { and, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { stockAlerts } from '../schema.ts'
import type { AlertKey } from './alert-input.ts'
import { alertTokenFits } from './alert-key.ts'
import { ALERT_CONFIRM_HOURS } from './alert-times.ts'

/** Confirms the address: only its owner has the link that was sent to it. A second call changes nothing. */
export async function confirmAlert(ctx: Pick<Ctx, 'db' | 'now'>, key: AlertKey): Promise<void> {
  requireKey(key)
  const now = ctx.now()
  const young = new Date(now.getTime() - ALERT_CONFIRM_HOURS * 3_600_000)
  const confirmed = await ctx.db
    .update(stockAlerts)
    .set({ confirmedAt: now })
    .where(
      and(eq(stockAlerts.id, key.alertId), gt(stockAlerts.askedAt, young), isNull(stockAlerts.confirmedAt)),
    )
    .returning({ id: stockAlerts.id })
  if (confirmed.length) return
  const [known] = await ctx.db
    .select({ id: stockAlerts.id })
    .from(stockAlerts)
    .where(and(eq(stockAlerts.id, key.alertId), isNotNull(stockAlerts.confirmedAt)))
  if (!known) throw new Refusal('not_found', 'This link has expired. Ask again on the product’s page.')
}

/** Deletes the alert in any state. A missing alert counts as deleted. */
export async function removeAlert(ctx: Pick<Ctx, 'db'>, key: AlertKey): Promise<void> {
  requireKey(key)
  await ctx.db.delete(stockAlerts).where(eq(stockAlerts.id, key.alertId))
}

function requireKey({ alertId, token }: AlertKey) {
  if (!alertTokenFits(alertId, token))
    throw new Refusal('not_found', 'This link is not complete. Open the one in your email again.')
}
