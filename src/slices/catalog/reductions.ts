import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Reduction } from './product.ts'

/**
 * What a shopper is told of a price in a sale, for a row of `current_prices`; null when it is not reduced. A price above the one before the sale
 * is no reduction, as after a sale that was better. The history is looked up for what is on sale only.
 */
export const reductionOf = (price: {
  variantId: SQLWrapper
  amountMinor: SQLWrapper
  regularMinor: SQLWrapper
}): SQL<Reduction | null> => sql<Reduction | null>`
  case when ${price.amountMinor} < ${price.regularMinor} then (
    select jsonb_build_object(
      'before', jsonb_build_object('amount', r.before_minor, 'currency', r.currency),
      'lowest', jsonb_build_object('amount', r.lowest_minor, 'currency', r.currency))
    from running_sales r where r.variant_id = ${price.variantId} and r.before_minor > ${price.amountMinor}
  ) end`
