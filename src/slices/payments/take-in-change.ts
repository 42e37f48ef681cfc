import { eq } from 'drizzle-orm'
import { fault } from '#platform/lib/fault-points.ts'
import type { PaymentsCtx } from './provider.ts'
import type { ProviderChange } from './provider-change.ts'
import { payments, webhookEvents } from './schema.ts'

/** The provider did not answer, so the shop knows nothing new and the caller must try again. */
export class BankSilent extends Error {}

/** Brings our books up to date after one change: it asks the provider and does not trust the event. It throws when it cannot. */
export type FollowChange = (orderId: string, change: ProviderChange) => Promise<unknown>

/**
 * Takes in one change at the provider, once for each id, whether a webhook brought it or we asked. `failed` means that it must
 * come again; until then it is stored as not processed.
 */
export async function takeInChange(
  ctx: PaymentsCtx,
  change: ProviderChange,
  follow: FollowChange,
): Promise<'processed' | 'known' | 'failed'> {
  const { providerId: id, type } = change
  const [known] = await ctx.db
    .select({ processedAt: webhookEvents.processedAt })
    .from(webhookEvents)
    .where(eq(webhookEvents.id, id))
  if (known?.processedAt) return 'known'
  const orderId = await orderOf(ctx, change)
  if (!known)
    await ctx.db
      .insert(webhookEvents)
      .values({ id, type, orderId, payload: change.payload })
      .onConflictDoNothing()
  await fault('webhook.kept')
  try {
    if (orderId) await follow(orderId, change)
  } catch (error) {
    const about = { eventId: id, type, orderId, error: String(error) }
    // A silent bank is not our fault, and the change comes again in both cases.
    if (error instanceof BankSilent)
      ctx.log.warn(about, 'the bank did not answer about a change; the change will come again')
    else ctx.log.error(about, 'a change at the provider could not be taken in; it will come again')
    return 'failed'
  }
  await fault('webhook.settled')
  await ctx.db.update(webhookEvents).set({ processedAt: ctx.now() }).where(eq(webhookEvents.id, id))
  ctx.log.info({ eventId: id, type, orderId }, 'a change at the provider was taken in')
  return 'processed'
}

/** A refund or dispute that began at the bank names no order of ours, but it always names its payment. */
async function orderOf(ctx: PaymentsCtx, { paymentId, orderId }: ProviderChange): Promise<string | null> {
  if (!paymentId) return orderId
  const [payment] = await ctx.db
    .select({ orderId: payments.orderId })
    .from(payments)
    .where(eq(payments.providerId, paymentId))
  return payment?.orderId ?? orderId
}
