import { codeText } from '#platform/fields/text.ts'
import { readOrderNumber } from '#slices/orders/desk/read-order-number.ts'

/** The number as a scanner or a person types it. Null when it cannot be the number of a return. */
export function readReturnNumber(typed: string): string | null {
  const bare = codeText(typed)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  if (bare.length === 9 && !bare.startsWith('R')) return null
  return readOrderNumber(bare.length === 9 ? bare.slice(1) : bare)?.replace(/^O/, 'R') ?? null
}
