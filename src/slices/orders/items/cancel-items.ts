import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { readWaiting } from '#slices/inventory/waiting/queries.ts'
import { lockPaid, readRefund } from '#slices/payments/refund.ts'
import { cancelOrder } from '../cancel-order.ts'
import { sendMoneyBack } from '../cancel-paid.ts'
import { changeOrder } from '../change-order.ts'
import { mayBeHandedOver } from '../delivery/hand-over.ts'
import { foldParcels } from '../delivery/parcels.ts'
import { wholeOf } from '../delivery/plan-parcels.ts'
import { readParcels } from '../delivery/read-parcels.ts'
import type { ItemsRecalled, OrderEvent } from '../events.ts'
import { goesOn } from '../is-still-open.ts'
import { mayHappen, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { type RecordedEvent, readEvents, readLines, requireOrder } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { type RequestedRefund, reusedRefundId } from '../refunds/request-refund.ts'
import type { CancelItemsInput } from './cancel-items-input.ts'
import { chooseItems, type Items } from './choose-items.ts'
import { takeItemsOut } from './take-items-out.ts'

type Asked = { input: CancelItemsInput; inputHash: string }

/** Why the caller may no longer take something out of the order as it stands now, in a sentence; null while they may. */
export type TooLate = (order: Order) => string | null

/**
 * Takes units out of a paid order before they leave: their stock is free, their money goes back, and the rest goes on. If a warehouse has them, or may have
 * them, it is asked to stop their parcels first, and nothing moves before it answers (take-items-out.ts). Naming everything that is left cancels the
 * order. The same id with the same input is the same wish.
 */
export async function cancelItems(
  ctx: OrdersCtx,
  input: CancelItemsInput,
  tooLate: TooLate = () => null,
): Promise<Order> {
  const { refundId: _, ...rest } = input
  const asked = { input, inputHash: sha256(canonicalJson(rest)) }
  const requested = await changeOrder(ctx, input.orderId, order => ask(ctx, order, asked, tooLate))
  if (requested === 'everything') {
    const { orderId, reason, refundId: id } = input
    return cancelOrder(ctx, { orderId, reason, refund: { id, inputHash: asked.inputHash }, tooLate })
  }
  if (requested) await sendMoneyBack(ctx, requested)
  return requireOrder(ctx.db, input.orderId)
}

/** Null: the warehouses are asked first, or this was asked for before. */
async function ask(
  ctx: OrdersCtx,
  order: Order,
  asked: Asked,
  tooLate: TooLate,
): Promise<RequestedRefund | 'everything' | null> {
  const { reason, refundId, lines } = asked.input
  const events = await readEvents(ctx.db, order.id)
  if (await wasAskedBefore(ctx, events, asked)) return null
  const isPlanned = foldParcels(events) !== null
  const outside = await outsideParcels(ctx, order, isPlanned)
  // What waits for stock can be taken out however far the rest of the order is.
  const why = (areWithin(lines, outside) ? null : tooLate(order)) ?? whyNot(order)
  if (why) throw new Refusal('conflict', why)
  const parcels = await readParcels(ctx.db, order)
  const chosen = chooseItems(parcels, lines, outside)
  if (chosen.kind === 'everything') return 'everything'
  if (chosen.kind === 'too-many') throw await tooMany(ctx, order, chosen)
  const { waiting } = chosen
  const wish: ItemsRecalled = {
    reason,
    refundId,
    inputHash: asked.inputHash,
    lines: chosen.lines,
    ...(waiting.length > 0 && { waiting }),
  }
  const requested = await transact(ctx, async transaction => {
    // Everybody locks the payment before the order, so that nobody waits in a circle.
    await lockPaid(transaction.tx, order.id)
    const known = await readRefund(transaction.tx, refundId)
    if (known && known.inputHash !== asked.inputHash) throw reusedRefundId()
    if (known) return null
    const isThere = await mayBeHandedOver(transaction.tx, order.id)
    if (chosen.lines.length === 0 || (!isThere && !isPlanned))
      return takeItemsOut(ctx, transaction, order, { wish, parcels, askedBy: ctx.actor })
    if (!isPlanned && (await wholeOf(ctx.db, order)).length === 0)
      throw new Refusal(
        'conflict',
        'The warehouse has all of this order as one, so only all of it can be cancelled.',
      )
    await recallItems(ctx, transaction, order, wish)
    return null
  })
  if (!requested) await fault('items-recall.committed')
  return requested
}

/** What waits for stock, and what has come and is in no parcel yet. Before there is a plan, everything that has come will be in it. */
async function outsideParcels(ctx: OrdersCtx, { id }: Order, isPlanned: boolean): Promise<Items> {
  return (await readWaiting(ctx.db, [id]))
    .map(({ orderLineId: lineId, waiting, unplanned }) => ({
      lineId,
      quantity: isPlanned ? waiting + unplanned : waiting,
    }))
    .filter(({ quantity }) => quantity > 0)
}

const areWithin = (items: Readonly<Items>, outside: Readonly<Items>) =>
  items.every(({ lineId, quantity }) =>
    outside.some(line => line.lineId === lineId && line.quantity >= quantity),
  )

async function recallItems(
  ctx: OrdersCtx,
  transaction: Transaction,
  order: Order,
  data: ItemsRecalled,
): Promise<void> {
  await recordEvents(transaction, {
    orderId: order.id,
    before: order,
    events: [{ type: 'order.items_recalled', data }],
    actor: ctx.actor,
    at: ctx.now(),
  })
  await fault('items-recall.in')
}

/** The same wish was carried out, or is under way, or was refused by the warehouse. */
async function wasAskedBefore(
  ctx: OrdersCtx,
  events: readonly RecordedEvent[],
  { input: { refundId }, inputHash }: Asked,
): Promise<boolean> {
  const known = (events as readonly (OrderEvent & RecordedEvent)[]).find(
    event =>
      (event.type === 'order.items_recalled' ||
        event.type === 'order.items_cancelled' ||
        event.type === 'order.recall_requested') &&
      event.data.refundId === refundId,
  )
  const before = known ? (known.data as Partial<ItemsRecalled>) : await readRefund(ctx.db, refundId)
  if (before && before.inputHash !== inputHash) throw reusedRefundId()
  return Boolean(before)
}

function whyNot(order: Order): string | null {
  if (order.state === 'reserved')
    return 'The payment is not settled yet. Try again when the order is confirmed, or cancel all of it.'
  if (!goesOn(order)) return 'The order has ended, so nothing can be taken out of it.'
  if (order.recall === 'requested') return 'All of the order is being cancelled.'
  if (order.recall === 'items')
    return 'Other items of this order are being taken out right now. Try again in a moment.'
  return mayHappen(order, 'order.items_recalled')
    ? null
    : 'Everything has left the house. Refund the items instead; the goods can be sent back.'
}

async function tooMany(
  ctx: OrdersCtx,
  order: Order,
  { lineId, here }: { lineId: string; here: number },
): Promise<Refusal> {
  const line = (await readLines(ctx.db, order.id)).find(({ id }) => id === lineId)
  if (!line) return new Refusal('conflict', 'A line does not belong to this order.')
  const name = itemName(line.name, line.options)
  return new Refusal(
    'conflict',
    here === 0
      ? `Nothing of “${name}” is here any more.`
      : `Of “${name}” only ${here} can still be taken out.`,
  )
}
