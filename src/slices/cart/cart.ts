import type { Money } from '#platform/lib/money.ts'
import { SHOP_CURRENCY } from '#platform/lib/money.ts'
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
  /** What one cost when the shopper last put it in, changed it or agreed to its price. */
  seenPrice: Money
  priceChanged: boolean
  /** Units that can be bought now; 0 also when it is no longer sold. */
  available: number
  total: Money
}

/** `count` is units, not lines. */
export type Cart = { lines: CartLine[]; subtotal: Money; count: number; leftOut: LeftOut[] }

export const emptyCart: Cart = {
  lines: [],
  subtotal: { amount: 0, currency: SHOP_CURRENCY },
  count: 0,
  leftOut: [],
}

/** The cart of these lines, each multiplied out and all summed up. */
export function cartOf(lines: Omit<CartLine, 'total' | 'priceChanged'>[], leftOut: LeftOut[] = []): Cart {
  const priced = lines.map(line => ({
    ...line,
    priceChanged: line.unitPrice.amount !== line.seenPrice.amount,
    total: { ...line.unitPrice, amount: line.unitPrice.amount * line.quantity },
  }))
  return {
    lines: priced,
    subtotal: { ...emptyCart.subtotal, amount: priced.reduce((sum, line) => sum + line.total.amount, 0) },
    count: priced.reduce((sum, line) => sum + line.quantity, 0),
    leftOut,
  }
}
