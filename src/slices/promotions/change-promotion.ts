import { and, eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { actorName } from '#platform/lib/actor.ts'
import { canonicalJson } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { claimCode, retireSharedCode } from './claim-code.ts'
import { refuseEndBeforeStart, refuseSecondFirstOrders, refuseUnknownSlugs } from './judge-promotion.ts'
import type { PromotionChange } from './promotion-input.ts'
import { promotions, promotionVersions } from './schema.ts'
import { spreadLimit } from './spread-limit.ts'

/**
 * Changes a promotion. A change of what it gives, and to which orders, makes a new version; orders keep the one they were placed under. One that staff
 * ended stays ended. Changes wait for each other on the promotion's row, so none undoes another.
 */
export async function changePromotion(
  ctx: Pick<RequestCtx, 'db' | 'actor' | 'now'>,
  { id, ...change }: PromotionChange & { id: string },
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const before = await lockPromotion(tx, id)
    if (before.state === 'ended' && change.state !== 'ended') refuseEnded()
    const goes = (field: NonNullable<PromotionChange['clear']>[number]) =>
      change.clear?.includes(field) ?? false
    const after = {
      startsAt: goes('startsAt') ? null : (change.startsAt ?? before.startsAt),
      endsAt: goes('endsAt') ? null : (change.endsAt ?? before.endsAt),
      limitTotal: goes('limitTotal') ? null : (change.limitTotal ?? before.limitTotal),
      limitPerCustomer: goes('limitPerCustomer')
        ? null
        : (change.limitPerCustomer ?? before.limitPerCustomer),
      effect: change.effect ?? before.effect,
      conditions: change.conditions ?? before.conditions,
      combines: change.combines ?? before.combines,
    }
    if (change.startsAt || change.endsAt) refuseEndBeforeStart(after.startsAt, after.endsAt)
    refuseSecondFirstOrders(after.conditions, change.limitPerCustomer)
    if (after.conditions.firstOrder) after.limitPerCustomer = 1
    if (change.conditions) await refuseUnknownSlugs(tx, change.conditions)
    const { effect, conditions, combines, ...head } = after
    const isOther = !isSame({ effect, conditions, combines }, before)
    const version = before.version + (isOther ? 1 : 0)
    const at = ctx.now()
    if (isOther) {
      const given = { effect, conditions, combines, actor: actorName(ctx.actor), writtenAt: at }
      await tx.insert(promotionVersions).values({ promotionId: id, version, ...given })
    }
    await tx
      .update(promotions)
      .set({
        ...head,
        version,
        name: change.name ?? before.name,
        state: change.state ?? before.state,
        needsCode: before.needsCode || change.code !== undefined,
      })
      .where(eq(promotions.id, id))
    if (after.limitTotal !== before.limitTotal) await spreadLimit(tx, id, after.limitTotal)
    if (goes('code')) await retireSharedCode(tx, id, at)
    else if (change.code) await claimCode(tx, { promotionId: id, code: change.code, at })
  })
}

export function refuseEnded(): never {
  throw new Refusal('conflict', 'This promotion has ended for good. Make a new one.')
}

/** The promotion as it stands, with what it gives. Nobody else changes it before the transaction ends. */
export async function lockPromotion(tx: Tx, id: string) {
  const [head] = await tx.select().from(promotions).where(eq(promotions.id, id)).for('no key update')
  if (!head) throw new Refusal('not_found', 'There is no such promotion.')
  const [given] = await tx
    .select({
      effect: promotionVersions.effect,
      conditions: promotionVersions.conditions,
      combines: promotionVersions.combines,
    })
    .from(promotionVersions)
    .where(and(eq(promotionVersions.promotionId, id), eq(promotionVersions.version, head.version)))
  if (!given) throw new Error(`Impossible: the promotion ${id} has no version ${head.version}`)
  return { ...head, ...given }
}

type Given = Pick<Awaited<ReturnType<typeof lockPromotion>>, 'effect' | 'conditions' | 'combines'>

const isSame = (one: Given, { effect, conditions, combines }: Given) =>
  canonicalJson(one) === canonicalJson({ effect, conditions, combines })
