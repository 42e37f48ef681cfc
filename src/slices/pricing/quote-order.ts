import type { DbOrTx } from '#platform/db/client.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { type CheckingCtx, checkVatId } from '#slices/business/check-vat-id.ts'
import { hoursOfOpen, readWarehouses } from '#slices/inventory/queries.ts'
import { freeLevels } from '#slices/inventory/stock.ts'
import { readBackOrders } from '#slices/inventory/waiting/queries.ts'
import { readMeans } from './means.ts'
import { mergeLines, type PricedOrder, priceOrder, quoteOf } from './price-order.ts'
import type { PromotedBuyer } from './promotions-for.ts'
import type { Quote, Waiting } from './quote.ts'
import type { QuoteInput } from './quote-input.ts'

/** The current price and arrival of an order. It holds no stock and promises nothing. A register is asked about a VAT id here, and only here. */
export async function quoteOrder(
  ctx: CheckingCtx,
  input: QuoteInput,
  { buyer = null, customerId = null }: { buyer?: PromotedBuyer | null; customerId?: string | null } = {},
): Promise<Quote> {
  const asked = { ...input, lines: mergeLines(input.lines) }
  const means = readMeans(ctx, { ...input, customerId }, SHOP_CURRENCY)
  means.catch(() => {})
  const { vatId } = input.billing ?? {}
  const check = vatId ? await checkVatId(ctx, vatId) : undefined
  return quotePriced(ctx, await priceOrder(ctx.db, asked, { at: ctx.now(), buyer, means, check }))
}

/** The days hold for every open warehouse that has something of the order, since nobody knows yet which of them will send it. */
export async function quotePriced({ db, now }: Pick<Ctx, 'db' | 'now'>, priced: PricedOrder): Promise<Quote> {
  const [levels, warehouses] = await Promise.all([
    freeLevels(
      db,
      priced.lines.map(line => line.variantId),
    ),
    readWarehouses(db),
  ])
  const available = new Map<string, number>()
  for (const { variantId, free } of levels) available.set(variantId, (available.get(variantId) ?? 0) + free)
  const holding = new Set(levels.filter(({ free }) => free > 0).map(({ warehouseId }) => warehouseId))
  const waiting = await readLate(db, priced, available)
  return quoteOf(priced, { available, waiting, hours: hoursOfOpen(warehouses, holding) }, now())
}

/** What of each variant would wait for stock. A line of which more is missing than may wait is not among them: it would be refused. */
async function readLate(
  db: DbOrTx,
  { lines }: PricedOrder,
  available: ReadonlyMap<string, number>,
): Promise<Map<string, Waiting>> {
  const missing = (line: PricedOrder['lines'][number]) => line.quantity - (available.get(line.variantId) ?? 0)
  const short = lines.filter(line => missing(line) > 0)
  const offers = await readBackOrders(
    db,
    short.map(({ variantId }) => variantId),
  )
  return new Map(
    short.flatMap(line => {
      const offer = offers.get(line.variantId)
      const units = missing(line)
      return offer && offer.room >= units ? [[line.variantId, { units, expectedOn: offer.expectedOn }]] : []
    }),
  )
}
