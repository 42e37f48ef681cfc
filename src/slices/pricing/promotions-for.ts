import type { DbOrTx } from '#platform/db/client.ts'
import { formatMoney } from '#platform/ui/format.ts'
import { livePromotions } from '#slices/promotions/live-promotions.ts'
import type { LivePromotion } from '#slices/promotions/promotion.ts'
import { usedUpBy } from '#slices/promotions/used-up-by.ts'
import { type Given, type Unmet, unmet } from './discounts.ts'
import type { Cart } from './rules.ts'

/** The buyer, as far as promotions ask. */
export type PromotedBuyer = {
  /** Under what they are known to limits (customerKeys). Nobody is known yet when there are none. */
  keys: () => readonly string[]
  isFirstOrder: () => Promise<boolean>
}

/** A code that takes nothing off this order, and why, for the shopper. */
export type UnusedCode = { code: string; sentence: string }

export type Promoted = { live: LivePromotion[]; isFirstOrder: boolean; refused: UnusedCode[] }

type Asked = {
  codes: readonly string[]
  at: Date
  currency: string
  /** The products of the order. */
  among: readonly string[]
  buyer: PromotedBuyer | null
}

/**
 * The promotions that an order meets. What its buyer has used up is not among them: a limit is decided when the order is placed, and this spares
 * the surprise.
 */
export async function promotionsFor(db: DbOrTx, { buyer, ...asked }: Asked): Promise<Promoted> {
  const { live, refused } = await livePromotions(db, asked)
  const [used, isFirstOrder] = await Promise.all([
    buyer ? usedUpBy(db, buyer.keys(), live) : ([] as string[]),
    buyer && live.some(({ conditions }) => conditions.firstOrder) ? buyer.isFirstOrder() : true,
  ])
  const usedUp = live.filter(({ id }) => used.includes(id))
  return {
    live: live.filter(({ id }) => !used.includes(id)),
    isFirstOrder,
    refused: [
      ...refused.map(({ code, sentence }) => ({ code, sentence })),
      ...usedUp.flatMap(({ code }) =>
        code === null ? [] : [{ code, sentence: `You have used the code ${code} already.` }],
      ),
    ],
  }
}

/** The codes whose promotions do not fit this cart. One that gave way to something better is not among them. */
export function unmetCodes(
  { live, isFirstOrder }: Promoted,
  cart: Cart,
  given: readonly Given[],
): UnusedCode[] {
  return live.flatMap(promotion => {
    const { code } = promotion
    if (code === null || given.some(each => each.promotion.id === promotion.id)) return []
    const why = unmet(promotion, cart, { isFirstOrder })
    return why ? [{ code, sentence: wordsOf(code, why, cart.currency) }] : []
  })
}

function wordsOf(code: string, why: Unmet, currency: string): string {
  switch (why.kind) {
    case 'other_goods':
      return `The code ${code} is for other things than those in this order.`
    case 'below':
      return `The code ${code} needs goods for ${formatMoney(why.leastMinor, currency)}: ${formatMoney(why.missingMinor, currency)} are missing.`
    case 'not_first_order':
      return `The code ${code} is for a first order.`
    case 'other_currency':
      return `The code ${code} is for another currency.`
  }
}
