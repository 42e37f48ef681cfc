import type { Given } from './discounts.ts'
import type { TaxRate, Treatment } from './rules.ts'

/** All amounts are whole minor units of the cart's currency. `discountMinor` is positive and taken off. */
export type PricedLine = {
  goodsMinor: number
  discountMinor: number
  /** Inside `goodsMinor - discountMinor` or added to it, as the rules say. */
  taxMinor: number
  rateBasisPoints: number
  treatment: Treatment
}

/** `baseMinor`: without the tax. The parts of the delivery are in it. */
export type TaxGroup = TaxRate & {
  baseMinor: number
  taxMinor: number
  /** The delivery's share of the group, after discounts and as prices are shown, and the tax on it. */
  deliveryMinor: number
  deliveryTaxMinor: number
}

export type Price = {
  lines: PricedLine[]
  discounts: Given[]
  taxes: TaxGroup[]
  subtotalMinor: number
  deliveryMinor: number
  discountMinor: number
  taxMinor: number
  taxIncluded: boolean
  totalMinor: number
}
