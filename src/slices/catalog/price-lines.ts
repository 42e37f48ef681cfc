import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { TaxClass } from './tax-classes.ts'

/** A variant on sale: its name, current price and picture. */
export type SellableVariant = {
  variantId: string
  productId: string
  taxClass: TaxClass
  sku: string
  name: string
  options: Record<string, string>
  imageUrl: string | null
  unitPriceMinor: number
  currency: string
  /** The most units in one order; null means the shop’s general limit. */
  maxPerOrder: number | null
  /** Some promotion needs no code, so the order may get it. Asked here, because a statement of its own costs each order a way to the database. */
  mayBePromoted: boolean
}

const onSale = (sku: string) => `
  select v.id as "variantId", v.product_id as "productId", p.tax_class as "taxClass", v.sku, p.name, v.options, c.amount_minor as "unitPriceMinor", c.currency, v.max_per_order as "maxPerOrder",
    exists (select from automatic_promotions) as "mayBePromoted",
    (select i.url from images i where i.product_id = p.id and i.state = 'ready' and (i.colour is null or i.colour = v.options ->> 'Colour')
     order by i.position limit 1) as "imageUrl"
  from variants v
  join products p on p.id = v.product_id and p.active
  join current_prices c on c.variant_id = v.id
  where v.sku ${sku} and v.active`
const oneOnSale = onSale('= $1')
const someOnSale = onSale('= any($1::text[])')

/**
 * Postgres plans a list of SKUs again each time, because its length matters, and that takes six times as long as finding one. So up to this many
 * SKUs are read one by one.
 */
const ONE_BY_ONE_MOST = 8

type Row = SellableVariant & { unitPriceMinor: string }

/** Reads the current prices of these SKUs. A SKU that is unknown, inactive or without a price is not in the map. */
export async function sellableVariants(
  db: DbOrTx,
  skus: readonly string[],
): Promise<Map<string, SellableVariant>> {
  const reads =
    skus.length <= ONE_BY_ONE_MOST
      ? skus.map(sku => prepared<Row>(db, oneOnSale, [sku]))
      : [prepared<Row>(db, someOnSale, [skus])]
  const rows = (await Promise.all(reads)).flat()
  return new Map(rows.map(row => [row.sku, { ...row, unitPriceMinor: Number(row.unitPriceMinor) }]))
}
