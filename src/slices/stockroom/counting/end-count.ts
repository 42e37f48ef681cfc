import type { Tx } from '#platform/db/client.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { whyNotFewer } from '#slices/inventory/desk/correct-shelf.ts'
import { variantsOf } from '../variants-of.ts'
import type { EndCountInput } from './count-input.ts'
import { bookDifference, entriesOf, isCountedSince, lockCount, openLines, setLine } from './count-shelves.ts'
import { booksAt } from './counted-books.ts'
import { isSamePerson } from './judge-count.ts'

type Ctx = Pick<RequestCtx, 'db' | 'actor' | 'rights' | 'now'>

/** Books what was counted last of lines that wait. The person who counted them last asks somebody else. */
export async function approveCount(ctx: Ctx, { id, skus, reason }: EndCountInput): Promise<void> {
  await ctx.db.transaction(async tx => {
    const count = await lockCount(tx, ctx, id)
    for (const { variantId } of await waitingOf(tx, id, skus)) {
      const entry = (await entriesOf(tx, id, variantId)).at(-1)
      if (!entry)
        throw new Refusal('conflict', 'Nobody has counted this shelf yet. Count it, or drop this line.')
      if (isSamePerson(entry.actor, actorName(ctx.actor)))
        throw new Refusal(
          'conflict',
          'You counted this yourself. Somebody else approves it, or counts it again.',
        )
      const place = { variantId, warehouseId: count.warehouseId, bin: count.bin }
      const { shelf, isCorrected } = await booksAt(tx, place, entry.countedAt)
      if (isCorrected)
        throw new Refusal(
          'conflict',
          'The books of this shelf were corrected since it was counted. Count it again.',
        )
      if (await isCountedSince(tx, place, entry.countedAt, id))
        throw new Refusal(
          'conflict',
          'This shelf was counted again since. Count it once more, or drop this line.',
        )
      const line = await bookDifference(tx, count, { variantId, shelf, entry }, ctx.actor)
      if (line.state === 'promised')
        throw new Refusal('conflict', await whyNotFewer(tx, place, shelf?.reserved ?? 0))
      await setLine(tx, id, { variantId, ...line, reason }, ctx)
    }
  })
}

/** Gives lines up that wait: the books stay as they are. */
export async function dropCount(ctx: Ctx, { id, skus, reason }: EndCountInput): Promise<void> {
  await ctx.db.transaction(async tx => {
    await lockCount(tx, ctx, id)
    for (const { variantId } of await waitingOf(tx, id, skus))
      await setLine(tx, id, { variantId, state: 'dropped', difference: 0, reason }, ctx)
  })
}

/** The waiting lines among these SKUs, or all. A SKU that does not wait any more is passed over, so that a second call changes nothing. */
async function waitingOf(tx: Tx, id: string, skus: readonly string[] | undefined) {
  const open = await openLines(tx, id)
  if (!skus) return open
  const named = await variantsOf(
    tx,
    skus.map(sku => ({ sku })),
  )
  const ids = new Set(named.map(({ variantId }) => variantId))
  return open.filter(({ variantId }) => ids.has(variantId))
}
