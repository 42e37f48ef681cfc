import { z } from 'zod'
import { lineField, newEmailField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { transact } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { canonicalJson } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { lockOrder, readLines } from '#slices/orders/queries.ts'
import { ownOrder } from '#slices/orders/shop/own-order.ts'
import type { OrderKey } from '#slices/orders/shop/shopper-queries.ts'
import { MAX_LINES, MAX_QUANTITY } from '#slices/pricing/line-fields.ts'
import { readWithdrawal } from './queries.ts'
import { withdrawalLines, withdrawals } from './schema.ts'
import { readStanding } from './standing.ts'
import { ACKNOWLEDGE_QUEUE, CARRY_OUT_QUEUE, type Withdrawal, type WithdrawnLine } from './withdrawal.ts'

const lineSchema = z.object({
  lineId: z.uuid(),
  quantity: z.int('Enter a whole number').min(1, 'Enter at least 1').max(MAX_QUANTITY),
})

/** The statement: who withdraws, from what, and where the acknowledgement goes. */
export const statementFields = {
  name: lineField('Enter your full name', LIMITS.name),
  email: newEmailField,
  /** Null: from everything that is left. */
  lines: z.array(lineSchema).min(1, 'Choose at least one item').max(MAX_LINES).nullable(),
}

export const declareSchema = z.object({ id: z.uuid(), orderId: z.uuid(), ...statementFields })
export type Statement = z.infer<typeof declareSchema>

/**
 * The shopper withdraws from the contract, or from a part of it. The statement counts from this moment, whatever follows: the
 * acknowledgement and, where nothing is packed, the cancellation are jobs. A second send of the same statement changes nothing.
 */
export async function declareWithdrawal(
  given: OrdersCtx,
  { id, orderId, ...statement }: Statement,
  key: OrderKey,
): Promise<Withdrawal> {
  const { ctx } = await ownOrder(given, orderId, key)
  const known = await readWithdrawal(ctx.db, id)
  if (known) return sameOrThrow(known, { orderId, ...statement })
  await transact(ctx, async ({ tx, send }) => {
    // The lock lets one statement in after the other, so that nobody withdraws from the same unit twice.
    const order = await lockOrder(tx, orderId)
    if (await readWithdrawal(tx, id)) return
    const { whyNot, left } = await readStanding(tx, order, ctx.now())
    if (whyNot) throw new Refusal('conflict', whyNot)
    const lines = statement.lines ? chosenOf(left, statement.lines) : left
    await tx.insert(withdrawals).values({
      id,
      orderId,
      name: statement.name,
      email: statement.email,
      declaredAt: ctx.now(),
      declaredBy: actorName(ctx.actor),
      state: 'open',
    })
    await tx
      .insert(withdrawalLines)
      .values(lines.map(({ lineId, quantity }) => ({ withdrawalId: id, orderLineId: lineId, quantity })))
    for (const queue of [ACKNOWLEDGE_QUEUE, CARRY_OUT_QUEUE])
      await send(queue, { withdrawalId: id }, jobId(id, queue))
    await fault('withdrawal.in')
  })
  const declared = await readWithdrawal(ctx.db, id)
  assert(declared, `the withdrawal ${id} was written`)
  return sameOrThrow(declared, { orderId, ...statement })
}

type BySku = Omit<Statement, 'lines'> & { lines: readonly { sku: string; quantity: number }[] | null }
type Declared = { kind: 'declared'; withdrawal: Withdrawal } | { kind: 'unknown_line'; index: number }

/** The same for a program, which knows the goods by their SKU. */
export async function declareFromLines(given: OrdersCtx, statement: BySku, key: OrderKey): Promise<Declared> {
  await ownOrder(given, statement.orderId, key)
  const bought = await readLines(given.db, statement.orderId)
  const lines = (statement.lines ?? []).map(({ sku, quantity }) => ({
    lineId: bought.find(line => line.sku === sku)?.id ?? '',
    quantity,
  }))
  const index = lines.findIndex(({ lineId }) => lineId === '')
  if (index >= 0) return { kind: 'unknown_line', index }
  const said = { ...statement, lines: statement.lines && lines }
  return { kind: 'declared', withdrawal: await declareWithdrawal(given, said, key) }
}

function chosenOf(left: readonly WithdrawnLine[], asked: NonNullable<Statement['lines']>) {
  const units = new Map<string, number>()
  for (const { lineId, quantity } of asked) units.set(lineId, (units.get(lineId) ?? 0) + quantity)
  return [...units].map(([lineId, quantity]) => {
    const line = left.find(one => one.lineId === lineId)
    if (!line) throw new Refusal('conflict', 'This order has no such item left to withdraw from.')
    if (quantity > line.quantity)
      throw new Refusal('conflict', `Only ${line.quantity} of ${line.name} are left to withdraw from.`)
    return { lineId, quantity }
  })
}

function sameOrThrow(known: Withdrawal, said: Omit<Statement, 'id'>): Withdrawal {
  const lines = said.lines && canonicalJson(said.lines.toSorted((a, b) => a.lineId.localeCompare(b.lineId)))
  const kept = known.lines
    .map(({ lineId, quantity }) => ({ lineId, quantity }))
    .toSorted((a, b) => a.lineId.localeCompare(b.lineId))
  const isSame =
    known.orderId === said.orderId &&
    known.name === said.name &&
    known.email === said.email &&
    (lines === null || lines === canonicalJson(kept))
  if (!isSame) throw new Refusal('idempotency_key_reused', 'Another withdrawal already used this id.')
  return known
}
