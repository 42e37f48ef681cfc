import type { Tx } from '#platform/db/client.ts'
import type { Actor } from '#platform/lib/actor.ts'
import { moveUnits } from './ledger/move-units.ts'
import { unitsWithCustomers } from './returned-goods.ts'

type LostUnits = { orderLineId: string; variantId: string; quantity: number }

/**
 * Units that a carrier lost are no longer their customer's, who was paid for them or gets others. `causeId` is the case, which settles once. No more are
 * written off than the customer has by the ledger: what staff have put back on a shelf is there. The caller holds the order's row.
 */
export async function writeOffLost(
  tx: Tx,
  lost: { causeId: string; warehouseId: string; units: readonly LostUnits[]; actor: Actor },
): Promise<void> {
  const out = await unitsWithCustomers(
    tx,
    lost.units.map(({ orderLineId }) => orderLineId),
  )
  const moves = lost.units.map(({ orderLineId, variantId, quantity }) => ({
    orderLineId,
    variantId,
    units: Math.min(quantity, out.get(orderLineId) ?? 0),
    from: 'customer' as const,
    to: 'lost' as const,
  }))
  await moveUnits(
    tx,
    moves.filter(({ units }) => units > 0),
    { ...lost, reason: 'lost_on_way' },
  )
}
