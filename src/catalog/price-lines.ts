import type { DbOrTx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'

/** A variant as it can be sold now: its name, current price and picture. */
export type SellableVariant = {
  variantId: string
  sku: string
  name: string
  options: Record<string, string>
  imageUrl: string | null
  unitPriceMinor: number
  currency: string
}

const onSale = `
  select v.id as "variantId", v.sku, p.name, v.options, c.amount_minor as "unitPriceMinor", c.currency,
    (select i.url from images i where i.product_id = p.id and (i.colour is null or i.colour = v.options ->> 'Colour')
     order by i.position limit 1) as "imageUrl"
  from variants v
  join products p on p.id = v.product_id and p.active
  join prices c on c.variant_id = v.id and c.valid_to is null
  where v.sku = any($1::text[]) and v.active`

/** What the shop asks for these SKUs now. An SKU that is unknown, inactive or without a price is not in the map. */
export async function sellableVariants(
  db: DbOrTx,
  skus: readonly string[],
): Promise<Map<string, SellableVariant>> {
  const rows = await prepared<SellableVariant & { unitPriceMinor: string }>(db, onSale, [skus])
  return new Map(rows.map(row => [row.sku, { ...row, unitPriceMinor: Number(row.unitPriceMinor) }]))
}
