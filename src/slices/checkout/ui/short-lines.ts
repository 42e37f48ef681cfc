import { itemName } from '#slices/catalog/option-words.ts'

export type ShortLine = {
  sku: string
  /** The name with its options, because two of a kind may be in one order. */
  name: string
  requested: number
  available: number
}

type Line = {
  sku: string
  name: string
  options: Record<string, string>
  quantity: number
  available: number
}

/** The cart's lines with the availability from the shop's last answer, which is newer than the cart. */
export function withAnswer<Known extends { sku: string; available: number }>(
  lines: readonly Known[],
  answered: ReadonlyMap<string, number>,
): Known[] {
  return lines.map(line => ({
    ...line,
    available: Math.max(0, Math.min(line.available, answered.get(line.sku) ?? line.available)),
  }))
}

/** The lines with less stock than the cart asks for. */
export function shortLines(lines: readonly Line[]): ShortLine[] {
  return lines.flatMap(({ sku, name, options, quantity, available }) =>
    quantity > available ? [{ sku, name: itemName(name, options), requested: quantity, available }] : [],
  )
}

/** "Sold out" or "Only 2 left" */
export function shortageWords({ available }: Pick<ShortLine, 'available'>): string {
  return available === 0 ? 'Sold out' : `Only ${available} left`
}

/** The headline. It names the item if there is only one. */
export function shortageTitle(short: readonly ShortLine[]): string {
  const [first, ...others] = short
  if (!first) return ''
  if (others.length === 0)
    return first.available === 0
      ? `${first.name} has just sold out`
      : `We have only ${first.available} of ${first.name}`
  return short.every(line => line.available === 0)
    ? `${short.length} of your items have just sold out`
    : `We don’t have all of ${short.length} of your items`
}
