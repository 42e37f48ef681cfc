import type { ProviderRefund } from '#slices/payments/provider.ts'
import type { Refund } from '#slices/payments/refund.ts'

/** Finds our refund by the provider's own id or, before we know that, by the id that we sent. */
export function matching(known: readonly Refund[], theirs: ProviderRefund): Refund | null {
  return (
    known.find(refund => refund.providerId === theirs.providerId) ??
    known.find(refund => refund.providerId === null && refund.id === theirs.refundId) ??
    null
  )
}
