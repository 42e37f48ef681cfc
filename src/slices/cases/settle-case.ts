import { and, eq } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { EVERYTHING } from '#platform/rights/permission.ts'
import { askNoMoreOf, notingParcels } from '#slices/fulfillment/parcel-row.ts'
import { writeOffLost } from '#slices/inventory/write-off-lost.ts'
import { changeOrder } from '#slices/orders/change-order.ts'
import { addressAt } from '#slices/orders/delivery/address-at.ts'
import { isSame } from '#slices/orders/delivery/change-address.ts'
import { willNotArrive } from '#slices/orders/delivery/exceptions.ts'
import { foldParcels, type Parcel } from '#slices/orders/delivery/parcels.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import { sendOnceMore } from '#slices/orders/delivery/send-once-more.ts'
import type { OrderEvent } from '#slices/orders/events.ts'
import { mayHappen, type Order } from '#slices/orders/order.ts'
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { lockOrder, readEvents, readLines } from '#slices/orders/queries.ts'
import { recordEvents } from '#slices/orders/record-events.ts'
import type { RefundLimit } from '#slices/orders/refunds/refund-limit.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { settleRefund } from '#slices/orders/refunds/settle-refund.ts'
import { lockPaid, type Refund, readRefund } from '#slices/payments/refund.ts'
import type { Case, CaseOutcome, SettleCase } from './case.ts'
import { putBack, type Rights, refuseWrongPlace } from './put-back.ts'
import { lockCase, readCase } from './queries.ts'
import { cases } from './schema.ts'

/**
 * Ends a case. A refund is the orders' own, under the case's id, so that whatever is killed between gives the money back once; one that is
 * refused leaves the case open, and so does a new parcel for which the shelves do not have the goods. An order of which nothing is on its way any more is
 * complete. A second call with the same outcome changes nothing, and one that names another address is refused.
 */
export async function settleCase(
  ctx: OrdersCtx,
  input: SettleCase,
  { limit = null, rights = [EVERYTHING] }: By = {},
): Promise<Case> {
  const { caseId, outcome } = input
  refuseWrongPlace(input)
  if (input.shippingAddress && outcome !== 'reship') throw addressGoesWithParcel()
  const found = await choose(ctx, caseId, outcome)
  if (found.state === 'settled') {
    await requireThere(ctx.db, found, input)
    return found
  }
  await fault('case.chosen')
  if (outcome === 'refund') await giveBack(ctx, found, input, limit)
  await changeOrder(ctx, found.orderId, order => close(ctx, order, input, rights))
  const settled = await readCase(ctx.db, caseId)
  if (!settled) throw noCase()
  return settled
}

/** What the person who decides may do: `limit` is what they may give back, if there is one. */
type By = { limit?: RefundLimit | null; rights?: Rights }

const addressGoesWithParcel = () =>
  new Refusal('validation_failed', 'Only what is sent once more can go to another address.', [
    { path: 'shippingAddress', message: 'Leave it out, or choose to send it once more' },
  ])

/** Of two people who send it once more at once, to different addresses, one is told so. */
async function requireThere(
  db: DbOrTx,
  { id, orderId }: Case,
  { shippingAddress }: SettleCase,
): Promise<void> {
  if (!shippingAddress) return
  const events = await readEvents(db, orderId)
  const resent = events.find(
    ({ type, data }) => type === 'order.resent' && 'caseId' in data && data.caseId === id,
  )
  if (!resent || isSame(addressAt(events, resent.seq), shippingAddress)) return
  throw new Refusal('conflict', 'It was sent once more already, to another address. Look at the order again.')
}

const noCase = () => new Refusal('not_found', 'There is no such case.')

const DECIDES = 'Somebody else decides this case at the moment. Look at it again.'

/** A refund is said before the bank is asked: of two people who decide at once, only one decides. All else is one transaction, and says nothing before. */
async function choose(ctx: OrdersCtx, id: string, outcome: CaseOutcome): Promise<Case> {
  return transact(ctx, async ({ tx }) => {
    const found = await lockForOutcome(tx, id, outcome)
    if (outcome === 'refund') await tx.update(cases).set({ outcome }).where(eq(cases.id, id))
    return { ...found, outcome }
  })
}

/** The case, if nobody decides otherwise. A refund that the bank refused decides nothing. */
async function lockForOutcome(tx: Tx, id: string, outcome: CaseOutcome): Promise<Case> {
  const found = await lockCase(tx, id)
  if (!found) throw noCase()
  const isDecided = found.outcome !== null && (await readRefund(tx, id))?.status !== 'failed'
  if ((isDecided || found.state === 'settled') && found.outcome !== outcome)
    throw new Refusal(
      'conflict',
      found.state === 'settled'
        ? 'This case was settled otherwise already.'
        : found.outcome === 'refund'
          ? 'A refund for this case is under way.'
          : DECIDES,
    )
  return found
}

