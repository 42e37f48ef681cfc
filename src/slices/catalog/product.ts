import type { Money } from '#platform/lib/money.ts'
import type { ProductDetail } from './schema.ts'

export type ProductPicture = { url: string; alt: string }

/** A product as it stands in a list. Prices and units are those of the variants that match the list's filters. */
export type ProductCard = {
  slug: string
  name: string
  tagline: string
  priceFrom: Money
  /** False when every matching variant costs the same. */
  pricesDiffer: boolean
  picture: ProductPicture
  /** The colour of the picture when the list asked for it; null when the picture is the usual one. */
  shownColour: string | null
  colours: string[]
  /** Units that can be bought now, of all matching variants together. */
  available: number
  isNew: boolean
}

export type ProductOffer = { sku: string; price: Money; available: number }
export type ProductVariant = ProductOffer & {
  options: Record<string, string>
  /** A launch of it is planned or going on: whether it can be bought now is another question. */
  hasLaunch: boolean
}

export type Product = {
  slug: string
  name: string
  tagline: string
  description: string
  details: ProductDetail[]
  category: { slug: string; name: string }
  isNew: boolean
  variants: ProductVariant[]
  /** In the order to show them; `colour` is null where a picture stands for every variant. */
  pictures: (ProductPicture & { colour: string | null })[]
}

export type Category = {
  slug: string
  name: string
  description: string
  imageUrl: string | null
  productCount: number
}
