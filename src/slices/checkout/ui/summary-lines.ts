import type { CartLine } from '#slices/cart/cart.ts'
import { lateWords } from '#slices/cart/ui/notice-words.ts'
import { expectedDay } from '#slices/catalog/later.ts'
import type { OrderLinesProps } from '#slices/orders/shop/ui/order-lines.tsx'
import type { Quote } from '#slices/pricing/quote.ts'
import { type ShortLine, shortageWords } from './short-lines.ts'

/** The cart as the summary shows it: at the quoted prices, with the available quantities and the price changes. */
export function summaryLines(
  lines: readonly CartLine[],
  quote: Quote | undefined,
  { short, oldPrices }: { short: ShortLine[]; oldPrices: ReadonlyMap<string, number> },
): OrderLinesProps['lines'] {
  return lines.map(line => {
    const quoted = quote?.lines.find(({ sku }) => sku === line.sku)
    const { unitPrice } = quoted ?? line
    const was = oldPrices.get(line.sku)
    const shortage = short.find(({ sku }) => sku === line.sku)
    const counted = shortage?.available || line.quantity
    return {
      ...line,
      quantity: counted,
      unitPrice,
      // The price of a unit is rounded where the buyer owes the VAT, and the total of the line is exact.
      total:
        quoted?.quantity === counted ? quoted.total : { ...unitPrice, amount: unitPrice.amount * counted },
      wasMinor: was === unitPrice.amount ? undefined : was,
      notCounted: shortage?.available === 0,
      late: lateWords({ ...line, quantity: counted }) ?? undefined,
      remark: shortage && remarkOf(shortage),
    }
  })
}

function remarkOf(shortage: ShortLine): string {
  const words = shortageWords(shortage)
  return shortage.available === 0 ? words : `${words}, you asked for ${shortage.requested}`
}

/** What the days of delivery say nothing of: items that leave when they have come. Null: everything is in stock. */
export function lateSentence(lines: readonly CartLine[]): string | null {
  const day = lines
    .flatMap(line => (lateWords(line) && line.later ? [line.later.expectedOn] : []))
    .sort()
    .at(-1)
  if (!day) return null
  return `These are the days of what is in stock. What is not leaves from ${expectedDay(day)}, at no further cost.`
}
