import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import type { Actor } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { moveUnits } from './ledger/move-units.ts'
import { unitsWithCustomers } from './returned-goods.ts'

type Undelivered = { orderLineId: string; variantId: string; quantity: number }

/**
 * Units that a carrier brought back are on a shelf again, and no refund put them there. `causeId` is the case, which settles once. More than the customer has
 * are a fault of the caller, who holds the order's row. All shelves of these variants are locked first, in the order of everybody: the same
 * transaction may reserve them again.
 */
export async function shelveUndelivered(
  tx: Tx,
  back: { causeId: string; warehouseId: string; units: readonly Undelivered[]; actor: Actor },
): Promise<void> {
  const variantIds = back.units.map(({ variantId }) => variantId)
  await tx.execute(sql`
    select from stock_levels where variant_id = any(${sql.param(variantIds)}::uuid[])
    order by variant_id, warehouse_id, bucket for update`)
  const moves = back.units.map(({ quantity, ...unit }) => ({
    ...unit,
    units: quantity,
    from: 'customer' as const,
    to: 'shelf' as const,
  }))
  await moveUnits(tx, moves, { ...back, reason: 'returned' })
  const left = await unitsWithCustomers(
    tx,
    back.units.map(({ orderLineId }) => orderLineId),
  )
  assert(Math.min(...left.values()) >= 0, 'more units were put back than the customer has')
}
