import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import type { Tx } from '#platform/db/client.ts'
import { skuField } from '#platform/fields/fields.ts'
import { optionally } from '#platform/fields/optionally.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { lockOrder } from '#slices/orders/queries.ts'
import { MAX_LINES, MAX_QUANTITY } from '#slices/pricing/line-fields.ts'
import { noteEvent } from './events.ts'
import { endOf, sendLabel } from './open-return.ts'
import { findReturn, lockReturn, readReturn } from './queries.ts'
import type { Return } from './return.ts'
import { returnLines, returns } from './schema.ts'
import { sendSettle } from './send-settle.ts'
import { tell } from './tell.ts'

/** How many units of which line may come. Left out: all that was asked for. A line that is not named may not. */
export const approveFields = z.object({
  lines: optionally(
    z
      .array(
        z.object({
          sku: skuField,
          quantity: z.int('Enter a whole number').min(1, 'Enter at least 1').max(MAX_QUANTITY),
        }),
      )
      .min(1, 'Approve at least one line, or refuse the return')
      .max(MAX_LINES)
      .refine(lines => new Set(lines.map(({ sku }) => sku)).size === lines.length, 'Name each line once'),
  ),
})
export const refuseFields = z.object({ reason: reasonSchema })

/** Staff let the goods come, all of them or some. The label follows. A second call changes nothing. */
export const approveReturn = (
  ctx: Ctx,
  { number, lines }: z.infer<typeof approveFields> & { number: string },
): Promise<Return> =>
  change(ctx, number, async (found, transaction) => {
    if (found.state === 'approved' || found.state === 'received') return
    if (found.state !== 'requested') throw over(found)
    const at = ctx.now()
    const units = lines
      ? chosenOf(found, lines)
      : found.lines.map(({ lineId, asked }) => ({ lineId, quantity: asked }))
    for (const { lineId, quantity } of units)
      await transaction.tx
        .update(returnLines)
        .set({ approved: quantity })
        .where(and(eq(returnLines.returnId, found.id), eq(returnLines.orderLineId, lineId)))
    await transaction.tx
      .update(returns)
      .set({ state: 'approved', decidedAt: at, endsAt: endOf(at) })
      .where(eq(returns.id, found.id))
    const event = { id: found.id, type: 'approved' as const, lines: units, at, actor: ctx.actor }
    const eventId = await noteEvent(transaction.tx, found, event)
    await sendLabel(transaction, { orderId: found.orderId, returnId: found.id })
    await tell(transaction, { orderId: found.orderId, returnId: found.id, news: 'approved', eventId })
  })

/** Staff say why the goods may not come. Nothing of it may be here yet. */
export const refuseReturn = (
  ctx: Ctx,
  { number, reason }: z.infer<typeof refuseFields> & { number: string },
): Promise<Return> =>
  change(ctx, number, async (found, transaction) => {
    if (found.state === 'refused') return
    if (found.state !== 'requested' && found.state !== 'approved') throw over(found)
    const eventId = await end(ctx, transaction, found, { state: 'refused', reason })
    // A refused withdrawal has a mail of its own.
    if (!found.withdrawalId)
      await tell(transaction, { orderId: found.orderId, returnId: found.id, news: 'refused', eventId })
  })

/** Ends a return of which nothing came. */
export async function end(
  ctx: Pick<Ctx, 'now' | 'actor'>,
  transaction: Transaction,
  { id, orderId, decidedAt }: Return,
  { state, reason }: { state: 'refused' | 'cancelled' | 'expired'; reason?: string },
): Promise<string> {
  const at = ctx.now()
  await transaction.tx
    .update(returns)
    .set({
      state,
      closedAt: at,
      ...(state === 'refused' && { decidedAt: decidedAt ?? at, refusal: reason ?? '' }),
    })
    .where(eq(returns.id, id))
  const eventId = await noteEvent(
    transaction.tx,
    { id, orderId },
    { id, type: state, reason, at, actor: ctx.actor },
  )
  await sendSettle(transaction, { orderId, returnId: id }, eventId)
  return eventId
}

/**
 * Changes a return under the order's lock and its own, and answers how it then stands. `first` locks what everybody locks before an order:
 * its payment.
 */
export async function change(
  ctx: Ctx,
  number: string,
  work: (found: Return, transaction: Transaction) => Promise<void>,
  first?: (tx: Tx, orderId: string) => Promise<unknown>,
): Promise<Return> {
  const at = await findReturn(ctx.db, number)
  if (!at) throw new Refusal('not_found', 'There is no such return.')
  await transact(ctx, async transaction => {
    await first?.(transaction.tx, at.orderId)
    await lockOrder(transaction.tx, at.orderId)
    const found = await lockReturn(transaction.tx, at.id)
    if (!found) throw new Refusal('not_found', 'There is no such return.')
    await work(found, transaction)
  })
  const changed = await readReturn(ctx.db, at.id)
  if (!changed) throw new Refusal('not_found', 'There is no such return.')
  return changed
}

export const over = ({ state }: Pick<Return, 'state'>) =>
  new Refusal('conflict', `This return is ${state} already.`)

function chosenOf({ lines }: Return, chosen: readonly { sku: string; quantity: number }[]) {
  return chosen.map(({ sku, quantity }, index) => {
    const line = lines.find(one => one.sku === sku)
    const message = line ? `Only ${line.asked} were asked for` : 'This return has no such line'
    if (!line || quantity > line.asked)
      throw new Refusal('validation_failed', `${message}.`, [
        { path: `lines.${index}.${line ? 'quantity' : 'sku'}`, message },
      ])
    return { lineId: line.lineId, quantity }
  })
}

/** Adds to the units of one line of a return. */
export async function addUnits(
  { tx }: Pick<Transaction, 'tx'>,
  { id, lineId }: { id: string; lineId: string },
  units: Partial<Record<Counted, number>>,
): Promise<void> {
  const grown = Object.entries(units).map(([name, by]) => [
    name,
    sql`${returnLines[name as Counted]} + ${by}`,
  ])
  await tx
    .update(returnLines)
    .set(Object.fromEntries(grown))
    .where(and(eq(returnLines.returnId, id), eq(returnLines.orderLineId, lineId)))
}

type Counted =
  | 'extra'
  | 'received'
  | 'waiting'
  | 'restocked'
  | 'repaired'
  | 'scrapped'
  | 'sentBack'
  | 'refunded'
