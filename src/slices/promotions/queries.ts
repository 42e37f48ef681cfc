import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { readPage } from '#platform/lib/pages.ts'
import {
  promotionBatches,
  promotionBudgets,
  promotionCodes,
  promotions,
  promotionVersions,
} from './schema.ts'
import type { Standing } from './standing.ts'

const PAGE = 50
/** Of the versions and batches of one promotion its page shows the newest. */
const SHOWN = 50

/** The standing by the state and the times: the same rule as for a code that is refused. */
export const standingAt = (at: Date): SQL<Standing> => {
  const moment = sql`${at.toISOString()}::timestamptz`
  return sql<Standing>`case when ${promotions.state} = 'ended' or ${promotions.endsAt} <= ${moment} then 'ended'
    when ${promotions.state} = 'paused' then 'paused' when ${promotions.startsAt} > ${moment} then 'scheduled' else 'live' end`
}

const shown = (at: Date) => ({
  id: promotions.id,
  name: promotions.name,
  state: standingAt(at),
  needsCode: promotions.needsCode,
  code: sql<
    string | null
  >`(select shared from ${promotionCodes} c where c.promotion_id = ${promotions.id} and shared is not null and retired_at is null)`,
  singleUseCodes: sql<number>`(select coalesce(sum(codes), 0)::int from ${promotionBatches} b where b.promotion_id = ${promotions.id})`,
  effect: promotionVersions.effect,
  conditions: promotionVersions.conditions,
  combines: promotionVersions.combines,
  limitTotal: promotions.limitTotal,
  limitPerCustomer: promotions.limitPerCustomer,
  used: sql<number>`(select coalesce(sum(used), 0)::int from ${promotionBudgets} u where u.promotion_id = ${promotions.id})`,
  startsAt: promotions.startsAt,
  endsAt: promotions.endsAt,
  version: promotions.version,
  createdAt: promotions.createdAt,
})

const ofItsVersion = and(
  eq(promotionVersions.promotionId, promotions.id),
  eq(promotionVersions.version, promotions.version),
)

/** A page of promotions, newest first. */
export async function listPromotions(
  db: DbOrTx,
  { state, after, at }: { state: Standing | null; after: string | null; at: Date },
) {
  const key = sql`(${promotions.createdAt}, ${promotions.id})`
  const page = await readPage(
    PAGE,
    most =>
      db
        .select(shown(at))
        .from(promotions)
        .innerJoin(promotionVersions, ofItsVersion)
        .where(
          and(
            state === null ? undefined : sql`${standingAt(at)} = ${state}`,
            after === null
              ? undefined
              : sql`${key} < (select p.created_at, p.id from ${promotions} p where p.id = ${after}::uuid)`,
          ),
        )
        .orderBy(sql`${promotions.createdAt} desc nulls last`, sql`${promotions.id} desc nulls last`)
        .limit(most),
    ({ id }) => id,
  )
  return { promotions: page.rows, nextCursor: page.next }
}

/** A promotion with its versions and the batches of its single-use codes, the newest first. */
export async function readPromotion(db: DbOrTx, id: string, at: Date) {
  const [promotion] = await db
    .select(shown(at))
    .from(promotions)
    .innerJoin(promotionVersions, ofItsVersion)
    .where(eq(promotions.id, id))
  if (!promotion) return null
  const versions = await db
    .select({
      version: promotionVersions.version,
      effect: promotionVersions.effect,
      conditions: promotionVersions.conditions,
      combines: promotionVersions.combines,
      writtenAt: promotionVersions.writtenAt,
      actor: promotionVersions.actor,
    })
    .from(promotionVersions)
    .where(eq(promotionVersions.promotionId, id))
    .orderBy(desc(promotionVersions.version))
    .limit(SHOWN)
  const batches = await db
    .select({
      id: promotionBatches.id,
      prefix: promotionBatches.prefix,
      codes: promotionBatches.codes,
      madeAt: promotionBatches.madeAt,
      actor: promotionBatches.actor,
    })
    .from(promotionBatches)
    .where(eq(promotionBatches.promotionId, id))
    .orderBy(desc(promotionBatches.madeAt))
    .limit(SHOWN)
  return { ...promotion, versions, batches }
}
