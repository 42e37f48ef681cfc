import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { actorName } from '#platform/lib/actor.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { claimCode } from './claim-code.ts'
import {
  refuseEndBeforeStart,
  refuseSecondFirstOrders,
  refuseUnknownSlugs,
  refuseWrong,
} from './judge-promotion.ts'
import type { NewPromotion } from './promotion-input.ts'
import { promotions, promotionVersions } from './schema.ts'
import { spreadLimit } from './spread-limit.ts'

/** Makes a promotion, which is live from its start on. The same id with the same contents changes nothing; with others it is refused. */
export async function createPromotion(
  ctx: Pick<RequestCtx, 'db' | 'actor' | 'now'>,
  promotion: NewPromotion & { id: string },
): Promise<void> {
  const actor = actorName(ctx.actor)
  await ctx.db.transaction(tx => writePromotion(tx, promotion, { actor, at: ctx.now() }))
}

export async function writePromotion(
  tx: Tx,
  { id, ...input }: NewPromotion & { id: string },
  { actor, at }: { actor: string; at: Date },
): Promise<void> {
  const inputHash = sha256(canonicalJson(JSON.parse(JSON.stringify(input))))
  const { name, code, effect, conditions, combines, limitTotal, startsAt, endsAt } = input
  const [known] = await tx
    .select({ hash: promotions.inputHash })
    .from(promotions)
    .where(eq(promotions.id, id))
  if (known) return refuseOther(known.hash === inputHash)
  if (code && input.needsCode === false)
    refuseWrong([{ path: 'needsCode', message: 'It has a code: leave this out, or the code' }])
  refuseSecondFirstOrders(conditions, input.limitPerCustomer)
  refuseEndBeforeStart(startsAt ?? at, endsAt ?? null)
  await refuseUnknownSlugs(tx, conditions)
  const limitPerCustomer = conditions.firstOrder ? 1 : (input.limitPerCustomer ?? null)
  const needsCode = input.needsCode ?? code !== undefined
  const head = { id, name, needsCode, startsAt, endsAt, limitTotal, limitPerCustomer, inputHash, actor }
  const [made] = await tx
    .insert(promotions)
    .values({ ...head, createdAt: at })
    .onConflictDoNothing({ target: promotions.id })
    .returning({ id: promotions.id })
  if (!made) {
    const [other] = await tx
      .select({ hash: promotions.inputHash })
      .from(promotions)
      .where(eq(promotions.id, id))
    return refuseOther(other?.hash === inputHash)
  }
  const version = { promotionId: id, version: 1, effect, conditions, combines, actor, writtenAt: at }
  await tx.insert(promotionVersions).values(version)
  await spreadLimit(tx, id, limitTotal ?? null)
  if (code) await claimCode(tx, { promotionId: id, code, at })
}

function refuseOther(isSame: boolean): void {
  if (!isSame) throw new Refusal('idempotency_key_reused', 'Another promotion was made under this id.')
}
