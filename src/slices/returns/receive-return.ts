import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { skuField } from '#platform/fields/fields.ts'
import { optionally } from '#platform/fields/optionally.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { receiveReturned } from '#slices/inventory/returned-goods.ts'
import { refuseClosed, requireWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { lockPaid } from '#slices/payments/refund.ts'
import { MAX_LINES } from '#slices/pricing/line-fields.ts'
import { passToReturn } from '#slices/withdrawals/pass-to-return.ts'
import { quantityField } from './ask-return.ts'
import { addUnits, change, over } from './decide-return.ts'
import { eventId, noteEvent, wasApplied } from './events.ts'
import type { Return } from './return.ts'
import { type ReturnableLine, readReturnable } from './returnable.ts'
import { returnLines, returns } from './schema.ts'
import { tell } from './tell.ts'

/** What is in a box that came back. A return may come in several. */
export const receiveFields = z.object({
  /** Made before sending: a second call with it changes nothing. */
  id: optionally(z.uuid('Send a UUID as the id of the receipt')),
  /** Left out: where the label sent it. */
  warehouse: optionally(warehouseCodeField),
  lines: z
    .array(z.object({ sku: skuField, quantity: quantityField }))
    .min(1, 'Say what is in the box')
    .max(MAX_LINES)
    .refine(lines => new Set(lines.map(({ sku }) => sku)).size === lines.length, 'Name each line once'),
  /** Why more is taken in than was approved. */
  reason: optionally(reasonSchema),
})
export type Receipt = z.infer<typeof receiveFields> & { number: string }

/** The context of somebody who takes in and inspects. Their role may count for one warehouse alone. */
export type AtDock = Ctx & { rights: readonly string[] }

/**
 * The goods are here, and nobody has looked at them: none of them is on sale. More than was approved is taken in only with a reason, and
 * never more than the customer can have.
 */
export const receiveReturn = (
  ctx: AtDock,
  { number, id = uuidv7(), ...receipt }: Receipt,
): Promise<Return> => {
  const takeBox = async (found: Return, transaction: Transaction) => {
    const { tx } = transaction
    const inputHash = sha256(canonicalJson(receipt))
    if (await wasApplied(tx, eventId(found.id, 'received', id), inputHash)) return
    if (found.state === 'requested')
      throw new Refusal(
        'conflict',
        'Nobody has decided about this return. Approve it, then take the goods in.',
      )
    if (found.state === 'refused') throw over(found)
    const warehouseId = await placeOf(transaction, found, receipt.warehouse)
    refuseElsewhere(ctx, 'returns.receive', warehouseId)
    await refuseClosed(tx, warehouseId)
    const { lines: inOrder } = await readReturnable(tx, await requireOrder(tx, found.orderId))
    const units = receipt.lines.map((line, index) => ({ ...line, line: lineOf(found, inOrder, line, index) }))
    const beyond = units.some(({ line, quantity }) => quantity > line.expected)
    if (beyond && !receipt.reason) {
      const message = 'More came than was approved. Say why it is taken in'
      throw new Refusal('validation_failed', `${message}.`, [{ path: 'reason', message }])
    }
    for (const { line, quantity } of units) await takeIn(transaction, found, line, quantity)
    await tx
      .update(returns)
      .set({ state: 'received', warehouseId, closedAt: null })
      .where(eq(returns.id, found.id))
    const kept = await noteEvent(tx, found, {
      id,
      type: 'received',
      lines: units.map(({ line: { lineId }, quantity }) => ({ lineId, quantity })),
      warehouseId,
      reason: receipt.reason,
      inputHash,
      at: ctx.now(),
      actor: ctx.actor,
    })
    const back = units.map(({ line: { lineId: orderLineId, variantId }, quantity }) => ({
      orderLineId,
      variantId,
      quantity,
    }))
    await receiveReturned(tx, { causeId: kept, warehouseId, units: back, actor: ctx.actor })
    await tell(transaction, { orderId: found.orderId, returnId: found.id, news: 'received', eventId: kept })
    // It was given back to staff when nothing came in time.
    if (found.withdrawalId && found.closedAt) await passToReturn(tx, found.withdrawalId, found.number)
    await fault('return-receipt.in')
  }
  // No refund puts the same units onto a shelf meanwhile.
  return change(ctx, number, takeBox, lockPaid)
}

async function placeOf({ tx }: Transaction, found: Return, code: string | undefined): Promise<string> {
  const asked = code === undefined ? found.warehouseId : await requireWarehouse(tx, code)
  if (asked !== found.warehouseId && found.lines.some(({ received }) => received > 0))
    throw new Refusal('conflict', 'The rest of this return is in another warehouse. Take it all in there.')
  return asked
}

/** `expected`: units that were approved and have not come. */
type Arriving = { lineId: string; variantId: string; isInReturn: boolean; expected: number }

function lineOf(
  found: Return,
  inOrder: readonly ReturnableLine[],
  { sku, quantity }: { sku: string; quantity: number },
  index: number,
): Arriving {
  const line = inOrder.find(one => one.sku === sku)
  const refuse = (field: string, message: string) =>
    new Refusal('validation_failed', `${message}.`, [{ path: `lines.${index}.${field}`, message }])
  if (!line) throw refuse('sku', 'This order has no such line')
  const inReturn = found.lines.find(one => one.lineId === line.lineId)
  const due = inReturn ? Math.max(0, inReturn.approved + inReturn.extra - inReturn.received) : 0
  // A return that was closed keeps no units for itself: others may have been sent back since.
  const isClosed = found.closedAt !== null
  const most = Math.min(isClosed ? line.out : due + line.out, line.away)
  if (quantity > most) throw refuse('quantity', `Only ${most} of ${line.name} can come back`)
  const expected = isClosed && found.state === 'settled' ? 0 : due
  return { lineId: line.lineId, variantId: line.variantId, isInReturn: inReturn !== undefined, expected }
}

async function takeIn(transaction: Transaction, found: Return, line: Arriving, quantity: number) {
  const { lineId } = line
  if (!line.isInReturn)
    await transaction.tx.insert(returnLines).values({
      orderId: found.orderId,
      returnId: found.id,
      orderLineId: lineId,
      reason: 'other',
      wish: 'refund',
      asked: 0,
      extra: quantity,
      received: quantity,
      waiting: quantity,
    })
  else {
    const inReturn = found.lines.find(one => one.lineId === lineId)
    const due = inReturn ? inReturn.approved + inReturn.extra - inReturn.received : 0
    await addUnits(
      transaction,
      { id: found.id, lineId },
      {
        extra: Math.max(0, quantity - Math.max(0, due)),
        received: quantity,
        waiting: quantity,
      },
    )
  }
}
