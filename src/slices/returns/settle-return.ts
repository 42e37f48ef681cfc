import { and, eq } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { transact } from '#platform/jobs/transact.ts'
import { readActor } from '#platform/lib/actor.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { lockOrder } from '#slices/orders/queries.ts'
import { COSTS_NOTHING } from '#slices/orders/refunds/plan-refund.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { readRefundLines } from '#slices/orders/refunds/refund-queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { passToReturn } from '#slices/withdrawals/pass-to-return.ts'
import { settleWithdrawal } from '#slices/withdrawals/settle-withdrawal.ts'
import { addUnits } from './decide-return.ts'
import { noteEvent } from './events.ts'
import {
  eventsOfReturn,
  lockReturn,
  type PayBack,
  payBacksOf,
  payBacksOfOrder,
  readReturn,
} from './queries.ts'
import { refundIdOf } from './refund-id.ts'
import type { Return, ReturnJob } from './return.ts'
import { returnRefunds, returns } from './schema.ts'

/**
 * Does what the last step of a return left to be done: pays back what is owed, closes the return when everything that was expected came and was
 * paid back, and ends the withdrawal that it belongs to. Each part looks before it acts, so a second run changes nothing.
 */
export async function settleReturn(ctx: Ctx, { orderId, returnId }: ReturnJob): Promise<void> {
  mustFind(await readReturn(ctx.db, returnId), `Return ${returnId}`)
  for (const owed of await payBacksOf(ctx.db, returnId)) if (owed.state === 'owed') await payBack(ctx, owed)
  await closeWhenDone(ctx, { orderId, returnId })
  await tellWithdrawal(ctx, mustFind(await readReturn(ctx.db, returnId), `Return ${returnId}`))
}

/**
 * The refund is the orders' own, under an id that follows from the inspection and the wish: however often this is cut off, the money goes back once, or
 * is given as credit once. What
 * the bank refuses, and what may have been paid back already, waits for staff.
 */
async function payBack(ctx: Ctx, owed: PayBack) {
  const { inspectionId, wish, orderId, returnId, refundId, lines, shipping } = owed
  const found = mustFind(await readReturn(ctx.db, returnId), `Return ${returnId}`)
  const inspection = (await eventsOfReturn(ctx.db, returnId)).find(({ id }) => id === inspectionId)
  const inspector = readActor(mustFind(inspection, `Inspection ${inspectionId}`).actor)
  if (refundId === refundIdOf(inspectionId, wish) && (await wasPaidByHand(ctx, found, owed)))
    return noteOutcome(ctx, owed, PAID_BY_HAND)
  try {
    const { refund } = await refundOrder(
      { ...withGateway(ctx), actor: inspector },
      {
        refundId,
        orderId,
        reason: `Return ${found.number}`,
        // The inspection has moved the goods.
        of: { kind: 'lines', lines: lines.map(line => ({ ...line, restock: false })), shipping },
        ...(wish === 'credit' && { asCredit: true }),
      },
    )
    await fault('return.refunded')
    return noteOutcome(ctx, owed, refund?.status === 'failed' ? 'The bank refused this refund.' : null)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
    return noteOutcome(ctx, owed, error.message === COSTS_NOTHING ? null : error.message)
  }
}

const PAID_BY_HAND =
  'Money for the same line went back by hand since this return was asked for. Try again if that was for another unit.'

/** Staff gave money back for one of its lines since it was asked for, and not by a return. */
async function wasPaidByHand(ctx: Ctx, found: Return, { orderId, lines }: PayBack): Promise<boolean> {
  const ours = (await payBacksOfOrder(ctx.db, orderId)).map(({ refundId }) => refundId)
  const byHand = (await refundsOf(ctx.db, orderId)).filter(
    ({ id, status, createdAt }) => status !== 'failed' && createdAt > found.askedAt && !ours.includes(id),
  )
  const given = await readRefundLines(
    ctx.db,
    byHand.map(({ id }) => id),
  )
  return given.some(({ orderLineId }) => lines.some(({ lineId }) => lineId === orderLineId))
}

