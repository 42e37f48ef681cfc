import { eq } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { addDays, clockIn, SHOP_TIME_ZONE, startOfDay } from '#platform/lib/calendar-days.ts'
import { env } from '#platform/lib/env.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { readHeldUnits } from '#slices/inventory/stock.ts'
import { noteEvent } from './events.ts'
import { BY_RULE, LABEL_QUEUE, type ReturnReason, type ReturnWish } from './return.ts'
import { returnNumber } from './return-number.ts'
import { returnLines, returns } from './schema.ts'
import { tell } from './tell.ts'

export type OpenLine = {
  lineId: string
  quantity: number
  reason: ReturnReason
  wish: ReturnWish
  note?: string | undefined
}

type Opening = {
  id: string
  orderId: string
  inputHash: string
  withdrawalId: string | null
  isApproved: boolean
  lines: readonly OpenLine[]
  actor: Actor
}

/** A number has 40 bits, so a second round is rare and an eighth is a bug. */
const MAX_ROUNDS = 8

/** Writes a return with its lines, its first events and its jobs. The caller holds the order's row and has looked what may come back. */
export async function openReturn(
  ctx: Pick<Ctx, 'now'>,
  transaction: Transaction,
  { id, orderId, inputHash, withdrawalId, isApproved, lines, actor }: Opening,
): Promise<string> {
  const { tx } = transaction
  const at = ctx.now()
  const row = {
    id,
    orderId,
    inputHash,
    withdrawalId,
    state: isApproved ? ('approved' as const) : ('requested' as const),
    warehouseId: await whereTo(transaction, orderId, lines),
    askedAt: at,
    askedBy: actorName(actor),
    decidedAt: isApproved ? at : null,
    endsAt: isApproved ? endOf(at) : null,
  }
  const number = await insertNumbered(transaction, row)
  await tx.insert(returnLines).values(
    lines.map(({ lineId, quantity, reason, wish, note }) => ({
      orderId,
      returnId: id,
      orderLineId: lineId,
      reason,
      wish,
      note: note ?? null,
      asked: quantity,
      approved: isApproved ? quantity : 0,
    })),
  )
  const units = lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
  const asked = await noteEvent(tx, row, { id, type: 'asked', lines: units, inputHash, at, actor })
  if (isApproved) {
    await noteEvent(tx, row, { id, type: 'approved', lines: units, reason: BY_RULE, at, actor })
    await sendLabel(transaction, { orderId, returnId: id })
  }
  await tell(transaction, { orderId, returnId: id, news: 'asked', eventId: asked })
  await fault('return.in')
  return number
}

/** The goods have until the end of the day some weeks after the approval; nothing that comes later is turned away. */
export function endOf(approvedAt: Date): Date {
  const day = addDays(clockIn(SHOP_TIME_ZONE, approvedAt).day, env().RETURN_SHIP_DAYS + 1)
  return startOfDay(SHOP_TIME_ZONE, day)
}

export const sendLabel = ({ send }: Transaction, of: { orderId: string; returnId: string }): Promise<void> =>
  send(LABEL_QUEUE, of, jobId(of.returnId, LABEL_QUEUE))

async function insertNumbered(
  { tx }: Transaction,
  row: Omit<typeof returns.$inferInsert, 'number'> & { id: string },
): Promise<string> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const number = returnNumber(row.id, round)
    const [written] = await tx
      .insert(returns)
      .values({ ...row, number })
      .onConflictDoNothing()
      .returning({ number: returns.number })
    if (written) return written.number
    const [known] = await tx.select({ id: returns.id }).from(returns).where(eq(returns.id, row.id))
    if (known) throw new Refusal('idempotency_key_reused', 'Another return already used this id.')
  }
  assert(false, 'a return found no free number')
}

/** The warehouse that most of the units came from and that is not closed; where nobody knows, the first one. */
async function whereTo({ tx }: Transaction, orderId: string, lines: readonly OpenLine[]): Promise<string> {
  const wanted = new Set(lines.map(({ lineId }) => lineId))
  const units = new Map<string, number>()
  for (const { orderLineId, warehouseId, quantity } of await readHeldUnits(tx, orderId))
    if (wanted.has(orderLineId)) units.set(warehouseId, (units.get(warehouseId) ?? 0) + quantity)
  const places = (await readWarehouses(tx)).filter(({ state }) => state !== 'closed')
  const [best] = places.toSorted((a, b) => (units.get(b.id) ?? 0) - (units.get(a.id) ?? 0))
  assert(best, 'a shop has a warehouse that is not closed')
  return best.id
}
