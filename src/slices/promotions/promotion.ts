import type { Money } from '#platform/fields/money.ts'

/** What a promotion gives. `amount` is taken off the goods it is about, and never off the delivery. */
export type Effect =
  | { kind: 'percent'; basisPoints: number }
  | { kind: 'amount'; amount: Money }
  | { kind: 'free_delivery' }
  /** Of each set of `buy + get` units the `get` cheapest cost `percentOff` per cent less. */
  | { kind: 'buy_x_get_y'; buy: number; get: number; percentOff: number }

/** What must be true of an order. `products` and `categories` are slugs; a category counts with everything below it. */
export type Conditions = {
  minSubtotal?: Money
  products?: string[]
  categories?: string[]
  firstOrder?: boolean
}

/** A version of a promotion, as an order meets it at some moment. */
export type LivePromotion = {
  id: string
  version: number
  name: string
  /** The code that unlocked it, as it is shown. Null: it needs none. */
  code: string | null
  codeId: string | null
  effect: Effect
  conditions: Conditions
  /** It may be given together with others that combine. Otherwise an order has it alone. */
  combines: boolean
  limitPerCustomer: number | null
  /** The products that the conditions name. Null: every product. */
  productIds: ReadonlySet<string> | null
}
