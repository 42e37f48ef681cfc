import type { Tx } from '#platform/db/client.ts'
import type { Actor } from '#platform/lib/actor.ts'
import { returnStock } from './return-stock.ts'

type Returned = { orderLineId: string; variantId: string; quantity: number }
export type InspectedTo = 'shelf' | 'repair' | 'scrap' | 'customer'

/** Units of an order come from the customer into the warehouse's returns, where nothing is on sale. The ledger of the shelf says nothing of them. */
export async function receiveReturned(
  _tx: Tx,
  _back: { causeId: string; warehouseId: string; units: readonly Returned[]; actor: Actor },
): Promise<void> {}

/** What became of units in the warehouse's returns. Only those on the `shelf` are on sale again; `customer` sends them back. */
export async function moveInspected(
  tx: Tx,
  found: {
    causeId: string
    warehouseId: string
    units: readonly (Returned & { to: InspectedTo })[]
    actor: Actor
  },
): Promise<void> {
  const lines = found.units.filter(({ to }) => to === 'shelf')
  await returnStock(tx, { refundId: found.causeId, lines, actor: found.actor })
}
