import { includedShareMinor, shareMinor } from '#platform/fields/money.ts'
import type { Country } from '#slices/customers/addresses/countries.ts'
import { type ShippingMethod, shippingPriceMinor } from './shipping-methods.ts'

export type Totals = {
  currency: string
  subtotalMinor: number
  shippingMinor: number
  discountMinor: number
  /** Inside the total when `taxIncluded`, otherwise added to it. */
  taxMinor: number
  taxName: string
  taxRateBasisPoints: number
  taxIncluded: boolean
  totalMinor: number
}

/** The totals of an order. Tax is computed once, on goods and shipping together, and rounded half up. */
export function totalsOf(
  lines: readonly { unitPriceMinor: number; quantity: number }[],
  delivery: { country: Country; method: ShippingMethod; currency: string },
): Totals {
  const subtotalMinor = lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0)
  const shippingMinor = shippingPriceMinor(delivery.method, subtotalMinor)
  const discountMinor = 0
  const taxed = subtotalMinor + shippingMinor - discountMinor
  const { name, rateBasisPoints, included } = delivery.country.tax
  const taxMinor = included ? includedShareMinor(taxed, rateBasisPoints) : shareMinor(taxed, rateBasisPoints)
  return {
    currency: delivery.currency,
    subtotalMinor,
    shippingMinor,
    discountMinor,
    taxMinor,
    taxName: name,
    taxRateBasisPoints: rateBasisPoints,
    taxIncluded: included,
    totalMinor: taxed + (included ? 0 : taxMinor),
  }
}
