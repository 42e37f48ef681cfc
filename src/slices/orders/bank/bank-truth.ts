import type { ProviderDispute, ProviderPayment, ProviderRefund } from '#slices/payments/provider.ts'
import type { OrdersCtx } from '../orders-ctx.ts'

/** The provider's current record of one payment. */
export type BankTruth = {
  payment: ProviderPayment
  refunds: ProviderRefund[]
  disputes: ProviderDispute[]
}

/** `absent`: the provider has no such payment. Null: it could not be asked. */
export async function readTruth(ctx: OrdersCtx, providerId: string): Promise<BankTruth | 'absent' | null> {
  const answer = await ctx.gateway.retrieve(providerId)
  if (answer.kind === 'absent') return 'absent'
  if (answer.kind !== 'payment') return null
  const { payment } = answer
  if (payment.status !== 'succeeded') return { payment, refunds: [], disputes: [] }
  const refunds = await ctx.gateway.refundsOf(providerId)
  const disputes = refunds && (await ctx.gateway.disputesOf(providerId))
  return refunds && disputes && { payment, refunds, disputes }
}
