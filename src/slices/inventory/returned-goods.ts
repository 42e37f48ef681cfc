import { sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import type { Actor } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { moveUnits } from './ledger/move-units.ts'

/** The units of each of these lines that customers have, by the ledger. */
export async function unitsWithCustomers(
  db: DbOrTx,
  orderLineIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.execute<{ lineId: string; units: number }>(sql`
    select order_line_id as "lineId", units::int as units from units_with_customers
    where order_line_id = any(${sql.param([...orderLineIds])}::uuid[])`)
  return new Map(rows.map(({ lineId, units }) => [lineId, units]))
}

type Returned = { orderLineId: string; variantId: string; quantity: number }
export type InspectedTo = 'shelf' | 'repair' | 'scrap' | 'customer'

/**
 * Units of an order come from the customer into the warehouse's returns, where nothing is on sale. `causeId` is this one receipt: the caller's
 * row of it makes sure that it is booked once. More than the customer has are a fault of the caller, who holds the order's row.
 */
export async function receiveReturned(
  tx: Tx,
  back: { causeId: string; warehouseId: string; units: readonly Returned[]; actor: Actor },
): Promise<void> {
  const moves = back.units.map(({ quantity, ...unit }) => ({
    ...unit,
    units: quantity,
    from: 'customer' as const,
    to: 'returns' as const,
  }))
  await moveUnits(tx, moves, { ...back, reason: 'came_back' })
  const left = await unitsWithCustomers(
    tx,
    back.units.map(({ orderLineId }) => orderLineId),
  )
  assert(Math.min(...left.values()) >= 0, 'more units came back than the customer has')
}

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
  const moves = found.units.map(({ quantity, ...unit }) => ({
    ...unit,
    units: quantity,
    from: 'returns' as const,
  }))
  await moveUnits(tx, moves, { ...found, reason: 'inspected' })
}
