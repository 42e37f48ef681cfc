import type { Db, DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'

/**
 * A kind of thing whose changes are audited. `stands` is a query that reads how one of them stands, as JSON in its only column, by its
 * id in `$1::text`; null for things of which only the change is worth a row. It is one query, so that it goes out together with the
 * change's own statements.
 */
export type Audited = { entity: string; stands: string | null }

export const unseen = (entity: string): Audited => ({ entity, stands: null })

/** What somebody does, to which thing, and the reason that they give. */
export type Change = {
  action: string
  to: Audited
  id: string
  reason?: string | null | undefined
  /** The id under which the desk sent it. */
  actionId?: string | null | undefined
}

/** `visitor`: the session of a person at the desk. A program has none. */
export type ActingCtx = {
  db: Db
  actor: Actor
  now: () => Date
  requestId?: string
  visitor?: { sessionId: string; factors: readonly string[]; provenAt: Date | null } | null
}

/** In which session a member of staff acts, and how they proved who they are in it. */
export function sessionIn({ actor, visitor }: Pick<ActingCtx, 'actor' | 'visitor'>) {
  if (actor.kind !== 'staff' || !visitor) return { sessionId: null, factors: null, provenAt: null }
  const { sessionId, factors, provenAt } = visitor
  return { sessionId, factors: [...factors], provenAt }
}

/**
 * Does the work with a context whose first transaction also writes the audit's row: the two are committed together or not at all,
 * whichever verb opens the transaction. Work that opens none gets its row when it has ended well.
 */
export async function inAudit<Ctx extends ActingCtx, Result>(
  ctx: Ctx,
  change: Change,
  work: (ctx: Ctx) => Promise<Result>,
): Promise<Result> {
  let written = false
  const transaction: Db['transaction'] = async (inner, config) => {
    if (written) return ctx.db.transaction(inner, config)
    const result = await ctx.db.transaction(async tx => {
      // Sent ahead of the work's first statement and awaited after its last.
      const before = readStands(tx, change)
      before.catch(() => undefined)
      const done = await inner(tx)
      await write(tx, ctx, change, await before)
      return done
    }, config)
    written = true
    return result
  }
  const db: Db = Object.create(ctx.db, { transaction: { value: transaction } })
  const result = await work({ ...ctx, db })
  if (!written) await write(ctx.db, ctx, change, await readStands(ctx.db, change))
  return result
}

/** How the thing stands, as the text of its JSON. */
async function readStands(db: DbOrTx, { to, id }: Change): Promise<string | null> {
  if (!to.stands) return null
  const [row] = await prepared<{ stands: string | null }>(db, `select (${to.stands})::text as stands`, [id])
  return row?.stands ?? null
}

async function write(
  db: DbOrTx,
  ctx: ActingCtx,
  { action, to, id, reason, actionId }: Change,
  before: string | null,
) {
  const { sessionId, factors, provenAt } = sessionIn(ctx)
  await prepared(
    db,
    `insert into audit (entity_id, at, actor, request_id, action_id, kind, action, entity, before, after, reason, session_id, factors, proven_at)
     values ($1::text, $2, $3, $4, $5, 'change', $6, $7, $8::jsonb, ${to.stands ? `(${to.stands})` : 'null'}, $9, $10, $11, $12)`,
    [
      id,
      ctx.now().toISOString(),
      actorName(ctx.actor),
      ctx.requestId ?? null,
      actionId ?? null,
      action,
      to.entity,
      before,
      reason ?? null,
      sessionId,
      factors,
      provenAt?.toISOString() ?? null,
    ],
  )
}
