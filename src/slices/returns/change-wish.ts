import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { skuField } from '#platform/fields/fields.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { MAX_LINES } from '#slices/pricing/line-fields.ts'
import { change, over } from './decide-return.ts'
import { noteEvent } from './events.ts'
import { eventsOfReturn, payBacksOf } from './queries.ts'
import { type Return, type ReturnLine, type ReturnWish, returnWishes } from './return.ts'
import { returnLines } from './schema.ts'

export const wishFields = z.object({
  lines: z
    .array(
      z.object({ sku: skuField, wish: z.enum(returnWishes, `Send one of ${returnWishes.join(', ')}`) }),
      'Name at least one line',
    )
    .min(1, 'Name at least one line')
    .max(MAX_LINES)
    .refine(lines => new Set(lines.map(({ sku }) => sku)).size === lines.length, 'Name each line once'),
})

/**
 * Staff say for the shopper what is given for lines of a return. What is paid back already, or is being paid back, stays as it is, and who withdrew
 * from the contract gets the money by the means that paid. A second call changes nothing.
 */
export const changeWish = (
  ctx: Ctx,
  { number, lines }: z.infer<typeof wishFields> & { number: string },
): Promise<Return> =>
  change(ctx, number, async (found, transaction) => {
    const chosen = lines.map(({ sku, wish }, index) => ({ line: lineOf(found, sku, index), wish }))
    const changed = chosen.filter(({ line, wish }) => line.wish !== wish)
    if (changed.length === 0) return
    if (found.closedAt) throw over(found)
    if (found.withdrawalId) throw new Refusal('conflict', BY_LAW)
    const owed = (await payBacksOf(transaction.tx, found.id)).filter(({ state }) => state !== 'given_up')
    const settled = changed.find(({ line }) =>
      owed.some(one => one.lines.some(({ lineId }) => lineId === line.lineId)),
    )
    if (settled)
      throw new Refusal(
        'conflict',
        `${settled.line.name} is inspected, and what was wished for it is being given. It stays as it is.`,
      )
    await writeWishes(ctx, transaction, found, changed)
  })

export const BY_LAW =
  'The shopper withdrew from the contract, so the money goes back by the means that paid (Consumer Rights Directive, Article 13).'

type NewWish = { line: ReturnLine; wish: ReturnWish }

/** Writes wishes that differ from those before, with the event that says so. */
export async function writeWishes(
  ctx: Pick<Ctx, 'now' | 'actor'>,
  { tx }: Pick<Transaction, 'tx'>,
  found: Pick<Return, 'id' | 'orderId'>,
  changed: readonly NewWish[],
): Promise<void> {
  if (changed.length === 0) return
  for (const { line, wish } of changed)
    await tx
      .update(returnLines)
      .set({ wish })
      .where(and(eq(returnLines.returnId, found.id), eq(returnLines.orderLineId, line.lineId)))
  await noteEvent(tx, found, {
    id: `${(await eventsOfReturn(tx, found.id)).length}`,
    type: 'wish_changed',
    lines: changed.map(({ line: { lineId, asked, extra }, wish }) => ({
      lineId,
      quantity: asked + extra,
      wish,
    })),
    at: ctx.now(),
    actor: ctx.actor,
  })
}

function lineOf({ lines }: Return, sku: string, index: number): ReturnLine {
  const line = lines.find(one => one.sku === sku)
  if (line) return line
  const message = 'This return has no such line'
  throw new Refusal('validation_failed', `${message}.`, [{ path: `lines.${index}.sku`, message }])
}
