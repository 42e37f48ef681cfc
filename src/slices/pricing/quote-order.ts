import type { Ctx } from '#platform/jobs/ctx.ts'
import { availableUnits } from '#slices/inventory/stock.ts'
import { mergeLines, priceOrder, quoteOf } from './price-order.ts'
import type { Quote, QuoteInput } from './quote.ts'

/** The current price and arrival of an order. It holds no stock and promises nothing. */
export async function quoteOrder(ctx: Pick<Ctx, 'db' | 'now'>, input: QuoteInput): Promise<Quote> {
  const priced = await priceOrder(ctx.db, { ...input, lines: mergeLines(input.lines) })
  const available = await availableUnits(
    ctx.db,
    priced.lines.map(line => line.variantId),
  )
  return quoteOf(priced, available, ctx.now())
}
