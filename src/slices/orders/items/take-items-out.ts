import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { type Actor, readActor } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { fault } from '#platform/lib/fault-points.ts'
import type { HeldPart } from '#slices/inventory/part-reservations.ts'
import { releaseUnits } from '#slices/inventory/release-units.ts'
import { leaveLineWith } from '#slices/inventory/waiting/leave-line.ts'
import { readWaiting } from '#slices/inventory/waiting/queries.ts'
import { lockPaid } from '#slices/payments/refund.ts'
import { reviewEvents } from '../ask-for-person.ts'
import { sendMoneyBack } from '../cancel-paid.ts'
import { changeOrder } from '../change-order.ts'
import { refuseRecall } from '../delivery/end-recall.ts'
import { hasArrived, hasLeft } from '../delivery/events-of-step.ts'
import { foldParcels, type Parcel } from '../delivery/parcels.ts'
import { unitsInNoParcel } from '../delivery/plan-come.ts'
import { type NoteParcels, plannedAgain, planOf, wholeOf } from '../delivery/plan-parcels.ts'
import type { ItemsCancelled, ItemsOfParcel, ItemsRecalled, OrderEvent, PlannedParcel } from '../events.ts'
import type { Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { type RecordedEvent, readEvents, readLines, requireOrder } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { COSTS_NOTHING, NOTHING_LEFT } from '../refunds/plan-refund.ts'
import { readGivenBack } from '../refunds/refund-queries.ts'
import { type RequestedRefund, requestRefund } from '../refunds/request-refund.ts'
import { orderLines } from '../schema.ts'
import { type Items, linesWithout } from './choose-items.ts'

type TakingOut = {
  wish: ItemsRecalled
  /** The order's parcels as they stand. */
  parcels: readonly Parcel[]
  /** Left out of an order that no warehouse has heard of: nothing is planned of it yet, and the plan will be made without the units. */
  noteParcels?: NoteParcels | undefined
  askedBy: Actor
}

/** The parcels of an order out of which items are to be taken, and the wish. Null: nobody waits for that any more. */
export async function readItemsRecall(
  ctx: Pick<OrdersCtx, 'db'>,
  orderId: string,
): Promise<{ parcelIds: string[] } | null> {
  const order = await requireOrder(ctx.db, orderId)
  if (order.recall !== 'items') return null
  const { data } = lastAsked(await readEvents(ctx.db, orderId))
  return { parcelIds: [...new Set(data.lines.map(({ parcelId }) => parcelId))] }
}

/** The warehouses have stopped the parcels that hold the items, or never had them: the items are taken out, and the rest leaves in new parcels. */
export async function endItemsRecall(
  ctx: OrdersCtx,
  orderId: string,
  noteParcels: NoteParcels,
): Promise<void> {
  const requested = await changeOrder(ctx, orderId, async order => {
    if (order.recall !== 'items') return null
    const events = await readEvents(ctx.db, orderId)
    const asked = lastAsked(events)
    const parcels = foldParcels(events) ?? (await wholeOf(ctx.db, order))
    if (parcels.some(parcel => hasLeft(parcel) && isNamed(parcel, asked.data.lines))) {
      await refuseRecall(ctx, orderId, 'A parcel with the items has left.', 'items')
      return null
    }
    return transact(ctx, async transaction => {
      await lockPaid(transaction.tx, orderId)
      const askedBy = readActor(asked.actor)
      return takeItemsOut(ctx, transaction, order, { wish: asked.data, parcels, noteParcels, askedBy })
    })
  })
  if (requested) await sendMoneyBack(ctx, requested)
}

function lastAsked(events: readonly RecordedEvent[]): RecordedEvent & { data: ItemsRecalled } {
  const asked = events.findLast(({ type }) => type === 'order.items_recalled')
  assert(asked, 'items are being taken out, but nobody asked for it')
  return asked as RecordedEvent & { data: ItemsRecalled }
}

/** Runs in the caller's transaction, which holds the payment: the units leave the order, their stock is free, and their money is noted as going back. */
export async function takeItemsOut(
  ctx: Pick<OrdersCtx, 'actor' | 'now'>,
  transaction: Transaction,
  order: Order,
  { wish, parcels, noteParcels, askedBy }: TakingOut,
): Promise<RequestedRefund> {
  const { tx } = transaction
  const at = ctx.now()
  const { reason, refundId, inputHash, lines, waiting = [] } = wish
  const planned = noteParcels ? planWithout(order, parcels, lines) : null
  const goesOn = planned ?? parcels.map(planOf)
  const isAllThere = await isAllInParcels(tx, order.id, waiting)
  const rest = await requestItems(tx, order, wish, askedBy, at)
  const taken: ItemsCancelled = {
    reason,
    refundId,
    inputHash,
    lines: unitsByLine([...lines, ...waiting]),
    ...(rest.kind === 'requested' && { refundMinor: rest.refund.amountMinor }),
    ...(isAllThere && howFar(goesOn, parcels)),
  }
  const events: OrderEvent[] = [
    ...(planned ? [{ type: 'order.parcels_planned' as const, data: { parcels: planned } }] : []),
    { type: 'order.items_cancelled', data: taken },
    ...(isAllThere && isOver(goesOn, parcels) ? [{ type: 'order.completed' as const, data: {} }] : []),
    ...(rest.kind === 'impossible' ? stuckMoney(order, rest.sentence) : []),
  ]
  await recordEvents(transaction, { orderId: order.id, before: order, events, actor: ctx.actor, at })
  for (const { lineId, quantity } of taken.lines)
    await tx
      .update(orderLines)
      .set({ cancelled: sql`${orderLines.cancelled} + ${quantity}::int` })
      .where(eq(orderLines.id, lineId))
  const come = await takeWaiting(tx, order.id, waiting, parcels)
  await releaseUnits(tx, order.id, [...unitsByShelf(lines, parcels), ...come])
  if (planned) await noteParcels?.(tx, order.id, planned)
  await fault('items.in')
  return rest
}

/** Parcels that held some of the items leave under new ids, without them; a parcel of which nothing is left does not leave. */
function planWithout(
  order: Order,
  parcels: readonly Parcel[],
  items: readonly ItemsOfParcel[],
): PlannedParcel[] {
  return parcels
    .map(parcel =>
      isNamed(parcel, items)
        ? { ...plannedAgain(order, planOf(parcel)), lines: linesWithout(parcel, items) }
        : planOf(parcel),
    )
    .filter(({ lines }) => lines.length > 0)
}

const isNamed = ({ id }: Parcel, items: readonly ItemsOfParcel[]) =>
  items.some(({ parcelId }) => parcelId === id)

/** Whether nothing of the order waits for stock any more when these units do not. The order's version guards what is read here. */
async function isAllInParcels(tx: Tx, orderId: string, waiting: Readonly<Items>): Promise<boolean> {
  const later = (await readWaiting(tx, [orderId])).reduce(
    (sum, line) => sum + line.waiting + line.unplanned,
    0,
  )
  return later === waiting.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** Takes these units out of the line. Of those that have come meanwhile and are in no parcel, it answers the shelves. */
async function takeWaiting(
  tx: Tx,
  orderId: string,
  waiting: Readonly<Items>,
  parcels: readonly Parcel[],
): Promise<HeldPart[]> {
  if (waiting.length === 0) return []
  const come = await leaveLineWith(
    tx,
    orderId,
    waiting.map(({ lineId: orderLineId, quantity }) => ({ orderLineId, quantity })),
  )
  const shelves = come.length > 0 ? await unitsInNoParcel(tx, orderId, parcels) : []
  return come.flatMap(({ orderLineId, quantity }) => {
    let left = quantity
    return shelves
      .filter(part => part.orderLineId === orderLineId)
      .map(({ warehouseId, quantity: here }) => {
        const taken = Math.min(left, here)
        left -= taken
        return { orderLineId, warehouseId, quantity: taken }
      })
      .filter(part => part.quantity > 0)
  })
}

/** How far the order is when nothing of it is in the house any more. */
function howFar(
  planned: readonly PlannedParcel[],
  parcels: readonly Parcel[],
): Pick<ItemsCancelled, 'delivery'> {
  const left = stillThere(planned, parcels)
  if (!left.every(hasLeft)) return {}
  return { delivery: left.every(({ state }) => state === 'delivered') ? 'delivered' : 'shipped' }
}

/** Nobody waits for anything of the order any more. */
const isOver = (planned: readonly PlannedParcel[], parcels: readonly Parcel[]): boolean =>
  stillThere(planned, parcels).every(hasArrived)

/** The parcels of a plan as they stand. One that is new stands at its beginning. */
const stillThere = (
  planned: readonly PlannedParcel[],
  parcels: readonly Parcel[],
): Pick<Parcel, 'state' | 'exception'>[] =>
  planned.map(({ id }) => parcels.find(parcel => parcel.id === id) ?? { state: 'planned' })

/** The price of the units goes back, without those of which it went back before. */
async function requestItems(
  tx: Tx,
  order: Order,
  { reason, refundId, inputHash, lines, waiting = [] }: ItemsRecalled,
  actor: Actor,
  at: Date,
): Promise<RequestedRefund> {
  const [bought, givenBack] = await Promise.all([readLines(tx, order.id), readGivenBack(tx, order.id)])
  const unpaid = unitsByLine([...lines, ...waiting]).flatMap(({ lineId, quantity }) => {
    const line = bought.find(({ id }) => id === lineId)
    const left = Math.min(quantity, (line?.quantity ?? 0) - (givenBack.units.get(lineId) ?? 0))
    return left > 0 ? [{ lineId, quantity: left, restock: false }] : []
  })
  if (unpaid.length === 0) return { kind: 'impossible', sentence: NOTHING_LEFT }
  return requestRefund(tx, order, {
    id: refundId,
    inputHash,
    orderId: order.id,
    of: { kind: 'lines', lines: unpaid, shipping: false },
    reason,
    actor,
    at,
  })
}

/** The goods stay here although their money cannot go back by itself. Free items, and those paid back before, are nobody's business. */
const stuckMoney = (order: Order, sentence: string): OrderEvent[] =>
  sentence === COSTS_NOTHING || sentence === NOTHING_LEFT
    ? []
    : reviewEvents(order, `Items were taken out of this order, but their money did not go back: ${sentence}`)

function unitsByLine(items: Readonly<Items>): ItemsCancelled['lines'] {
  return [...Map.groupBy(items, ({ lineId }) => lineId)].map(([lineId, parts]) => ({
    lineId,
    quantity: parts.reduce((sum, { quantity }) => sum + quantity, 0),
  }))
}

const unitsByShelf = (items: readonly ItemsOfParcel[], parcels: readonly Parcel[]) =>
  items.map(({ lineId, quantity, parcelId }) => {
    const parcel = parcels.find(({ id }) => id === parcelId)
    assert(parcel, `parcel ${parcelId} is none of the order's`)
    return { orderLineId: lineId, warehouseId: parcel.warehouseId, quantity }
  })
