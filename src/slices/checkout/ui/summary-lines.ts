import type { CartLine } from '#slices/cart/cart.ts'
import { lateWords } from '#slices/cart/ui/notice-words.ts'
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
      total: { ...unitPrice, amount: unitPrice.amount * counted },
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
