import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { receivedRow } from '#slices/inventory/ledger/rows.ts'
import { stockMovements } from '#slices/inventory/ledger/schema.ts'
import { backOrderOffers } from '#slices/inventory/waiting/schema.ts'
import type { Random } from './random.ts'
import type { Goods } from './shop-floor.ts'
import { see, type World } from './world.ts'

/** How often a thing is sold beyond its stock from the beginning. */
const OFFERED_CHANCE = 0.3

/** A day of the run, so many days from now. */
export const dayAhead = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Some of the things are sold beyond their stock when a run begins. */
export async function offerSome(db: Db, random: Random, goods: Goods): Promise<void> {
  for (const { variantId } of goods) {
    const [isOffered, most] = [random.chance(OFFERED_CHANCE), random.int(1, 12)]
    if (isOffered)
      await db
        .insert(backOrderOffers)
        .values({ variantId, expectedOn: dayAhead(20), most, setBy: 'system:command' })
  }
}

/** When the storm is over, the supplier brings what everybody still waits for: by hand, on a shelf that there is. */
export async function supplyWhatWaits(world: World): Promise<void> {
  const waits = await world.db.$client<{ variantId: string; warehouseId: string; units: number }[]>`
    select w.variant_id as "variantId", (select s.warehouse_id from stock_levels s where s.variant_id = w.variant_id and s.bucket = 0
      order by s.warehouse_id limit 1) as "warehouseId", sum(w.waiting)::int as units
    from waiting_lines w where w.waiting > 0 group by 1 order by 1`
  for (const { variantId, warehouseId, units } of waits) {
    see(world, 'supplier: brings what is waited for')
    await world.db.transaction(async tx => {
      await tx.insert(stockMovements).values(receivedRow({ variantId, warehouseId }, units))
      await tx.execute(sql`
        update stock_levels set on_hand = on_hand + ${units} where variant_id = ${variantId} and warehouse_id = ${warehouseId} and bucket = 0`)
    })
  }
}
