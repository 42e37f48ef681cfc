import { itemName } from '#catalog/option-words.ts'
import type { Notice } from './checkout-notice.ts'

export type ShortLine = {
  sku: string /** With its options, since two of a kind may stand in one order. */
  name: string
  requested: number
  available: number
}

/**
 * The lines that cannot be had as they stand: by what the cart knows now and by what the shop last answered. The
 * answer is newer, but counts only while the cart still asks for more than there was.
 */
export function shortLines(
  lines: readonly {
    sku: string
    name: string
    options: Record<string, string>
    quantity: number
    available: number
  }[],
  notice: Notice | null,
): ShortLine[] {
  const answered = new Map(
    notice?.kind === 'out_of_stock' ? notice.lines.map(line => [line.sku, line.available]) : [],
  )
  return lines.flatMap(({ sku, name, options, quantity, available }) => {
    const left = Math.max(0, Math.min(available, answered.get(sku) ?? available))
    return quantity > left
      ? [{ sku, name: itemName(name, options), requested: quantity, available: left }]
      : []
  })
}

/** "Sold out" or "Only 2 left" */
export function shortageWords({ available }: Pick<ShortLine, 'available'>): string {
  return available === 0 ? 'Sold out' : `Only ${available} left`
}