async function giveBack(ctx: OrdersCtx, found: Case, input: SettleCase, limit: RefundLimit | null) {
  try {
    await requireRefund(ctx, found, input, limit)
  } catch (error) {
    // Nothing goes back: somebody may decide otherwise.
    await transact(ctx, async ({ tx }) => {
      await lockCase(tx, found.id)
      const asked = await readRefund(tx, found.id)
      if (!asked || asked.status === 'failed')
        await tx
          .update(cases)
          .set({ outcome: null })
          .where(and(eq(cases.id, found.id), eq(cases.state, 'open')))
    })
    throw error
  }
  await fault('case.refunded')
}

async function requireRefund(
  ctx: OrdersCtx,
  { id, orderId, kind, lines }: Case,
  { reason, shipping = false, restock = false }: SettleCase,
  limit: RefundLimit | null,
) {
  // It was asked for before, and the answer got lost: nobody asks for it again in other words.
  if (await readRefund(ctx.db, id)) return requireGiven(await settleRefund(ctx, id))
  const goesBack = lines.map(line => ({ ...line, restock: restock && kind === 'undeliverable' }))
  const of = { kind: 'lines' as const, lines: goesBack, shipping }
  const { refund } = await refundOrder(ctx, { refundId: id, orderId, reason, of }, limit, tx =>
    requireWanted(tx, id),
  )
  requireGiven(refund)
}

/** Another refund of this case was refused meanwhile, so it was open to everything again: what was decided since stands. */
async function requireWanted(tx: Tx, id: string) {
  const found = await lockCase(tx, id)
  if (found?.state === 'open' && found.outcome === 'refund') return
  throw new Refusal('conflict', DECIDES)
}

function requireGiven(refund: Pick<Refund, 'status'> | null) {
  if (refund?.status === 'failed')
    throw new Refusal(
      'conflict',
      'The bank refused this refund. Pay the customer another way, and settle the case without one.',
    )
}

async function close(ctx: OrdersCtx, order: Order, input: SettleCase, rights: Rights): Promise<void> {
  const { caseId, outcome, reason } = input
  const parcels = await readParcels(ctx.db, order)
  const isSplit = foldParcels(await readEvents(ctx.db, order.id)) !== null
  await transact(ctx, async transaction => {
    const { tx } = transaction
    const found = await lockForOutcome(tx, caseId, outcome)
    if (found.state !== 'open') return requireThere(tx, found, input)
    const { parcelId } = found
    const parcel = parcels.find(({ id }) => id === parcelId)
    const isBack = input.restock === true && outcome !== 'refund'
    if (isBack) await lockPaid(tx, order.id)
    if (isBack) await lockOrder(tx, order.id)
    const back = isBack && { back: await putBack(ctx, tx, { found, parcel, input, rights }) }
    const settled = parcels.map(each =>
      each.id === parcelId && each.exception
        ? { ...each, exception: { ...each.exception, isSettled: true } }
        : each,
    )
    const first: OrderEvent = {
      type: 'order.exception_settled',
      data: { caseId, kind: found.kind, outcome, ...back, ...(isSplit && { parcelId }) },
    }
    if (settled.some(each => each.id === parcelId && willNotArrive(each))) await askNoMoreOf(tx, parcelId)
    if (outcome === 'reship') await sendAgain(ctx, transaction, order, { found, first, input })
    else
      await recordEvents(transaction, {
        orderId: order.id,
        before: order,
        events: [first, ...(isOver(order, settled) ? [{ type: 'order.completed' as const, data: {} }] : [])],
        actor: ctx.actor,
        at: ctx.now(),
      })
    if (parcel?.state === 'shipped') await writeOff(ctx, tx, { ...found, outcome }, parcel.warehouseId)
    await tx
      .update(cases)
      .set({
        state: 'settled',
        outcome,
        settledAt: ctx.now(),
        settledBy: actorName(ctx.actor),
        settledBecause: reason,
      })
      .where(eq(cases.id, caseId))
    await fault('case-settled.in')
  })
}

/** What got lost is no longer with the customer, unless the case ends with nothing: then it may have turned up. */
async function writeOff(
  ctx: OrdersCtx,
  tx: Tx,
  { id, orderId, kind, outcome, lines }: Case,
  warehouseId: string,
) {
  if (kind !== 'lost' || outcome === 'nothing') return
  const bought = new Map((await readLines(tx, orderId)).map(line => [line.id, line.variantId]))
  const units = lines.flatMap(({ lineId: orderLineId, quantity }) => {
    const variantId = bought.get(orderLineId)
    return variantId ? [{ orderLineId, variantId, quantity }] : []
  })
  await writeOffLost(tx, { causeId: id, warehouseId, units, actor: ctx.actor })
}

/** Nobody waits for anything of the order any more. */
const isOver = (order: Order, parcels: readonly Parcel[]): boolean =>
  parcels.every(each => each.state === 'delivered' || each.state === 'returned' || willNotArrive(each)) &&
  mayHappen(order, 'order.completed')

const sendAgain = (
  ctx: OrdersCtx,
  transaction: Transaction,
  order: Order,
  { found, first, input }: { found: Case; first: OrderEvent; input: SettleCase },
) =>
  sendOnceMore(ctx, transaction, order, {
    caseId: found.id,
    insteadOf: found.parcelId,
    lines: found.lines,
    shippingAddress: input.shippingAddress,
    first: [first],
    noteParcels: notingParcels(ctx),
  })
