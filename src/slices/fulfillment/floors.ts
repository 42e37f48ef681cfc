import { eq, sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { lookAtParcel, stopParcel, takeParcel } from '#slices/floor/take-parcel.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import type { WarehouseFloor } from '#slices/inventory/warehouses/warehouse-input.ts'
import type { Order } from '#slices/orders/order.ts'
import type { ParcelToTell } from './parcels.ts'
import { parcels } from './schema.ts'
import {
  type DispatchRequest,
  deleteShipment,
  getShipment,
  type HandOverAnswer,
  putShipment,
  type RecallAnswer,
  type Shipment,
} from './warehouse-api.ts'

/** Those who pack a parcel: another company over the network, or our own people. Every verb may be repeated. */
type Floor = {
  put: (order: Order, parcel: ParcelToTell, request: DispatchRequest) => Promise<HandOverAnswer>
  /** Null: it has no such parcel. */
  get: (parcelId: string) => Promise<Shipment | null>
  stop: (parcelId: string) => Promise<RecallAnswer>
}

const outside: Floor = {
  put: (_, { id }, request) => putShipment(id, request),
  get: getShipment,
  stop: deleteShipment,
}

const ourOwn = (ctx: Ctx): Floor => ({
  async put(order, { id, warehouseId, lines }) {
    const answer = await takeParcel(ctx, {
      id,
      orderId: order.id,
      warehouseId: warehouseId ?? '',
      shippingMethod: order.shippingMethod,
      version: order.version,
      shipTo: order.shippingAddress,
      lines: lines.map(({ line: { variantId }, quantity }) => ({ variantId, quantity })),
    })
    return answer.kind === 'taken'
      ? { kind: 'taken', state: answer.step }
      : { kind: 'differs', revision: answer.version }
  },
  async get(parcelId) {
    const found = await lookAtParcel(ctx.db, parcelId)
    return (
      found && {
        state: found.step,
        carrier: found.carrier ?? undefined,
        trackingNumber: found.trackingNumber ?? undefined,
      }
    )
  },
  stop: parcelId => stopParcel(ctx, parcelId),
})

/**
 * The floor that packs the parcel. It is the one that its warehouse had at the first call about the parcel, and it is noted before that call: an
 * owner who changes the floor later never has one parcel packed twice. A parcel whose goods lie in several warehouses goes to the outside one.
 */
export async function floorFor(
  ctx: Ctx,
  orderId: string,
  { id, warehouseId, toldVersion }: ParcelToTell,
): Promise<Floor> {
  if (toldVersion !== null) return floorOf(ctx, id)
  const warehouse = (await readWarehouses(ctx.db)).find(known => known.id === warehouseId)
  const floor = warehouse?.floor ?? 'outside'
  const [noted] = await ctx.db
    .insert(parcels)
    .values({ id, orderId, warehouseId, floor, state: 'asked_back' })
    .onConflictDoUpdate({
      target: parcels.id,
      set: { floor: sql`coalesce(${parcels.floor}, excluded.floor)` },
    })
    .returning({ floor: parcels.floor })
  return of(ctx, noted?.floor ?? null)
}

/** The floor that has the parcel, or may have it. */
export async function floorOf(ctx: Ctx, parcelId: string): Promise<Floor> {
  const [noted] = await ctx.db.select({ floor: parcels.floor }).from(parcels).where(eq(parcels.id, parcelId))
  return of(ctx, noted?.floor ?? null)
}

const of = (ctx: Ctx, floor: WarehouseFloor | null): Floor => (floor === 'own' ? ourOwn(ctx) : outside)
