import type { Money } from '#platform/fields/money.ts'
import type { Later } from './later.ts'
import type { ProductDetail } from './schema.ts'

export type ProductPicture = { url: string; alt: string }

/** What a shopper is told of a price in a sale: what was charged before the sale, and the lowest price of the thirty days before it. */
export type Reduction = { before: Money; lowest: Money }

/** A product in a list. Prices and units cover the variants that match the list's filters. */
export type ProductCard = {
  slug: string
  name: string
  tagline: string
  priceFrom: Money
  /** False when every matching variant costs the same. */
  pricesDiffer: boolean
  /** Of the variant that costs `priceFrom`. */
  reduction: Reduction | null
  picture: ProductPicture
  /** The colour of the picture when the list asked for one; null for the usual picture. */
  shownColour: string | null
  colours: string[]
  /** The units that can be bought now, over all matching variants. */
  available: number
  /** What can be bought of it beyond its stock, when nothing is on the shelf. */
  later: Later | null
  isNew: boolean
}

/** `available`: the units on the shelf that nobody has bought. `later`: what can be bought beyond them, if anything. */
export type ProductOffer = {
  sku: string
  price: Money
  reduction: Reduction | null
  available: number
  later: Later | null
}

export type ProductVariant = ProductOffer & {
  options: Record<string, string>
  /** True when a launch is planned or current. The page then asks separately whether shoppers can buy now. */
  hasLaunch: boolean
}

export type Product = {
  slug: string
  name: string
  tagline: string
  description: string
  details: ProductDetail[]
  category: { slug: string; name: string } | null
  manufacturer: string | null
  responsiblePerson: string | null
  isNew: boolean
  variants: ProductVariant[]
  /** The pictures in their order; `colour` is null when a picture is for every variant. */
  pictures: (ProductPicture & { colour: string | null })[]
}

export type Category = {
  slug: string
  name: string
  description: string
  imageUrl: string | null
  productCount: number
}
