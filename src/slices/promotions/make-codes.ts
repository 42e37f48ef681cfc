import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { lockPromotion, refuseEnded } from './change-promotion.ts'
import { hashOfCode } from './code-hash.ts'
import type { NewCodes } from './promotion-input.ts'
import { promotionBatches, promotions } from './schema.ts'
import { codesOfBatch } from './single-use-codes.ts'

type MakeCodes = NewCodes & { id: string; promotionId: string }

/**
 * Makes codes of which each is good for one order. From then on the promotion needs a code. The same id with the same contents makes none twice; with
 * others it is refused.
 */
export async function makeCodes(
  ctx: Pick<RequestCtx, 'db' | 'actor' | 'now'>,
  { id, promotionId, count, prefix }: MakeCodes,
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const promotion = await lockPromotion(tx, promotionId)
    const [known] = await tx.select().from(promotionBatches).where(eq(promotionBatches.id, id))
    if (known) {
      const isSame = known.promotionId === promotionId && known.codes === count && known.prefix === prefix
      if (isSame) return
      throw new Refusal('idempotency_key_reused', 'Other codes were made under this id.')
    }
    if (promotion.state === 'ended') refuseEnded()
    const batch = { id, promotionId, prefix, codes: count }
    const [made] = await tx
      .insert(promotionBatches)
      .values({ ...batch, actor: actorName(ctx.actor), madeAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ id: promotionBatches.id })
    if (!made) throw new Refusal('idempotency_key_reused', 'Other codes were made under this id.')
    await tx.update(promotions).set({ needsCode: true }).where(eq(promotions.id, promotionId))
    await writeCodes(tx, batch)
  })
}

const WRITE = `
  with written as (
    insert into promotion_codes (id, promotion_id, code_hash, batch_id)
    select c.id, $1::uuid, c.code_hash, $2::uuid from unnest($3::uuid[], $4::text[]) as c (id, code_hash)
    on conflict do nothing returning 1)
  select count(*)::int as count from written`

async function writeCodes(
  tx: Tx,
  batch: { id: string; promotionId: string; prefix: string; codes: number },
): Promise<void> {
  let written = 0
  for await (const codes of codesOfBatch(batch)) {
    const ids = codes.map(() => uuidv7())
    const [row] = await prepared<{ count: number }>(tx, WRITE, [
      batch.promotionId,
      batch.id,
      ids,
      codes.map(hashOfCode),
    ])
    written += row?.count ?? 0
  }
  if (written < batch.codes)
    throw new Refusal('conflict', 'Two of the codes came out alike. Send it again under another id.')
}

/** How long after they were made codes may be told again, to a caller that lost the answer. */
const TOLD_AGAIN = sql`interval '1 day'`

/** The batch, while its codes may still be told. */
export async function readFreshBatch(
  ctx: Pick<RequestCtx, 'db' | 'now'>,
  { id, promotionId }: { id: string; promotionId: string },
) {
  const at = ctx.now().toISOString()
  const [batch] = await ctx.db
    .select({
      id: promotionBatches.id,
      promotionId: promotionBatches.promotionId,
      prefix: promotionBatches.prefix,
      codes: promotionBatches.codes,
      isFresh: sql<boolean>`${promotionBatches.madeAt} > ${at}::timestamptz - ${TOLD_AGAIN}`,
    })
    .from(promotionBatches)
    .where(eq(promotionBatches.id, id))
  if (!batch || batch.promotionId !== promotionId) throw new Refusal('not_found', 'There are no such codes.')
  if (!batch.isFresh)
    throw new Refusal(
      'conflict',
      'These codes were told already, and nobody can read them any more. Make new ones.',
    )
  return batch
}
