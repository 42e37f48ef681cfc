import { and, asc, eq, gt, lt, or } from 'drizzle-orm'
import { openRefunds } from '#slices/payments/refund.ts'
import { BankSilent } from '#slices/payments/take-in-change.ts'
import { followBank } from './bank/follow-bank.ts'
import { watchBank } from './bank/watch-bank.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { REFUNDED_AT_PROVIDER } from './refunds/note-given-back.ts'
import { settleRefund } from './refunds/settle-refund.ts'
import { orders } from './schema.ts'
import { settleOrder } from './settle-order.ts'

/** The request that placed a younger order may still be working on it. */
const LEFT_ALONE_MS = 30_000
const BATCH = 100
const MAX_BATCHES = 20
/** Calls at the same time, well below the provider's limit of 100 calls a second. */
const AT_ONCE = 8

/**
 * Moves on every order and refund that stands still after a kill, a lost answer, a dropped webhook or an expiry. It also
 * asks the bank for its own changes.
 */
export async function sweep(
  ctx: OrdersCtx,
  { atOnce }: { atOnce: number } = { atOnce: AT_ONCE },
): Promise<{ orders: number; refunds: number; changes: number }> {
  const before = new Date(ctx.now().getTime() - LEFT_ALONE_MS)
  const swept = { orders: 0, refunds: 0, changes: 0 }
  let after: { placedAt: Date; id: string } | null = null
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const unsettled = await unsettledOrders(ctx, before, after)
    await eachOf(unsettled, atOnce, order => attempt(ctx, order.id, () => settleOrder(ctx, order.id)))
    swept.orders += unsettled.length
    after = unsettled.at(-1) ?? null
    if (unsettled.length < BATCH) break
  }
  const refunds = await openRefunds(ctx.db, before, BATCH)
  await eachOf(refunds, atOnce, refund =>
    attempt(ctx, refund.orderId, () =>
      // A refund made at the provider may stop the goods when it arrives.
      refund.reason === REFUNDED_AT_PROVIDER ? followBank(ctx, refund.orderId) : settleRefund(ctx, refund.id),
    ),
  )
  swept.refunds = refunds.length
  swept.changes = (await watchBank(ctx)) ?? 0
  return swept
}

/** Oldest first. It skips rows that another process is settling at this moment. */
async function unsettledOrders(
  ctx: OrdersCtx,
  before: Date,
  after: { placedAt: Date; id: string } | null,
): Promise<{ placedAt: Date; id: string }[]> {
  const later = after
    ? or(
        gt(orders.placedAt, after.placedAt),
        and(eq(orders.placedAt, after.placedAt), gt(orders.id, after.id)),
      )
    : undefined
  return ctx.db.transaction(tx =>
    tx
      .select({ id: orders.id, placedAt: orders.placedAt })
      .from(orders)
      .where(and(eq(orders.state, 'reserved'), lt(orders.placedAt, before), later))
      .orderBy(asc(orders.placedAt), asc(orders.id))
      .limit(BATCH)
      .for('update', { skipLocked: true }),
  )
}

async function eachOf<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>) {
  const left = [...items]
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** One failure must not keep the other orders from being settled. */
async function attempt(ctx: OrdersCtx, orderId: string, work: () => Promise<unknown>) {
  try {
    await work()
  } catch (error) {
    if (error instanceof BankSilent)
      ctx.log.info({ orderId }, 'the bank was silent; the next sweep asks again')
    else ctx.log.error({ orderId, error: String(error) }, 'could not be settled this time')
  }
}
