import { type Cart, type CartLine, cartOf, MAX_PER_LINE } from './cart.ts'

/** A new line, before the shop has answered. */
export type NewLine = Omit<CartLine, 'seenPrice' | 'priceChanged' | 'total' | 'isSold'>

// These functions guess the next cart. The browser shows the guess at once, and the shop's answer replaces it.

export function withAdded(cart: Cart, line: NewLine): Cart {
  const known = cart.lines.find(other => other.sku === line.sku)
  const most = Math.min(line.available, MAX_PER_LINE)
  if (known)
    return withQuantity(
      cart,
      line.sku,
      Math.max(known.quantity, Math.min(known.quantity + line.quantity, most)),
    )
  const put = { ...line, quantity: Math.min(line.quantity, most), seenPrice: line.unitPrice, isSold: true }
  return cartOf([...cart.lines, put], cart.leftOut)
}

export function withQuantity(cart: Cart, sku: string, quantity: number): Cart {
  return cartOf(
    cart.lines.map(line => (line.sku === sku ? { ...line, quantity, seenPrice: line.unitPrice } : line)),
    cart.leftOut,
  )
}

export function without(cart: Cart, sku: string): Cart {
  return cartOf(
    cart.lines.filter(line => line.sku !== sku),
    cart.leftOut,
  )
}

export function withPricesAccepted(cart: Cart): Cart {
  return cartOf(
    cart.lines.map(line => ({ ...line, seenPrice: line.unitPrice })),
    cart.leftOut,
  )
}

export function withLeftOutRead(cart: Cart): Cart {
  return { ...cart, leftOut: [] }
}
