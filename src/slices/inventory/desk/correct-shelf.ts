import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { announceStock } from '#slices/inventory/alerts/tell-of-stock.ts'

export type Shelf = { onHand: number; reserved: number; bucket: number }

/** Locks the shelf of a variant in a warehouse. Undefined where there is none; it refuses stock that is split into buckets. */
export async function lockShelf(
  tx: Tx,
  { variantId, warehouseId }: { variantId: string; warehouseId: string },
): Promise<Shelf | undefined> {
  const [shelf, ...others] = await tx.execute<Shelf>(sql`
    select on_hand as "onHand", reserved, bucket from stock_levels
    where variant_id = ${variantId} and warehouse_id = ${warehouseId} order by bucket for update`)
  if (others.length)
    throw new Refusal('conflict', 'This stock is split into buckets. Merge them before you count.')
  return shelf
}

/** Why fewer than the reserved units of a shelf cannot be written down, and what to do before. */
export async function whyNotFewer(
  tx: Tx,
  { variantId, warehouseId }: { variantId: string; warehouseId: string },
  reserved: number,
): Promise<string> {
  const [found] = await tx.execute<{ units: number }>(sql`
    select coalesce(sum(units), 0)::int as units from put_back_holds
    where variant_id = ${variantId} and warehouse_id = ${warehouseId} and until is null`)
  const back = found?.units ?? 0
  const promised = reserved - back
  const orders = `${unitsAre(promised)} promised to orders. Cancel some of those orders before you write down fewer.`
  const totes = `${back === 1 ? '1 unit waits' : `${back} units wait`} to be put back. Put back what is there, and write off what is lost.`
  return [promised > 0 && orders, back > 0 && totes].filter(Boolean).join(' ')
}

const unitsAre = (units: number) => (units === 1 ? '1 unit is' : `${units} units are`)

/** Writes down how many units lie on a locked shelf, with one ledger row that holds the reason. It refuses fewer than are promised. */
export async function correctShelf(
  tx: Tx,
  shelf: Shelf & { variantId: string; warehouseId: string },
  { onHand, note, actor }: { onHand: number; note: string; actor: Actor },
): Promise<void> {
  const { variantId, warehouseId, bucket } = shelf
  if (onHand < shelf.reserved)
    throw new Refusal('conflict', await whyNotFewer(tx, { variantId, warehouseId }, shelf.reserved))
  const gained = onHand - shelf.onHand
  if (gained === 0) return
  await tx.execute(sql`
    insert into stock_movements (variant_id, warehouse_id, bucket, quantity, units, from_place, to_place, reason, note, actor)
    values (${variantId}, ${warehouseId}, ${bucket}, ${gained}, ${Math.abs(gained)}, ${gained > 0 ? 'lost' : 'shelf'}, ${gained > 0 ? 'shelf' : 'lost'},
      'adjusted', ${note}, ${actorName(actor)})`)
  await tx.execute(sql`
    update stock_levels set on_hand = ${onHand}
    where variant_id = ${variantId} and warehouse_id = ${warehouseId} and bucket = ${bucket}`)
  if (gained > 0) await announceStock(tx, [variantId])
}
