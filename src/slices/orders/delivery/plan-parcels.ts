import { v5 as uuidv5 } from 'uuid'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { env } from '#platform/lib/env.ts'
import { readHeldUnits } from '#slices/inventory/stock.ts'
import { noteCome } from '#slices/inventory/waiting/queries.ts'
import { changeOrder } from '../change-order.ts'
import type { PlannedParcel } from '../events.ts'
import { mayHappen, type Order } from '../order.ts'
import { readEvents } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { foldParcels, type Parcel, wholeParcel } from './parcels.ts'

/** The units of an order's line that one warehouse holds for it. */
type HeldUnits = { orderLineId: string; warehouseId: string; warehouse: string; quantity: number }

/**
 * One parcel for each warehouse that holds something of the order, in the order of their codes. Their ids follow from the order and the
 * warehouse, so a plan that is made twice is the same plan. The only parcel of an order has the order's own id, which is what
 * warehouses were told before there were parcels. `isAll` is false when more parcels will follow, because a part of the order waits for stock.
 */
export function planParcels(
  orderId: string,
  held: readonly HeldUnits[],
  { isAll = true }: { isAll?: boolean } = {},
): PlannedParcel[] {
  const places = [...Map.groupBy(held, ({ warehouseId }) => warehouseId).values()]
  return places
    .flatMap(units => {
      const [first] = units
      if (!first) return []
      const { warehouseId, warehouse } = first
      const id = places.length === 1 && isAll ? orderId : uuidv5(warehouseId, orderId)
      return [{ id, warehouseId, warehouse, lines: linesOf(units) }]
    })
    .sort((one, other) => one.warehouse.localeCompare(other.warehouse))
}

/** The same goods under a new id, which follows from the old one: several parcels may leave from one warehouse. */
export const plannedAgain = ({ id, version }: Order, parcel: PlannedParcel): PlannedParcel => ({
  ...parcel,
  id: uuidv5(`${parcel.id} ${parcel.warehouseId} ${version}`, id),
})

export function linesOf(units: readonly HeldUnits[]): PlannedParcel['lines'] {
  const lines = Map.groupBy(units, ({ orderLineId }) => orderLineId)
  return [...lines].map(([lineId, parts]) => ({
    lineId,
    quantity: parts.reduce((sum, { quantity }) => sum + quantity, 0),
  }))
}

/** Runs in the transaction of the plan, for the slice that sends parcels: each of them is followed from then on, whatever dies. */
export type NoteParcels = (tx: Tx, orderId: string, parcels: readonly PlannedParcel[]) => Promise<void>

const unitsOf = (parts: readonly { quantity: number }[]) =>
  parts.reduce((units, { quantity }) => units + quantity, 0)

const isWhole = (order: Order, held: readonly HeldUnits[]) =>
  unitsOf(held) === order.units && new Set(held.map(({ warehouseId }) => warehouseId)).size < 2

/**
 * Splits an order that leaves from several warehouses into their parcels, and one of which a part waits for stock. A second call finds the plan and changes
 * nothing.
 */
export async function planOnce(
  ctx: Ctx,
  transaction: Transaction,
  order: Order,
  noteParcels?: NoteParcels,
): Promise<Order> {
  if (env().warehouse.parcels === 'one') return order
  const { tx } = transaction
  if (isWhole(order, await readHeldUnits(tx, order.id)) || foldParcels(await readEvents(tx, order.id)))
    return order
  await noteCome(tx, order.id)
  const held = await readHeldUnits(tx, order.id)
  const parcels = planParcels(order.id, held, { isAll: unitsOf(held) === order.units })
  return recordPlan(ctx, transaction, { order, parcels, noteParcels })
}

/**
 * The warehouses have stopped these parcels of an order that goes on all the same. Their goods leave in new
 * parcels, since a stopped one is never taken up again. It answers the order after that, or null when there was nothing to do.
 */
export async function planAgain(
  ctx: Ctx,
  orderId: string,
  stopped: readonly string[],
  noteParcels?: NoteParcels,
): Promise<Order | null> {
  return changeOrder(ctx, orderId, async order => {
    const parcels = foldParcels(await readEvents(ctx.db, orderId)) ?? (await wholeOf(ctx.db, order))
    const isStopped = ({ id, state }: Parcel) =>
      stopped.includes(id) && state !== 'shipped' && state !== 'delivered'
    if (!parcels.some(isStopped) || !mayHappen(order, 'order.parcels_planned')) return null
    const replanned = parcels.map(parcel =>
      isStopped(parcel) ? plannedAgain(order, planOf(parcel)) : planOf(parcel),
    )
    return transact(ctx, transaction =>
      recordPlan(ctx, transaction, { order, parcels: replanned, noteParcels }),
    )
  })
}

/** The only parcel of an order as a plan would have it. None: its goods lie in several warehouses, or older processes know no parcels. */
export async function wholeOf(db: DbOrTx, order: Order): Promise<Parcel[]> {
  if (env().warehouse.parcels === 'one') return []
  const [whole, ...others] = planParcels(order.id, await readHeldUnits(db, order.id))
  return whole && others.length === 0 ? [{ ...whole, ...wholeParcel(order) }] : []
}

export const planOf = ({ id, warehouseId, warehouse, lines, insteadOf }: Parcel): PlannedParcel => ({
  id,
  warehouseId,
  warehouse,
  lines,
  ...(insteadOf && { insteadOf }),
})

export async function recordPlan(
  ctx: Ctx,
  transaction: Transaction,
  plan: { order: Order; parcels: PlannedParcel[]; noteParcels: NoteParcels | undefined },
): Promise<Order> {
  const { order, parcels, noteParcels } = plan
  if (parcels.length > 0) await noteParcels?.(transaction.tx, order.id, parcels)
  return recordEvents(transaction, {
    orderId: order.id,
    before: order,
    events: [{ type: 'order.parcels_planned', data: { parcels } }],
    actor: ctx.actor,
    at: ctx.now(),
  })
}
