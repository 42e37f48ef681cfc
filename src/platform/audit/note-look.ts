import { sql } from 'drizzle-orm'
import { actorName } from '#platform/lib/actor.ts'
import { type ActingCtx, sessionIn } from './audited.ts'

/** A desk asks for an open page every few seconds: a look within the hour is the same look. */
const SAME_LOOK_MINUTES = 60

/** Notes that somebody read personal data of a thing. */
export async function noteLook(
  ctx: ActingCtx,
  look: { action: string; entity: string; id: string },
): Promise<void> {
  const actor = actorName(ctx.actor)
  const at = ctx.now().toISOString()
  const { sessionId, factors, provenAt } = sessionIn(ctx)
  await ctx.db.execute(sql`
    insert into audit (at, actor, request_id, kind, action, entity, entity_id, session_id, factors, proven_at)
    select ${at}::timestamptz, ${actor}, ${ctx.requestId ?? null}, 'look', ${look.action}, ${look.entity}, ${look.id},
      ${sessionId}::uuid, ${factors && `{${factors.map(quoted).join(',')}}`}::text[], ${provenAt?.toISOString() ?? null}::timestamptz
    where not exists (
      select from audit where entity = ${look.entity} and entity_id = ${look.id} and actor = ${actor} and action = ${look.action}
        and kind = 'look' and at > ${at}::timestamptz - make_interval(mins => ${SAME_LOOK_MINUTES}))`)
}

/** One of them may hold the name of a packing station. */
const quoted = (factor: string) => `"${factor.replace(/["\\]/g, '\\$&')}"`
