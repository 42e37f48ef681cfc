import type { Db, DbOrTx } from '#platform/db/client.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { audit } from './schema.ts'

/** A kind of thing whose changes are audited, and how it stands, read before and after a change. */
export type Audited = {
  entity: string
  look: (db: DbOrTx, id: string) => Promise<object | null>
}

/** Things of which only the change is worth a row. */
export const unseen = (entity: string): Audited => ({ entity, look: async () => null })

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
      const before = await change.to.look(tx, change.id)
      const done = await inner(tx)
      await write(tx, ctx, change, { before, after: await change.to.look(tx, change.id) })
      return done
    }, config)
    written = true
    return result
  }
  const db: Db = Object.create(ctx.db, { transaction: { value: transaction } })
  const result = await work({ ...ctx, db })
  if (!written) {
    const stands = await change.to.look(ctx.db, change.id)
    await write(ctx.db, ctx, change, { before: stands, after: stands })
  }
  return result
}

async function write(
  db: DbOrTx,
  ctx: ActingCtx,
  { action, to, id, reason, actionId }: Change,
  { before, after }: { before: object | null; after: object | null },
) {
  await db.insert(audit).values({
    at: ctx.now(),
    actor: actorName(ctx.actor),
    requestId: ctx.requestId ?? null,
    actionId: actionId ?? null,
    kind: 'change',
    action,
    entity: to.entity,
    entityId: id,
    before,
    after,
    reason: reason ?? null,
    ...sessionIn(ctx),
  })
}
