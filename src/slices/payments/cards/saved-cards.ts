import { withinMs } from '#platform/lib/within-ms.ts'
import { provedEmailOf } from '#slices/customers/queries.ts'
import type { PaymentsCtx, ProviderCard } from '../provider.ts'
import { readProviderCustomer } from './provider-customer.ts'
import type { SavedCard, SavedCards } from './saved-card.ts'

/** Somebody looks at an empty place meanwhile. */
const PATIENCE_MS = 3_000

/** The cards that the provider keeps for the account, as it tells them now; we keep nothing of them. */
export async function savedCards(ctx: PaymentsCtx, customerId: string): Promise<SavedCards> {
  const known = await readProviderCustomer(ctx.db, customerId)
  if (!known?.providerId) return { kind: 'cards', cards: [] }
  const answer = await withinMs(ctx.gateway.cards.cardsOf(known.providerId), PATIENCE_MS)
  if (answer?.kind !== 'cards') {
    ctx.log.warn({ answer: answer?.kind ?? 'late' }, 'the saved cards of an account could not be read')
    return { kind: 'no_answer' }
  }
  return { kind: 'cards', cards: inOrder(answer.cards, answer.defaultId, ctx.now()) }
}

/** The default first: the card that was chosen for it, or the newest. */
function inOrder(cards: readonly ProviderCard[], defaultId: string | null, now: Date): SavedCard[] {
  const first = cards.find(({ id }) => id === defaultId) ?? cards[0]
  return cards
    .map(card => ({ ...card, isDefault: card === first, isExpired: isExpired(card, now) }))
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault))
}

/** A card is good until the end of its month. */
const isExpired = ({ expYear, expMonth }: ProviderCard, now: Date): boolean =>
  expYear * 12 + expMonth < now.getUTCFullYear() * 12 + now.getUTCMonth() + 1

/** What the checkout shows to the account before the provider is asked for anything. */
export async function cardsAtCheckout(
  ctx: Pick<PaymentsCtx, 'db'>,
  customerId: string,
): Promise<{ mayKeep: boolean; mayHave: boolean }> {
  const [email, known] = await Promise.all([
    provedEmailOf(ctx.db, customerId),
    readProviderCustomer(ctx.db, customerId),
  ])
  return { mayKeep: email !== null, mayHave: Boolean(known?.providerId) }
}
