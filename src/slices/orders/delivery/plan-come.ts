import { and, asc, eq, exists, isNull, or, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { mergeParts } from '#slices/inventory/part-reservations.ts'
import { readHeldUnits } from '#slices/inventory/stock.ts'
import { noteCome } from '#slices/inventory/waiting/queries.ts'
import { comeUnits } from '#slices/inventory/waiting/schema.ts'
import { makePromises } from '#slices/promises/make-promises.ts'
import type { PlannedParcel } from '../events.ts'
import type { Order } from '../order.ts'
import { lockOrder, readEvents } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { handOvers, orders } from '../schema.ts'
import { readHandOver } from './hand-over.ts'
import { foldParcels, type Parcel } from './parcels.ts'
import { linesOf, type NoteParcels, plannedAgain, planOf } from './plan-parcels.ts'

/** The paid orders for which stock has come that is in no parcel yet, those first that waited longest. What is being called back is planned afterwards. */
export async function ordersToPlan(db: DbOrTx, most: number): Promise<string[]> {
  const rows = await db
    .select({ id: orders.id })
    .from(comeUnits)
    .innerJoin(orders, eq(orders.id, comeUnits.orderId))
    .where(
      and(
        eq(orders.state, 'confirmed'),
        or(isNull(orders.recall), eq(orders.recall, 'refused')),
        // Until then the hand-over plans what has come.
        exists(db.select({ one: sql`1` }).from(handOvers).where(eq(handOvers.orderId, orders.id))),
      ),
    )
    .orderBy(asc(comeUnits.since), asc(orders.id))
    .limit(most)
  return rows.map(({ id }) => id)
}

/**
 * Plans what has come for an order in parcels of its own, one for each warehouse, and promises their days from now. Parcels that were planned before stay as they
 * are. A second call finds nothing to plan.
 */
export async function planCome(ctx: Ctx, orderId: string, noteParcels: NoteParcels): Promise<void> {
  await transact(ctx, async transaction => {
    const { tx } = transaction
    const order = await lockOrder(tx, orderId)
    if (order.state !== 'confirmed' || order.recall === 'requested' || order.recall === 'items') return
    if (!(await readHandOver(tx, orderId))) return
    await noteCome(tx, orderId)
    const parcels = foldParcels(await readEvents(tx, orderId))
    const planned = parcels ? await parcelsOfCome(tx, order, parcels) : []
    if (!parcels || planned.length === 0) return
    const now = ctx.now()
    await recordEvents(transaction, {
      orderId,
      before: order,
      events: [
        { type: 'order.parcels_planned', data: { parcels: [...parcels.map(planOf), ...planned] } },
        { type: 'order.stock_came', data: { parcels: planned.map(({ id, lines }) => ({ id, lines })) } },
      ],
      actor: ctx.actor,
      at: now,
    })
    await noteParcels(tx, orderId, planned)
    await makePromises(tx, {
      // Their days are counted from now, and not from when the order was paid for.
      order: { ...order, confirmedAt: now },
      parcels: planned.map(({ id, warehouseId }) => ({
        id,
        warehouseId,
        leftAt: null,
        carrier: null,
        waited: true,
      })),
      now,
    })
    await fault('come.in')
  })
  await fault('come.committed')
}

/** What is held for the order and is in none of its parcels. */
export async function unitsInNoParcel(db: DbOrTx, orderId: string, parcels: readonly PlannedParcel[]) {
  const held = await readHeldUnits(db, orderId)
  const inParcels = parcels.flatMap(({ warehouseId, warehouse, lines }) =>
    lines.map(({ lineId: orderLineId, quantity }) => ({
      orderLineId,
      warehouseId,
      warehouse,
      quantity: -quantity,
    })),
  )
  return mergeParts([...held, ...inParcels]).filter(({ quantity }) => quantity > 0)
}

async function parcelsOfCome(db: DbOrTx, order: Order, parcels: readonly Parcel[]): Promise<PlannedParcel[]> {
  const come = await unitsInNoParcel(db, order.id, parcels)
  return [...Map.groupBy(come, ({ warehouseId }) => warehouseId)].map(([warehouseId, units]) =>
    plannedAgain(order, {
      id: order.id,
      warehouseId,
      warehouse: units[0]?.warehouse ?? '',
      lines: linesOf(units),
    }),
  )
}
