import { inArray } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import { shippedGoods } from '#slices/catalog/schema.ts'
import type { OrderLine } from '#slices/orders/queries.ts'
import type { CustomsItem } from '../carrier.ts'

export type Goods = typeof shippedGoods.$inferSelect
export type InBox = { variantId: string; quantity: number }

/** Customs forms have no room for more. */
const DESCRIPTION_MAX = 100

/** What the catalogue says of these things, by the variant's id. */
export async function readGoods(db: DbOrTx, box: readonly InBox[]): Promise<Map<string, Goods>> {
  const ids = box.map(({ variantId }) => variantId)
  const goods = await db.select().from(shippedGoods).where(inArray(shippedGoods.variantId, ids))
  return new Map(goods.map(each => [each.variantId, each]))
}

type Priced = Pick<OrderLine, 'variantId' | 'sku' | 'unitPriceMinor'>

/**
 * What customs ask about the things in a box: their code, origin, weight and what was paid for them. A thing without a code or an origin waits for
 * somebody: the job is sent again when the product has both.
 */
export function customsContents(
  box: readonly InBox[],
  { goods, lines, currency }: { goods: Map<string, Goods>; lines: readonly Priced[]; currency: string },
): CustomsItem[] {
  return box.map(({ variantId, quantity }) => {
    const thing = goods.get(variantId)
    const line = lines.find(each => each.variantId === variantId)
    const sku = line?.sku ?? variantId
    if (!thing?.customsCode || !thing.originCountry)
      throw new PoisonJob(
        `${sku} goes through customs without a customs code or a country of origin. Give its product both, and send this job again.`,
      )
    return {
      description: thing.name.slice(0, DESCRIPTION_MAX),
      code: thing.customsCode,
      originCountry: thing.originCountry,
      quantity,
      // A thing that nobody has weighed weighs something all the same.
      weightGrams: Math.max(1, thing.weightGrams * quantity),
      value: { amount: (line?.unitPriceMinor ?? 0) * quantity, currency },
    }
  })
}
