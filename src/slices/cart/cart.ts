import type { Money } from '#platform/fields/money.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import type { Reduction } from '#slices/catalog/product.ts'
import type { LeftOut } from './schema.ts'

export const MAX_PER_LINE = 99
export const MAX_LINES = 50

export type CartLine = {
  sku: string
  slug: string
  name: string
  options: Record<string, string>
  imageUrl: string | null
  quantity: number
  unitPrice: Money
  reduction: Reduction | null
  /** The price of one unit when the shopper last added it, changed it or agreed to its price. */
  seenPrice: Money
  priceChanged: boolean
  /** Units that can be bought, those that will wait for stock among them; also 0 when the item is no longer sold. */
  available: number
  /** How many of them are on a shelf, and the day on which the others are expected. Null: it is sold from the shelf alone. */
  later: { onShelf: number; expectedOn: string } | null
  isSold: boolean
  total: Money
}

/** `count` counts units, not lines; `subtotal` is the price of the units that can be bought now. */
export type Cart = { lines: CartLine[]; subtotal: Money; count: number; leftOut: LeftOut[] }

export const emptyCart: Cart = {
  lines: [],
  subtotal: { amount: 0, currency: SHOP_CURRENCY },
  count: 0,
  leftOut: [],
}

/** A line is worth what can be bought of it: a sum that nobody can pay would promise free delivery too. */
function payableMinor({ unitPrice, quantity, available }: Omit<CartLine, 'total' | 'priceChanged'>): number {
  return unitPrice.amount * Math.max(0, Math.min(quantity, available))
}

/** Makes a cart of these lines, with the total of each line and of the cart. */
export function cartOf(lines: Omit<CartLine, 'total' | 'priceChanged'>[], leftOut: LeftOut[] = []): Cart {
  const priced = lines.map(line => ({
    ...line,
    priceChanged: line.unitPrice.amount !== line.seenPrice.amount,
    total: { ...line.unitPrice, amount: line.unitPrice.amount * line.quantity },
  }))
  return {
    lines: priced,
    subtotal: { ...emptyCart.subtotal, amount: priced.reduce((sum, line) => sum + payableMinor(line), 0) },
    count: priced.reduce((sum, line) => sum + line.quantity, 0),
    leftOut,
  }
}
