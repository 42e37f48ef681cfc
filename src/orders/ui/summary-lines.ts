import type { Quote } from '../order-answers.ts'
import type { OrderLinesProps } from './order-lines.tsx'
import { type ShortLine, shortageWords } from './short-lines.ts'
import type { CartLines } from './use-cart-lines.ts'

/** The cart as the summary shows it: at the quoted prices, with what is short and what became dearer or cheaper. */
export function summaryLines(
  cart: Pick<CartLines, 'lines'>,
  quote: Quote | undefined,
  { short, oldPrices }: { short: ShortLine[]; oldPrices: ReadonlyMap<string, number> },
): OrderLinesProps['lines'] {
  return cart.lines.map(line => {
    const quoted = quote?.lines.find(({ sku }) => sku === line.sku)
    const { unitPrice } = quoted ?? line
    const was = oldPrices.get(line.sku)
    const shortage = short.find(({ sku }) => sku === line.sku)
    return {
      ...line,
      unitPrice,
      total: { ...unitPrice, amount: unitPrice.amount * line.quantity },
      wasMinor: was === unitPrice.amount ? undefined : was,
      remark: shortage && shortageWords(shortage),
    }
  })
}
