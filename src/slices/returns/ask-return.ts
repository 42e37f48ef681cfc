import { z } from 'zod'
import { linesField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { optionally, otherwise } from '#platform/fields/optionally.ts'
import { transact } from '#platform/jobs/transact.ts'
import { assert, unreachable } from '#platform/lib/assert.ts'
import { env } from '#platform/lib/env.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal, type WrongField } from '#platform/lib/refusal.ts'
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { lockOrder, readLines } from '#slices/orders/queries.ts'
import { ownOrder } from '#slices/orders/shop/own-order.ts'
import type { OrderKey } from '#slices/orders/shop/shopper-queries.ts'
import { MAX_LINES, MAX_QUANTITY } from '#slices/pricing/line-fields.ts'
import { openReturn } from './open-return.ts'
import { readReturn } from './queries.ts'
import { type Return, returnReasons, returnWishes } from './return.ts'
import { type Returnable, readReturnable } from './returnable.ts'
import { judge } from './rules.ts'

export const quantityField = z
  .int('Enter a whole number')
  .min(1, 'Enter at least 1')
  .max(MAX_QUANTITY, `Enter ${MAX_QUANTITY} or fewer`)

/** What is asked of each line, whether it is named by its id or by its SKU. */
export const askedFields = {
  quantity: quantityField,
  reason: z.enum(returnReasons, `Say why: one of ${returnReasons.join(', ')}`),
  wish: otherwise(z.enum(returnWishes, `What you want for it: one of ${returnWishes.join(', ')}`), 'refund'),
  note: optionally(linesField(LIMITS.returnNote)),
}

export const askSchema = z.object({
  /** The caller makes it before sending: it is the idempotency key. */
  id: z.uuid('Send a UUID as the id of the return'),
  orderId: z.uuid(),
  lines: z
    .array(z.object({ lineId: z.uuid(), ...askedFields }))
    .min(1, 'Choose at least one item')
    .max(MAX_LINES)
    .refine(lines => new Set(lines.map(({ lineId }) => lineId)).size === lines.length, 'Name each item once'),
})
export type AskedReturn = z.infer<typeof askSchema>

/**
 * The shopper sends something back. The usual case is approved at once by the shop's rule, and a label follows; everything else waits for
 * staff. A second send of the same wish changes nothing.
 */
export async function askReturn(given: OrdersCtx, input: AskedReturn, key: OrderKey): Promise<Return> {
  const { id, orderId, lines } = input
  const { ctx } = await ownOrder(given, orderId, key)
  const inputHash = hashOf(input)
  const known = await readReturn(ctx.db, id)
  if (known) return sameOrThrow(known, inputHash)
  await transact(ctx, async transaction => {
    // The lock lets one wish in after the other, so that no unit is in two returns.
    const order = await lockOrder(transaction.tx, orderId)
    if (await readReturn(transaction.tx, id)) return
    const isApproved = judged(await readReturnable(transaction.tx, order), lines, ctx.now())
    const opening = { id, orderId, inputHash, withdrawalId: null, isApproved, lines, actor: ctx.actor }
    await openReturn(ctx, transaction, opening)
  })
  const opened = await readReturn(ctx.db, id)
  assert(opened, `the return ${id} was written`)
  return sameOrThrow(opened, inputHash)
}

type BySku = Omit<AskedReturn, 'lines'> & {
  lines: readonly (Omit<AskedReturn['lines'][number], 'lineId'> & { sku: string })[]
}

/** The same for a program, which knows the goods by their SKU. */
export async function askFromLines(given: OrdersCtx, asked: BySku, key: OrderKey): Promise<Return> {
  await ownOrder(given, asked.orderId, key)
  const bought = await readLines(given.db, asked.orderId)
  const lines = asked.lines.map(({ sku, ...line }, index) => {
    const lineId = bought.find(one => one.sku === sku)?.id
    if (!lineId) throw wrong([{ path: `lines.${index}.sku`, message: 'This order has no such line' }])
    return { ...line, lineId }
  })
  return askReturn(given, { ...asked, lines }, key)
}

/** Whether the shop's rule approves all of it at once. It refuses what cannot be sent back, line by line. */
function judged({ lines, whyNot }: Returnable, asked: AskedReturn['lines'], now: Date): boolean {
  const wrongs: WrongField[] = []
  let isApproved = true
  for (const [index, { lineId, quantity, reason }] of asked.entries()) {
    const line = lines.find(one => one.lineId === lineId)
    const refuse = (field: string, message: string) =>
      wrongs.push({ path: `lines.${index}.${field}`, message })
    if (!line) {
      refuse('sku', 'This order has no such line')
      continue
    }
    if (quantity > line.left || !line.deliveredAt) {
      refuse(
        'quantity',
        line.left > 0 ? `Only ${line.left} of ${line.name} can be sent back` : noneLeft(line.name, whyNot),
      )
      continue
    }
    const verdict = judge({ reason, deliveredAt: line.deliveredAt, now, days: env().RETURN_DAYS })
    switch (verdict.kind) {
      case 'approved':
        break
      case 'staff':
        isApproved = false
        break
      case 'too_late':
        refuse('reason', `The time for this ended on ${verdict.lastDay}`)
        break
      default:
        unreachable(verdict)
    }
  }
  if (wrongs.length) throw wrong(wrongs)
  return isApproved
}

const noneLeft = (name: string, whyNot: string | null) =>
  whyNot ?? `None of ${name} can be sent back: it has not arrived, or it is in a return already`

const wrong = (fields: WrongField[]) =>
  new Refusal(
    'validation_failed',
    `${fields.map(({ message }) => message).join('. ')}.`.replace(/\.\.$/, '.'),
    fields,
  )

function hashOf({ orderId, lines }: AskedReturn): string {
  return sha256(canonicalJson({ orderId, lines: lines.toSorted((a, b) => a.lineId.localeCompare(b.lineId)) }))
}

function sameOrThrow(known: Return, inputHash: string): Return {
  if (known.inputHash !== inputHash)
    throw new Refusal('idempotency_key_reused', 'Another return already used this id.')
  return known
}
