import type { Money } from '#platform/fields/money.ts'
import type { ProductPicture } from '#slices/catalog/product.ts'

/** The most wishes of one customer: far more than people keep, and few enough to show on one page. */
export const MAX_WISHES = 200

export type WishedProduct = {
  slug: string
  name: string
  picture: ProductPicture | null
  /** Null when the product is no longer sold. `from`: its variants have different prices. */
  price: { lowest: Money; from: boolean } | null
  /** The units that can be bought now, over all variants. */
  available: number
}

/** A product with the number of customers who wish for it. */
export type MostWished = WishedProduct & { wishes: number; lastWishedAt: Date }
