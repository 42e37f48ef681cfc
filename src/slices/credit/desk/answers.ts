import type { CreditEntry, GiftCard, ListedGiftCard } from '../queries.ts'

export function listedCardOf(card: ListedGiftCard) {
  const { id, codeEnd, balanceMinor, currency, state, expiresOn, email, deliverOn, mails, createdAt } = card
  return {
    id,
    end: codeEnd,
    balance: { amount: balanceMinor, currency },
    state,
    expiresOn,
    email,
    deliverOn,
    mails,
    issuedAt: createdAt.toISOString(),
  }
}

export const cardOf = (card: GiftCard) => ({
  ...listedCardOf(card),
  message: card.message,
  entries: card.entries.map(entry => entryOf(entry, card.currency)),
})

const entryOf = (
  { number, kind, amountMinor, orderId, reason, actor, at }: CreditEntry,
  currency: string,
) => ({
  number,
  kind,
  amount: { amount: amountMinor, currency },
  orderId,
  reason,
  by: actor,
  at: at.toISOString(),
})
