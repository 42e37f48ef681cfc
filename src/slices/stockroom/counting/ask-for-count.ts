import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { actorName } from '#platform/lib/actor.ts'
import { sha256 } from '#platform/lib/hash.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { countLines, counts } from '../schema.ts'

/**
 * Puts a shelf on the list of what is to be counted: a count without a number, whose line waits. It changes nothing where the shelf is on the list already.
 * Its caller lets nobody else ask for the same shelf meanwhile.
 */
export async function askForCount(
  tx: Tx,
  ctx: Pick<RequestCtx, 'actor' | 'now'>,
  { id, warehouseId, variantId }: { id: string; warehouseId: string; variantId: string },
): Promise<void> {
  const [waits] = await tx
    .select({ id: counts.id })
    .from(countLines)
    .innerJoin(counts, eq(counts.id, countLines.countId))
    .where(
      and(
        eq(countLines.variantId, variantId),
        inArray(countLines.state, ['recount', 'promised']),
        eq(counts.warehouseId, warehouseId),
        isNull(counts.bin),
      ),
    )
    .limit(1)
  if (waits) return
  const [asked] = await tx
    .insert(counts)
    .values({
      id,
      warehouseId,
      inputHash: sha256(`asked for ${variantId}`),
      actor: actorName(ctx.actor),
      countedAt: ctx.now(),
    })
    .onConflictDoNothing()
    .returning({ id: counts.id })
  if (asked) await tx.insert(countLines).values({ countId: id, variantId, state: 'recount' })
}
