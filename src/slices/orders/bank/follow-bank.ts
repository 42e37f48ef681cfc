import { stopGoods } from '#slices/orders/delivery/stop-goods.ts'
import { matching } from '#slices/orders/refunds/matching-refund.ts'
import { settleRefund } from '#slices/orders/refunds/settle-refund.ts'
import type { ProviderRefund } from '#slices/payments/provider.ts'
import { readPayment } from '#slices/payments/queries.ts'
import type { Refund } from '#slices/payments/refund.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { BankSilent } from '#slices/payments/take-in-change.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { type BankTruth, readTruth } from './bank-truth.ts'
import { noteBankDispute } from './note-bank-dispute.ts'
import { noteBankRefund, noteRefundCameBack } from './note-bank-refund.ts'

/**
 * Makes our books follow the money of a paid order at the provider: refunds made there, refunds that failed later, and
 * disputes. It reads the provider's record and trusts no message. A second call changes nothing.
 */
export async function followBank(ctx: OrdersCtx, orderId: string): Promise<void> {
  const payment = await readPayment(ctx.db, orderId)
  if (payment?.status !== 'succeeded' || !payment.providerId) return
  const truth = await readTruth(ctx, payment.providerId)
  if (truth === null) throw new BankSilent(`the bank could not be asked about order ${orderId}`)
  if (truth !== 'absent') await followTruth(ctx, orderId, truth)
}

/** The same with a record that was just read. */
export async function followTruth(ctx: OrdersCtx, orderId: string, truth: BankTruth): Promise<void> {
  for (const dispute of truth.disputes) await noteBankDispute(ctx, orderId, dispute)
  // Failed refunds come first, because their money can then be given back again.
  const failedFirst = truth.refunds.toSorted(
    (a, b) => Number(b.status === 'failed') - Number(a.status === 'failed'),
  )
  for (const refund of failedFirst) await followRefund(ctx, orderId, truth, refund)
  await stopGoods(ctx, orderId)
}

async function followRefund(ctx: OrdersCtx, orderId: string, { payment }: BankTruth, theirs: ProviderRefund) {
  const ours = await ourRefund(ctx, orderId, theirs)
  if (ours?.status === 'requested') {
    if (theirs.status !== 'pending') await settleRefund(ctx, ours.id)
  } else if (theirs.status === 'failed') {
    if (ours?.status === 'succeeded') await noteRefundCameBack(ctx, ours)
  } else if (!ours || (ours.status === 'failed' && theirs.status === 'succeeded'))
    await noteBankRefund(ctx, orderId, payment, theirs)
}

async function ourRefund(ctx: OrdersCtx, orderId: string, theirs: ProviderRefund): Promise<Refund | null> {
  return matching(await refundsOf(ctx.db, orderId), theirs)
}
