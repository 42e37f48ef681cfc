import { and, eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { prepared, preparedQuery } from '#platform/db/prepared.ts'
import { effects } from '../schema.ts'

export type Effect = { ref: string; doneAt: Date }

const effectByKind = preparedQuery(db =>
  db
    .select({ ref: effects.ref, doneAt: effects.doneAt })
    .from(effects)
    .where(and(eq(effects.orderId, sql.placeholder('orderId')), eq(effects.kind, sql.placeholder('kind'))))
    .prepare('effect_by_kind'),
)

/** The recorded effect of the order, or null. */
export async function effectOf(db: DbOrTx, orderId: string, kind: string): Promise<Effect | null> {
  const [effect] = await effectByKind(db).execute({ orderId, kind })
  return effect ?? null
}

/** Records the effect. False: it was recorded before, and nothing was written. */
export async function noteEffect(
  db: DbOrTx,
  { orderId, kind, ref }: { orderId: string; kind: string; ref: string },
): Promise<boolean> {
  const written = await prepared(
    db,
    'insert into effects (order_id, kind, ref) values ($1, $2, $3) on conflict do nothing returning kind',
    [orderId, kind, ref],
  )
  return written.length === 1
}
