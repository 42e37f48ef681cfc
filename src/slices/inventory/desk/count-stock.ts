import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { refuseClosed } from '../warehouses/change-warehouses.ts'
import { correctShelf, lockShelf } from './correct-shelf.ts'
import type { CountInput } from './launch-input.ts'

/**
 * Corrects the books to a count of a warehouse's shelf, with one ledger row that holds the reason. It refuses the count
 * when the books changed since staff read them, when the stock is split into buckets, and when the count is less than the promised units.
 */
export async function countStock(
  ctx: Pick<RequestCtx, 'db' | 'actor' | 'rights'>,
  input: CountInput,
): Promise<void> {
  const { variantId, warehouseId, counted, seen, note } = input
  refuseElsewhere(ctx, 'stock.write', warehouseId)
  await ctx.db.transaction(async tx => {
    const shelf = await lockShelf(tx, { variantId, warehouseId })
    if (!shelf) throw new Refusal('not_found', 'This warehouse does not hold this variant.')
    if (shelf.onHand !== seen)
      throw new Refusal('conflict', `The books say ${shelf.onHand} now. Look at the shelf again.`)
    if (counted > shelf.onHand) await refuseClosed(tx, warehouseId)
    const place = { ...shelf, variantId, warehouseId }
    await correctShelf(tx, place, { onHand: counted, note, actor: ctx.actor })
  })
}
