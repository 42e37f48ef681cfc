import { type CartLine, MAX_LINES, MAX_PER_LINE } from '#slices/cart/cart.ts'
import type { LeftOutWhy } from '#slices/cart/schema.ts'
import { expectedDay, laterWords } from '#slices/catalog/later.ts'

/** Why some units were left out when two carts became one; it follows the item's name and a colon. */
export function leftOutWords(why: LeftOutWhy | undefined): string {
  switch (why?.is) {
    case 'lines':
      return `a cart holds up to ${why.most} different items`
    case 'most':
      return `an order holds up to ${why.most} of one item`
    case 'own_most':
      return `this item is limited to ${why.most} per order`
    case 'not_sold':
      return 'we no longer sell it'
    case undefined:
      return `a cart holds up to ${MAX_LINES} different items, and ${MAX_PER_LINE} of each`
  }
}

/** `2 of them leave from Fri 11 Dec`: which of a line's units are not in stock. Null: all are. */
export function lateWords({
  quantity,
  available,
  later,
}: Pick<CartLine, 'quantity' | 'available' | 'later'>): string | null {
  const late = Math.min(quantity, available) - (later?.onShelf ?? available)
  if (!later || late <= 0) return null
  if (late === quantity) return laterWords(later)
  return `${late} of them not in stock now; ${late === 1 ? 'leaves' : 'leave'} from ${expectedDay(later.expectedOn)}`
}

/** Why fewer units than wanted can be bought now. */
export function shortWords({ available, isSold }: Pick<CartLine, 'available' | 'isSold'>): string {
  if (!isSold) return 'No longer sold'
  return available > 0 ? `Only ${available} left` : 'Sold out'
}
