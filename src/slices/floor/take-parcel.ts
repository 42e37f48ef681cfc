import { eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { announce } from '#platform/jobs/announce.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { holdBesidesOrder } from '#slices/inventory/put-back/hold-until-put-back.ts'
import { goesOn } from '#slices/orders/is-still-open.ts'
import { lockOrder } from '#slices/orders/queries.ts'
import { type FloorStep, floorParcelStopped } from './events.ts'
import type { FloorState } from './floor-states.ts'
import { lockParcel } from './lock-parcel.ts'
import { floorLines, floorParcels } from './schema.ts'

/** A parcel as it is handed to our own floor. */
export type HandedIn = {
  id: string
  orderId: string
  warehouseId: string
  shippingMethod: string
  /** The order's version in which `shipTo` stands. */
  version: number
  shipTo: Address
  lines: readonly { variantId: string; quantity: number }[]
}

export type TakenIn =
  | { kind: 'taken'; step: FloorStep | 'received' }
  /** It is packed for the address of this version. */
  | { kind: 'differs'; version: number }

/**
 * Takes a parcel onto the floor, where the next wave finds it. The same parcel again changes nothing; with a newer address it goes there,
 * until it is packed. One that was stopped stays so, and one whose order was cancelled meanwhile never comes here: a call that arrives late would
 * otherwise be picked and sent.
 */
export async function takeParcel(ctx: Pick<Ctx, 'db' | 'now'>, parcel: HandedIn): Promise<TakenIn> {
  const addressHash = sha256(canonicalJson(parcel.shipTo))
  return ctx.db.transaction(async tx => {
    if (!goesOn(await lockOrder(tx, parcel.orderId))) return asTaken('stopped')
    const at = ctx.now()
    const [taken] = await tx
      .insert(floorParcels)
      .values({
        id: parcel.id,
        orderId: parcel.orderId,
        warehouseId: parcel.warehouseId,
        shippingMethod: parcel.shippingMethod,
        toldVersion: parcel.version,
        addressHash,
        takenAt: at,
        changedAt: at,
      })
      .onConflictDoNothing()
      .returning({ id: floorParcels.id })
    if (taken) {
      await tx.insert(floorLines).values(linesOf(parcel))
      await holdBesidesOrder(tx, parcel.orderId)
      return { kind: 'taken', step: 'received' }
    }
    const [known] = await tx.select().from(floorParcels).where(eq(floorParcels.id, parcel.id)).for('update')
    if (!known || known.toldVersion >= parcel.version || known.state === 'stopped')
      return asTaken(known?.state)
    const keepsItsAddress = known.addressHash === addressHash
    if (!keepsItsAddress && isClosed(known.state)) return { kind: 'differs', version: known.toldVersion }
    await tx
      .update(floorParcels)
      .set({ toldVersion: parcel.version, addressHash })
      .where(eq(floorParcels.id, parcel.id))
    return asTaken(known.state)
  })
}

/** Two lines of an order may be of one variant: on the floor they are one. */
function linesOf({ id, lines }: HandedIn) {
  const units = Map.groupBy(lines, ({ variantId }) => variantId)
  return [...units].map(([variantId, parts]) => ({
    parcelId: id,
    variantId,
    quantity: parts.reduce((sum, { quantity }) => sum + quantity, 0),
  }))
}

const asTaken = (state: FloorState | undefined): TakenIn => ({
  kind: 'taken',
  step: stepOf(state ?? 'waiting'),
})

const isClosed = (state: FloorState) => state === 'packed' || hasLeft(state)
const hasLeft = (state: FloorState) => state === 'handed_over' || state === 'delivered'

/** How far the parcel is, in the words in which warehouses speak. */
function stepOf(state: FloorState): FloorStep | 'received' {
  switch (state) {
    case 'waiting':
    case 'released':
      return 'received'
    case 'picking':
    case 'picked':
      return 'picking'
    case 'packed':
    case 'delivered':
      return state
    case 'handed_over':
      return 'shipped'
    case 'stopped':
      return 'cancelled'
  }
}

/** Null: no parcel with this id was handed to our floor. */
export async function lookAtParcel(db: DbOrTx, id: string) {
  const { state, carrier, trackingNumber } = floorParcels
  const [found] = await db
    .select({ state, carrier, trackingNumber })
    .from(floorParcels)
    .where(eq(floorParcels.id, id))
  if (!found) return null
  // A label may still be voided until its parcel leaves.
  const facts = hasLeft(found.state) ? {} : { carrier: null, trackingNumber: null }
  return { ...found, ...facts, step: stepOf(found.state) }
}

/** What a parcel becomes when nobody sends it: somebody puts back what was picked of it. */
export const stopped = (at: Date) => ({
  state: 'stopped' as const,
  changedAt: at,
  shortSince: null,
  heldBack: true,
  putBackSince: sql`(select ${at.toISOString()}::timestamptz where exists (
    select from floor_lines l where l.parcel_id = floor_parcels.id and l.picked > 0))`,
})

export type StopAnswer = 'recalled' | 'never there' | 'already shipped'

/** Stops a parcel that has not left. Nobody picks for it from then on, and what was picked of it is to be put back. */
export async function stopParcel(ctx: Pick<Ctx, 'db' | 'jobs' | 'now'>, id: string): Promise<StopAnswer> {
  return transact(ctx, async transaction => {
    const { tx } = transaction
    const known = await lockParcel(tx, id)
    if (!known) return 'never there'
    if (hasLeft(known.state)) return 'already shipped'
    if (known.state !== 'stopped')
      await tx.update(floorParcels).set(stopped(ctx.now())).where(eq(floorParcels.id, id))
    if (known.state === 'packed')
      await announce(transaction, floorParcelStopped, { orderId: known.orderId, parcelId: id })
    return 'recalled'
  })
}
