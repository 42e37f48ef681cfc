import type { TaxClass } from '#slices/catalog/tax-classes.ts'
import type { LivePromotion } from '#slices/promotions/promotion.ts'

/**
 * How a sale is seen by the law: a rate of nought alone does not say whether something is zero-rated, exempt, sent abroad or owed
 * by the buyer.
 */
export const treatments = [
  'standard',
  'reduced',
  'zero',
  'exempt',
  'reverse_charge',
  'export',
  'outside_scope',
] as const
export type Treatment = (typeof treatments)[number]

export type TaxRate = { name: string; rateBasisPoints: number; treatment: Treatment }

/** `unitPriceMinor`: as the shop shows it, with the tax where the rules say that it is inside. */
export type CartLine = { productId: string; unitPriceMinor: number; quantity: number; taxClass: TaxClass }

export type Cart = { lines: readonly CartLine[]; deliveryMinor: number; currency: string }

export type Rules = {
  /** Those that are live at the moment, and the ones that a code of the buyer unlocked. */
  promotions: readonly LivePromotion[]
  /** What is owed on goods of this class, at the place where they go. */
  rateOf: (taxClass: TaxClass) => TaxRate
  /** Prices contain the tax; otherwise it is added to them. */
  taxIncluded: boolean
  /** It is the buyer's first order. */
  isFirstOrder: boolean
  /** The buyer owes the tax, so the order is charged without it. Left out: the shop owes it. */
  reverseCharge?: boolean
}