/** `problem`: why the refund was refused, in a sentence; null when it was asked for. */
async function noteOutcome(ctx: Ctx, owed: PayBack, problem: string | null) {
  await transact(ctx, async transaction => {
    const { tx } = transaction
    await lockOrder(tx, owed.orderId)
    const found = mustFind(await lockReturn(tx, owed.returnId), `Return ${owed.returnId}`)
    const [noted] = await tx
      .update(returnRefunds)
      .set({ state: problem === null ? 'asked' : 'stuck', problem })
      .where(
        and(
          eq(returnRefunds.orderId, owed.orderId),
          eq(returnRefunds.inspectionId, owed.inspectionId),
          eq(returnRefunds.wish, owed.wish),
          eq(returnRefunds.state, 'owed'),
        ),
      )
      .returning({ id: returnRefunds.inspectionId })
    if (!noted) return
    if (problem === null)
      for (const { lineId, quantity } of owed.lines)
        await addUnits(transaction, { id: found.id, lineId }, { refunded: quantity })
    const events = await eventsOfReturn(tx, found.id)
    await noteEvent(tx, found, {
      id: `${owed.inspectionId} ${events.length}`,
      type: problem === null ? 'refunded' : 'not_refunded',
      lines: owed.wish === 'credit' ? owed.lines.map(line => ({ ...line, wish: owed.wish })) : owed.lines,
      reason: problem,
      at: ctx.now(),
      actor: ctx.actor,
    })
  })
}

async function closeWhenDone(ctx: Ctx, { orderId, returnId }: ReturnJob) {
  await transact(ctx, async ({ tx }) => {
    await lockOrder(tx, orderId)
    const found = mustFind(await lockReturn(tx, returnId), `Return ${returnId}`)
    const owed = await payBacksOf(tx, returnId)
    if (found.state !== 'received' || !isDone(found, owed)) return
    const at = ctx.now()
    await tx.update(returns).set({ state: 'settled', closedAt: at }).where(eq(returns.id, returnId))
    const id = `${(await eventsOfReturn(tx, returnId)).length}`
    await noteEvent(tx, found, { id, type: 'settled', at, actor: ctx.actor })
  })
}

/** Everything that was approved has come, was inspected, and is paid back as far as it is to be. */
const isDone = ({ lines }: Return, owed: readonly PayBack[]): boolean =>
  lines.every(({ approved, received, waiting }) => received >= approved && waiting === 0) &&
  owed.every(({ state }) => state === 'asked' || state === 'given_up')

/** A withdrawal ends as its return did. Where nothing came, it waits for staff again. */
async function tellWithdrawal(ctx: Ctx, { id, withdrawalId, state, refusal, lines }: Return) {
  if (!withdrawalId) return
  if (state === 'cancelled' || state === 'expired') return passToReturn(ctx.db, withdrawalId, null)
  if (state !== 'settled' && state !== 'refused') return
  const isKept = lines.some(line => line.restocked + line.repaired + line.scrapped > 0)
  const asked = (await payBacksOf(ctx.db, id)).filter(owed => owed.state === 'asked')
  try {
    if (state === 'settled' && isKept)
      await settleWithdrawal(
        ctx,
        { withdrawalId, outcome: 'refunded' },
        { byReturn: { refundIds: asked.map(({ refundId }) => refundId) } },
      )
    else
      await settleWithdrawal(
        ctx,
        { withdrawalId, outcome: 'refused', reason: refusal ?? NOTHING_KEPT },
        { byReturn: { refundIds: [] } },
      )
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
    // Its money went back in another way, or before the statement: staff say how it ends, unless they have.
    await passToReturn(ctx.db, withdrawalId, null)
    ctx.log.info(
      { withdrawalId, returnId: id },
      'the withdrawal of a return waits for staff, or was settled before it',
    )
  }
}

const NOTHING_KEPT = 'What came back was sent to you again.'
