import type { DbOrTx } from '#platform/db/client.ts'
import { type AskingCtx, askGiftCards } from '#slices/credit/ask-gift-cards.ts'
import { endOfCode } from '#slices/credit/gift-code.ts'
import { readStoreCredit } from '#slices/credit/read-credit.ts'
import type { CreditKind } from '#slices/credit/schema.ts'
import type { UnusedCode } from './promotions-for.ts'

/** A gift card, or the store credit of the buyer, with what it can pay. */
export type Means = { accountId: string; kind: CreditKind; codeEnd: string | null; balanceMinor: number }

/** What the buyer wants to pay with before the card does, and the cards that cannot. */
export type AskedMeans = {
  usable: Means[]
  refused: UnusedCode[]
  /** What the buyer has as store credit, used or not. */
  storeCreditMinor: number
}

export const NO_MEANS: AskedMeans = { usable: [], refused: [], storeCreditMinor: 0 }

type Asked = {
  giftCards?: readonly string[] | undefined
  storeCredit?: boolean | undefined
  customerId: string | null
}

/** Reads the cards in the order asked, and the buyer's store credit after them. */
export async function readMeans(
  ctx: AskingCtx,
  { giftCards = [], storeCredit = false, customerId }: Asked,
  currency: string,
): Promise<AskedMeans> {
  const [cards, own] = await Promise.all([
    giftCards.length > 0 ? askGiftCards(ctx, giftCards) : [],
    customerId ? ownCredit(ctx.db, customerId, currency) : [],
  ])
  const usable = new Map<string, Means>()
  for (const card of cards)
    if (card.kind === 'usable')
      usable.set(card.accountId, {
        accountId: card.accountId,
        kind: 'gift_card',
        codeEnd: endOfCode(card.code),
        balanceMinor: card.balance.amount,
      })
  return {
    usable: [...usable.values(), ...(storeCredit ? own : [])],
    refused: cards.flatMap(card =>
      card.kind === 'refused' ? [{ code: card.code, sentence: card.sentence }] : [],
    ),
    storeCreditMinor: own.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0),
  }
}

async function ownCredit(db: DbOrTx, customerId: string, currency: string): Promise<Means[]> {
  const found = await readStoreCredit(db, customerId, currency)
  if (!found || found.balance.amount === 0) return []
  return [
    {
      accountId: found.accountId,
      kind: 'store_credit',
      codeEnd: null,
      balanceMinor: found.balance.amount,
    },
  ]
}

/** What a gift card or store credit pays of an order. */
export type CreditPayment = Omit<Means, 'balanceMinor'> & { amountMinor: number }

/**
 * Each means pays what it has, in the order given, and the card pays the rest: `dueMinor`. What the card pays is nothing, or at least the smallest charge; so the
 * last of them pay less where too little would be left for it.
 */
export function payWith(
  totalMinor: number,
  means: readonly Means[],
  leastMinor: number,
): { parts: CreditPayment[]; dueMinor: number } {
  let dueMinor = totalMinor
  const parts: CreditPayment[] = []
  for (const { balanceMinor, ...account } of means) {
    const amountMinor = Math.min(balanceMinor, dueMinor)
    parts.push({ ...account, amountMinor })
    dueMinor -= amountMinor
  }
  for (const part of parts.toReversed()) {
    if (dueMinor === 0 || dueMinor >= leastMinor) break
    const back = Math.min(part.amountMinor, leastMinor - dueMinor)
    part.amountMinor -= back
    dueMinor += back
  }
  return { parts: parts.filter(({ amountMinor }) => amountMinor > 0), dueMinor }
}
