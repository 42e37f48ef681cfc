import { eq } from 'drizzle-orm'
import type { Audited } from '#platform/audit/audited.ts'
import type { DbOrTx } from '#platform/db/client.ts'
import { variants } from './schema.ts'

/** The SKU of a variant, under which people and programs know it; the id itself for a variant that is not there. */
export async function skuOf(db: DbOrTx, variantId: string): Promise<string> {
  const [variant] = await db.select({ sku: variants.sku }).from(variants).where(eq(variants.id, variantId))
  return variant?.sku ?? variantId
}

/** A product by its id, with its variants. Its pictures change by themselves. */
export const auditedProduct: Audited = {
  entity: 'product',
  stands: `
    select jsonb_build_object('id', p.id, 'slug', p.slug, 'name', p.name, 'tagline', p.tagline, 'description', p.description,
      'state', case when p.active then 'published' else 'draft' end,
      'categories', case when c.id is null then '[]' else jsonb_build_array(c.slug) end,
      'manufacturer', p.manufacturer, 'responsiblePerson', p.responsible_person, 'customsCode', p.customs_code, 'originCountry', p.origin_country, 'taxClass', p.tax_class,
      'variants', coalesce((
        select jsonb_agg(jsonb_build_object('variantId', v.id, 'sku', v.sku, 'options', v.options,
          'price', case when r.amount_minor is not null then jsonb_build_object('amount', r.amount_minor, 'currency', r.currency) end,
          'barcode', v.barcode, 'weightGrams', v.weight_grams, 'onSale', v.active) order by v.position, v.sku)
        from variants v left join prices r on r.variant_id = v.id and r.valid_to is null where v.product_id = p.id), '[]'))
    from products p left join categories c on c.id = p.category_id where p.id = $1::text::uuid`,
}

/** The pictures of a product in their order, each as what it shows. */
export const auditedPictures: Audited = {
  entity: 'product',
  stands: `
    select jsonb_build_object('pictures', coalesce((
      select jsonb_agg(alt || coalesce(' (' || colour || ')', '') order by position, id) from images where product_id = p.id), '[]'))
    from products p where p.id = $1::text::uuid`,
}

/** A variant by its SKU, as far as the catalogue sets it. */
export const auditedVariant: Audited = {
  entity: 'variant',
  stands: `
    select jsonb_build_object('sku', v.sku, 'maxPerOrder', v.max_per_order, 'priceMinor', p.amount_minor, 'currency', p.currency)
    from variants v left join prices p on p.variant_id = v.id and p.valid_to is null where v.sku = $1::text`,
}

/** The sales of a product that run or are still to come, each as what it costs and until when. */
export const auditedSales: Audited = {
  entity: 'product',
  stands: `
    select jsonb_build_object('sales', coalesce((
      select jsonb_agg(jsonb_build_object('sku', v.sku, 'amount', s.amount_minor, 'currency', s.currency, 'startsAt', s.starts_at, 'endsAt', s.ends_at)
        order by s.starts_at, v.sku)
      from variants v join sale_prices s on s.variant_id = v.id
      where v.product_id = p.id and (s.ends_at is null or s.ends_at > clock_timestamp())), '[]'))
    from products p where p.id = $1::text::uuid`,
}
