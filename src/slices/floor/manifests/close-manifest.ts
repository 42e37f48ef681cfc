import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { readWarehouses, type Warehouse } from '#slices/inventory/queries.ts'
import { requireWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import type { FloorCtx } from '../floor-ctx.ts'
import { handOverWithin, notNow } from '../packing/move-parcel.ts'
import { floorParcels, manifestParcels, manifests } from '../schema.ts'
import { MANIFEST_PARCELS_MAX, type NewManifest } from './manifest-input.ts'

type Parcel = Pick<typeof floorParcels.$inferSelect, 'id' | 'warehouseId' | 'state' | 'carrier'>
type Closing = { at: Date; warehouse: Warehouse; carrier: string }

/**
 * The driver of a carrier takes along all that is packed for it in a warehouse, or the named parcels, and a list keeps what that was. What cannot go
 * stays behind with its reason. All of it is one transaction, so a repeat with the same id finds the list as it was made, or makes it.
 */
export async function closeManifest(ctx: FloorCtx, input: NewManifest): Promise<void> {
  const { id, warehouse: code, carrier, parcels } = input
  await transact(ctx, async transaction => {
    const { tx } = transaction
    const warehouseId = await requireWarehouse(tx, code)
    refuseElsewhere(ctx, 'floor.work', warehouseId)
    const at = ctx.now()
    const inputHash = sha256(canonicalJson({ warehouseId, carrier, parcels: parcels?.toSorted() ?? null }))
    const [made] = await tx
      .insert(manifests)
      .values({ id, warehouseId, carrier, actor: actorName(ctx.actor), madeAt: at, inputHash })
      .onConflictDoNothing()
      .returning({ id: manifests.id })
    if (!made) return refuseOther(tx, id, inputHash)
    const warehouse = (await readWarehouses(tx)).find(each => each.id === warehouseId)
    if (!warehouse) throw new Refusal('not_found', 'This warehouse is gone.')
    const asked = parcels ?? (await packedFor(tx, { warehouseId, carrier }))
    if (asked.length === 0) throw new Refusal('conflict', `No packed parcel waits for ${carrier} in ${code}.`)
    const { taken, stayed } = await handOverAll(transaction, { at, warehouse, carrier }, asked)
    if (taken.length > 0)
      await tx.insert(manifestParcels).values(taken.map(parcelId => ({ parcelId, manifestId: id })))
    // Somebody who named no parcel is not told of those that another list took meanwhile.
    const told = parcels ? stayed : stayed.filter(({ hasLeft }) => !hasLeft)
    await tx
      .update(manifests)
      .set({ stayed: told.map(({ parcelId, reason }) => ({ parcelId, reason })) })
      .where(eq(manifests.id, id))
    await fault('manifest.in')
  })
}

async function refuseOther(tx: Tx, id: string, inputHash: string): Promise<void> {
  const [known] = await tx.select().from(manifests).where(eq(manifests.id, id))
  if (known?.inputHash !== inputHash)
    throw new Refusal('idempotency_key_reused', 'Another list was made under this id.')
}

/**
 * What is packed for the carrier, those that wait longest first, and after them what bears no carrier: typed in, it goes along; where labels
 * are bought, it stays and says why.
 */
async function packedFor(
  tx: Tx,
  { warehouseId, carrier }: { warehouseId: string; carrier: string },
): Promise<string[]> {
  const found = await tx
    .select({ id: floorParcels.id })
    .from(floorParcels)
    .where(
      and(
        eq(floorParcels.warehouseId, warehouseId),
        eq(floorParcels.state, 'packed'),
        or(eq(floorParcels.carrier, carrier), isNull(floorParcels.carrier)),
      ),
    )
    .orderBy(sql`${floorParcels.carrier} is null`, asc(floorParcels.takenAt), asc(floorParcels.id))
    .limit(MANIFEST_PARCELS_MAX)
  return found.map(({ id }) => id)
}

async function handOverAll(transaction: Transaction, closing: Closing, asked: readonly string[]) {
  const parcels = new Map((await lockAll(transaction.tx, asked)).map(each => [each.id, each]))
  const taken: string[] = []
  const stayed: { parcelId: string; reason: string; hasLeft: boolean }[] = []
  for (const parcelId of asked) {
    const parcel = parcels.get(parcelId)
    const reason = whyNot(parcel, closing) ?? (parcel && (await handOver(transaction, closing, parcel)))
    const hasLeft = parcel?.state === 'handed_over' || parcel?.state === 'delivered'
    if (reason) stayed.push({ parcelId, reason, hasLeft })
    else taken.push(parcelId)
  }
  return { taken, stayed }
}

/** In the order of their ids, as everybody locks parcels who locks more than one: no two wait for each other. */
const lockAll = (tx: Tx, ids: readonly string[]): Promise<Parcel[]> =>
  tx
    .select({
      id: floorParcels.id,
      warehouseId: floorParcels.warehouseId,
      state: floorParcels.state,
      carrier: floorParcels.carrier,
    })
    .from(floorParcels)
    .where(inArray(floorParcels.id, [...ids]))
    .orderBy(asc(floorParcels.id))
    .for('update')

/** Null: it may go along. A parcel of another floor is answered like one that there is not. */
function whyNot(parcel: Parcel | undefined, { warehouse, carrier }: Closing): string | null {
  if (parcel?.warehouseId !== warehouse.id) return `This parcel is not on the floor of ${warehouse.name}.`
  if (parcel.state !== 'packed') return notNow[parcel.state]
  if (parcel.carrier !== null && parcel.carrier !== carrier)
    return `The label of this parcel is of ${parcel.carrier}.`
  return null
}

/** Null: it is handed over. Otherwise the reason why it stays. */
async function handOver(
  transaction: Transaction,
  { at, warehouse, carrier }: Closing,
  parcel: Parcel,
): Promise<string | null> {
  const isTyped = parcel.carrier === null && warehouse.labels === 'typed'
  try {
    await handOverWithin(transaction, at, { id: parcel.id, carrier: isTyped ? carrier : undefined })
    return null
  } catch (error) {
    // A refusal has written nothing, so the others still go along.
    if (error instanceof Refusal) return error.message
    throw error
  }
}
