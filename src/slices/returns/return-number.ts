import { codeText } from '#platform/fields/text.ts'
import { readOrderNumber } from '#slices/orders/desk/read-order-number.ts'
import { orderNumber } from '#slices/orders/order-number.ts'

/** `R-2K7F-9QXM`: like the number of an order, with its own letter. `round` grows when the number is taken. */
export const returnNumber = (returnId: string, round: number): string =>
  orderNumber(returnId, round).replace(/^O/, 'R')

/** The number as a scanner or a person types it. Null when it cannot be the number of a return. */
export function readReturnNumber(typed: string): string | null {
  const bare = codeText(typed)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  if (bare.length === 9 && !bare.startsWith('R')) return null
  return readOrderNumber(bare.length === 9 ? bare.slice(1) : bare)?.replace(/^O/, 'R') ?? null
}
