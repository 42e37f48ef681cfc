import { widestOf } from '#slices/catalog/pictures/picture-file.ts'
import type { Product } from '#slices/catalog/product.ts'

/** The product for search engines: https://schema.org/Product with one Offer for each variant. */
export function ProductJsonLd({ product, shopUrl }: { product: Product; shopUrl: string }) {
  const url = `${shopUrl}/products/${product.slug}`
  const facts = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.name,
    description: product.description,
    ...(product.category && { category: product.category.name }),
    ...(product.pictures.length > 0 && {
      image: product.pictures.slice(0, 3).map(({ url }) => `${shopUrl}${widestOf(url)?.url ?? url}`),
    }),
    offers: product.variants.map(variant => ({
      '@type': 'Offer',
      sku: variant.sku,
      url,
      price: (variant.price.amount / 100).toFixed(2),
      priceCurrency: variant.price.currency,
      availability: `https://schema.org/${variant.available > 0 ? 'InStock' : variant.later ? 'BackOrder' : 'OutOfStock'}`,
    })),
  }
  // A product's text could hold "</script>". The escape means the same but does not end the script.
  const json = JSON.stringify(facts).replaceAll('<', '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON for machines, with the one dangerous character escaped.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
