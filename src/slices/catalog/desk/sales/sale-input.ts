import { z } from 'zod'
import { skuField } from '#platform/fields/fields.ts'
import { momentField } from '#platform/fields/moment-field.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { MOST_VARIANTS, priceField } from '../product-fields.ts'

const PERCENT = 'Enter a whole number from 1 to 99'
const timeField = momentField('Send the moment with its time zone, like 2026-11-29T08:00:00Z')

/** A sale as staff and their programs set it: a price, or so much off each variant's own. */
export const newSaleSchema = z.object({
  /** Left out: every variant that is sold. */
  skus: optionally(
    z
      .array(skuField, 'Send SKUs')
      .min(1, 'Name a SKU, or leave this out')
      .max(MOST_VARIANTS, `Name ${MOST_VARIANTS} SKUs or fewer`),
  ),
  price: optionally(priceField),
  percentOff: optionally(z.int(PERCENT).min(1, PERCENT).max(99, PERCENT)),
  /** Left out: now. */
  startsAt: optionally(timeField),
  /** Left out: until it is stopped. */
  endsAt: optionally(timeField),
})
export type NewSale = z.infer<typeof newSaleSchema>
