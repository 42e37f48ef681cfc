import { Refusal } from '#platform/lib/refusal.ts'
import type { KeeperFailure, PaymentsCtx } from '../provider.ts'
import { readProviderCustomer } from './provider-customer.ts'
import type { SavedCards } from './saved-card.ts'
import { savedCards } from './saved-cards.ts'

type Chosen = { customerId: string; cardId: string }

/** The provider forgets the card. One that is gone already stays gone. */
export async function removeCard(ctx: PaymentsCtx, chosen: Chosen): Promise<SavedCards> {
  const providerId = await ownerOf(ctx, chosen)
  if (providerId) orAway(await ctx.gateway.cards.removeCard(chosen.cardId), unknownWhether('removed'))
  return savedCards(ctx, chosen.customerId)
}

/** The card is chosen beforehand at the next checkout. */
export async function makeDefaultCard(ctx: PaymentsCtx, chosen: Chosen): Promise<SavedCards> {
  const providerId = await ownerOf(ctx, chosen)
  if (!providerId) throw new Refusal('not_found', 'This card is no longer saved.')
  orAway(await ctx.gateway.cards.makeDefault(providerId, chosen.cardId), unknownWhether('put first'))
  return savedCards(ctx, chosen.customerId)
}

/** The provider's customer of this account, if the card is theirs. Null: it is not, or not any more. */
async function ownerOf(ctx: PaymentsCtx, { customerId, cardId }: Chosen): Promise<string | null> {
  const known = await readProviderCustomer(ctx.db, customerId)
  if (!known?.providerId) return null
  const answer = await ctx.gateway.cards.cardOf(known.providerId, cardId)
  if (answer.kind === 'absent') return null
  orAway(answer, 'your card stays as it is. Try again in a minute')
  return known.providerId
}

const unknownWhether = (became: string) =>
  `we cannot say whether your card was ${became}. Look again in a minute`

/** What the provider refuses is as good as done: the list that is read afterwards shows how things are. */
function orAway({ kind }: { kind: 'done' } | { kind: 'card' } | KeeperFailure, so: string): void {
  if (kind === 'done' || kind === 'card' || kind === 'refused' || kind === 'absent') return
  throw new Refusal('payments_unavailable', `Our payment provider does not answer, so ${so}.`, [], 60)
}
