import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { lockShelf } from '#slices/inventory/desk/correct-shelf.ts'
import { moveUnits } from '#slices/inventory/ledger/move-units.ts'
import { dropPutBackHolds } from '#slices/inventory/put-back/hold-until-put-back.ts'
import { type FloorCtx, noParcel } from '../floor-ctx.ts'
import { lockParcel } from '../lock-parcel.ts'
import { lineByCode } from '../scans/line-by-code.ts'
import { floorLines, floorParcels } from '../schema.ts'
import { putBackLosses } from './schema.ts'
import type { WriteOff } from './write-off-input.ts'

/**
 * Units of a stopped parcel are lost or broken, so nobody will put them back: they come off the books of the shelf, with the reason in the ledger, and the parcel no
 * longer waits for them. Safe to repeat under its id.
 */
export function writeOff(ctx: FloorCtx, loss: WriteOff): Promise<void> {
  return transact(ctx, async transaction => {
    const parcel = await lockParcel(transaction.tx, loss.parcel)
    if (!parcel) throw noParcel()
    refuseElsewhere(ctx, 'stock.write', parcel.warehouseId)
    const line = await lineByCode(transaction.tx, parcel.id, loss.code)
    if ('answer' in line) throw new Refusal('conflict', line.answer.message)
    if (await isNoted(transaction.tx, loss, line.variantId)) return
    if (parcel.state !== 'stopped')
      throw new Refusal(
        'conflict',
        'This parcel is to be sent. Only what is to be put back is written off here.',
      )
    if (loss.quantity > line.picked)
      throw new Refusal(
        'conflict',
        `${line.picked} of ${line.name} ${line.picked === 1 ? 'is' : 'are'} to be put back.`,
      )
    await note(ctx, transaction, loss, { ...parcel, variantId: line.variantId })
    await fault('write-off.in')
  })
}

async function isNoted(tx: Tx, { id, parcel, quantity }: WriteOff, variantId: string): Promise<boolean> {
  const [known] = await tx.select().from(putBackLosses).where(eq(putBackLosses.id, id))
  if (!known) return false
  if (known.parcelId !== parcel || known.variantId !== variantId || known.units !== quantity)
    throw new Refusal('idempotency_key_reused', 'Another loss was written down under this id.')
  return true
}

type Place = { orderId: string; warehouseId: string; variantId: string }

async function note(
  ctx: FloorCtx,
  { tx }: Transaction,
  { id, parcel: parcelId, quantity: units, reason }: WriteOff,
  { orderId, warehouseId, variantId }: Place,
): Promise<void> {
  await tx
    .insert(putBackLosses)
    .values({ id, parcelId, variantId, units, reason, actor: actorName(ctx.actor), notedAt: ctx.now() })
  await dropPutBackHolds(tx, { orderId, warehouseId, variantId, units }, async () => {
    await tx
      .update(floorLines)
      .set({
        picked: sql`${floorLines.picked} - ${units}::int`,
        packed: sql`least(${floorLines.packed}, ${floorLines.picked} - ${units}::int)`,
      })
      .where(sql`(${floorLines.parcelId}, ${floorLines.variantId}) = (${parcelId}::uuid, ${variantId}::uuid)`)
    await endPutBack(tx, parcelId)
    const shelf = await lockShelf(tx, { variantId, warehouseId })
    if (!shelf || shelf.onHand - shelf.reserved < units)
      throw new Refusal(
        'conflict',
        'All that the shelf has is promised to orders. Cancel some of those orders before you write these units off.',
      )
    const moving = { warehouseId, reason: 'adjusted', causeId: id, note: reason, actor: ctx.actor } as const
    await moveUnits(tx, [{ variantId, units, from: 'shelf', to: 'lost' }], moving)
  })
}

/** Nothing of the parcel waits any more when its totes and its box are empty. */
export const endPutBack = (tx: Tx, parcelId: string): Promise<unknown> =>
  tx
    .update(floorParcels)
    .set({ putBackSince: null })
    .where(
      sql`${floorParcels.id} = ${parcelId} and not exists (select from floor_lines where parcel_id = ${parcelId} and picked > 0)`,
    )
