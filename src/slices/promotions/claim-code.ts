import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { hashOfCode } from './code-hash.ts'
import { promotionCodes, promotions } from './schema.ts'

/** Takes the code back that customers of the promotion share. */
export async function retireSharedCode(tx: Tx, promotionId: string, at: Date): Promise<void> {
  await tx
    .update(promotionCodes)
    .set({ retiredAt: at })
    .where(
      and(
        eq(promotionCodes.promotionId, promotionId),
        isNotNull(promotionCodes.shared),
        isNull(promotionCodes.retiredAt),
      ),
    )
}

/**
 * Gives a promotion the code that its customers share, in place of the one it had. A code is taken while it unlocks something or will: a promotion that
 * is over gives it up. The index decides between two who want the same code at once.
 */
export async function claimCode(
  tx: Tx,
  { promotionId, code, at }: { promotionId: string; code: string; at: Date },
): Promise<void> {
  const codeHash = hashOfCode(code)
  const [holder] = await tx
    .select({
      id: promotionCodes.id,
      promotionId: promotionCodes.promotionId,
      shared: promotionCodes.shared,
      state: promotions.state,
      endsAt: promotions.endsAt,
    })
    .from(promotionCodes)
    .innerJoin(promotions, eq(promotions.id, promotionCodes.promotionId))
    .where(and(eq(promotionCodes.codeHash, codeHash), isNull(promotionCodes.retiredAt)))
  if (holder?.promotionId === promotionId && holder.shared !== null) return
  const isOver = holder && (holder.state === 'ended' || (holder.endsAt !== null && holder.endsAt <= at))
  if (holder && !isOver) refuseTaken(code)
  if (holder) await tx.update(promotionCodes).set({ retiredAt: at }).where(eq(promotionCodes.id, holder.id))
  await retireSharedCode(tx, promotionId, at)
  const [claimed] = await tx
    .insert(promotionCodes)
    .values({ id: uuidv7(), promotionId, codeHash, shared: code })
    .onConflictDoNothing()
    .returning({ id: promotionCodes.id })
  if (!claimed) refuseTaken(code)
}

function refuseTaken(code: string): never {
  const message = `Another promotion has the code ${code}`
  throw new Refusal('validation_failed', `${message}.`, [{ path: 'code', message }])
}
