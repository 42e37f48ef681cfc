import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { Tx } from '#platform/db/client.ts'
import { linesField, skuField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { type InspectedTo, moveInspected } from '#slices/inventory/returned-goods.ts'
import { refuseClosed } from '#slices/inventory/warehouses/change-warehouses.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { unitsHere } from '#slices/orders/refunds/refund-queries.ts'
import { MAX_LINES } from '#slices/pricing/line-fields.ts'
import { quantityField } from './ask-return.ts'
import { addUnits, change } from './decide-return.ts'
import { eventId, noteEvent, wasApplied } from './events.ts'
import { payBacksOf } from './queries.ts'
import type { AtDock } from './receive-return.ts'
import { refundIdOf } from './refund-id.ts'
import { type Outcome, outcomes, type Return, type ReturnLine, returnWishes } from './return.ts'
import { returnRefunds } from './schema.ts'
import { sendSettle } from './send-settle.ts'

export const inspectFields = z.object({
  /** Made before sending: a second call with it changes nothing. */
  id: optionally(z.uuid('Send a UUID as the id of the inspection')),
  lines: z
    .array(
      z.object({
        sku: skuField,
        quantity: quantityField,
        outcome: z.enum(outcomes, `One of ${outcomes.join(', ')}`),
        note: optionally(linesField(LIMITS.returnNote)),
      }),
    )
    .min(1, 'Say what was found')
    .max(4 * MAX_LINES),
})
export type Inspection = z.infer<typeof inspectFields> & { number: string }

const columns = {
  restock: 'restocked',
  repair: 'repaired',
  scrap: 'scrapped',
  send_back: 'sentBack',
} as const
const places: Record<Outcome, InspectedTo> = {
  restock: 'shelf',
  repair: 'repair',
  scrap: 'scrap',
  send_back: 'customer',
}

/**
 * Somebody has looked at what came. Each unit goes where its outcome says; only here does one go back on sale. The money of what the shop keeps
 * is owed from this moment and paid back by a job.
 */
export const inspectReturn = (ctx: AtDock, { number, id = uuidv7(), lines }: Inspection): Promise<Return> =>
  change(ctx, number, async (found, transaction) => {
    const { tx } = transaction
    const inputHash = sha256(canonicalJson(lines))
    const inspectionId = eventId(found.id, 'inspected', id)
    if (await wasApplied(tx, inspectionId, inputHash)) return
    refuseElsewhere(ctx, 'returns.receive', found.warehouseId)
    if (lines.some(({ outcome }) => outcome === 'restock')) await refuseClosed(tx, found.warehouseId)
    if (found.state !== 'received')
      throw new Refusal('conflict', 'Nothing of this return is here. Take the goods in first.')
    const units = lines.map((line, index) => ({ ...line, line: waitingLine(found, lines, index) }))
    for (const { line, quantity, outcome } of units)
      await addUnits(
        transaction,
        { id: found.id, lineId: line.lineId },
        { waiting: -quantity, [columns[outcome]]: quantity },
      )
    await noteEvent(tx, found, {
      id,
      type: 'inspected',
      lines: units.map(({ line, quantity, outcome, note }) => ({
        lineId: line.lineId,
        quantity,
        outcome,
        ...(note && { note }),
      })),
      inputHash,
      at: ctx.now(),
      actor: ctx.actor,
    })
    const moved = together(
      units.map(({ line, quantity, outcome }) => ({ line, quantity, key: places[outcome] })),
    )
    await moveInspected(tx, {
      causeId: inspectionId,
      warehouseId: found.warehouseId,
      units: moved.map(({ line: { lineId: orderLineId, variantId }, quantity, key: to }) => ({
        orderLineId,
        variantId,
        quantity,
        to,
      })),
      actor: ctx.actor,
    })
    const kept = together(
      units.flatMap(({ line, quantity, outcome }) =>
        outcome === 'send_back' ? [] : [{ line, quantity, key: 'kept' }],
      ),
    )
    if (kept.length) await oweFor(tx, found, inspectionId, kept)
    await sendSettle(transaction, { orderId: found.orderId, returnId: found.id }, inspectionId)
    await fault('return-inspection.in')
  })

/** What the shop keeps it owes, by each wish as a row of its own. The delivery goes back with money where some does. */
async function oweFor(
  tx: Tx,
  { id: returnId, orderId }: Return,
  inspectionId: string,
  kept: readonly Moved[],
) {
  const isWhole = (await unitsHere(tx, orderId)) === (await requireOrder(tx, orderId)).units
  const byWish = returnWishes
    .map(wish => ({ wish, units: kept.filter(({ line }) => line.wish === wish) }))
    .filter(({ units }) => units.length > 0)
  for (const [index, { wish, units }] of byWish.entries())
    await tx.insert(returnRefunds).values({
      inspectionId,
      wish,
      orderId,
      returnId,
      refundId: refundIdOf(inspectionId, wish),
      lines: units.map(({ line: { lineId }, quantity }) => ({ lineId, quantity })),
      shipping: isWhole && index === 0,
      ...((await isApproved(tx, returnId, units))
        ? { state: 'owed' }
        : { state: 'stuck', problem: 'More came than was approved. Pay it back if that is right.' }),
    })
}

/** Whether staff or the shop's rule approved as many units of each line as are paid back by now. Others wait for somebody who decides. */
async function isApproved(tx: Tx, returnId: string, kept: readonly Moved[]): Promise<boolean> {
  const before = await payBacksOf(tx, returnId)
  const paid = before.filter(({ state }) => state !== 'given_up').flatMap(({ lines }) => lines)
  return kept.every(({ line: { lineId, approved }, quantity }) => {
    const owed = paid.reduce((sum, one) => sum + (one.lineId === lineId ? one.quantity : 0), 0)
    return owed + quantity <= approved
  })
}

function waitingLine(found: Return, lines: Inspection['lines'], index: number): ReturnLine {
  const sku = lines[index]?.sku
  const line = found.lines.find(one => one.sku === sku)
  const refuse = (field: string, message: string) =>
    new Refusal('validation_failed', `${message}.`, [{ path: `lines.${index}.${field}`, message }])
  if (!line) throw refuse('sku', 'This return has no such line')
  const upTo = lines.slice(0, index + 1).reduce((sum, one) => sum + (one.sku === sku ? one.quantity : 0), 0)
  if (upTo > line.waiting)
    throw refuse('quantity', `Only ${line.waiting} of ${line.name} wait to be inspected`)
  return line
}

type Moved = { line: ReturnLine; quantity: number; key: InspectedTo | 'kept' }

/** One entry for each line and place, however many rows named it. */
function together<Unit extends Moved>(units: readonly Unit[]): Unit[] {
  const sums = new Map<string, Unit>()
  for (const unit of units) {
    const key = `${unit.line.lineId} ${unit.key}`
    sums.set(key, { ...unit, quantity: unit.quantity + (sums.get(key)?.quantity ?? 0) })
  }
  return [...sums.values()]
}
