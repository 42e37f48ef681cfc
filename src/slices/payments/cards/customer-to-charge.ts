import { Refusal } from '#platform/lib/refusal.ts'
import { withinMs } from '#platform/lib/within-ms.ts'
import type { PaymentsCtx } from '../provider.ts'
import { providerCustomerFor, readProviderCustomer } from './provider-customer.ts'
import type { SavedCardUse } from './saved-card.ts'

/** The order does not wait longer for what only spares typing next time. */
const PATIENCE_MS = 3_000

/**
 * The provider's customer that a charge names. Throws Refusal('validation_failed') for a kept card that is not this
 * account's, or of which the provider does not say whose it is. Null: the card is not kept, and the order goes on.
 */
export async function customerToCharge(
  ctx: PaymentsCtx,
  { customerId, use, method }: { customerId: string | null; use: SavedCardUse; method: string },
): Promise<string | null> {
  if (use === 'use') return ownerOfCard(ctx, customerId, method)
  if (!customerId || !method.startsWith('ctoken_')) return null
  const made = await withinMs(providerCustomerFor(ctx, customerId), PATIENCE_MS)
  if (!made) ctx.log.warn('a card is not kept: no customer at the payment provider')
  return made
}

async function ownerOfCard(ctx: PaymentsCtx, customerId: string | null, cardId: string): Promise<string> {
  const known = customerId ? await readProviderCustomer(ctx.db, customerId) : null
  if (!known?.providerId) throw notSaved()
  const answer = await withinMs(ctx.gateway.cards.cardOf(known.providerId, cardId), PATIENCE_MS)
  switch (answer?.kind) {
    case 'card':
      return known.providerId
    case 'absent':
    case 'refused':
      throw notSaved()
    default:
      throw refused('We cannot reach your saved cards just now. Try again in a minute, or use another card')
  }
}

const notSaved = () => refused('This card is no longer saved. Choose another one')

const refused = (message: string) =>
  new Refusal('validation_failed', `${message}.`, [{ path: 'payment.method', message }])
