import { and, eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { prepared, preparedQuery } from '#platform/db/prepared.ts'
import { effects } from './schema.ts'

// An effect is something done once because of something: the mail about an order, the drawing of its invoice. It is noted under
// its cause, whose id is a UUID and so tells by itself what it is the id of.

/** The place in the books: `kind` is the queue's name, with `#` and a number where a cause may have several. */
export type EffectKey = { causeId: string; kind: string }
export type Effect = { ref: string; doneAt: Date }

const effectByKind = preparedQuery(db =>
  db
    .select({ ref: effects.ref, doneAt: effects.doneAt })
    .from(effects)
    .where(and(eq(effects.causeId, sql.placeholder('causeId')), eq(effects.kind, sql.placeholder('kind'))))
    .prepare('effect_by_kind'),
)

/** The noted effect, or null. */
export async function effectOf(db: DbOrTx, causeId: string, kind: string): Promise<Effect | null> {
  const [effect] = await effectByKind(db).execute({ causeId, kind })
  return effect ?? null
}

/** All that was done because of it, in the order in which it was done. */
export const effectsOf = (db: DbOrTx, causeId: string): Promise<(Effect & { kind: string })[]> =>
  db
    .select({ kind: effects.kind, ref: effects.ref, doneAt: effects.doneAt })
    .from(effects)
    .where(eq(effects.causeId, causeId))
    .orderBy(effects.doneAt)

/** `ref` says where to find the result. One that was noted before stays as it is. */
export async function noteEffects(db: DbOrTx, done: readonly (EffectKey & { ref: string })[]): Promise<void> {
  await prepared(
    db,
    'insert into caused_effects (cause_id, kind, ref) select * from unnest($1::uuid[], $2::text[], $3::text[]) on conflict do nothing',
    [done.map(({ causeId }) => causeId), done.map(({ kind }) => kind), done.map(({ ref }) => ref)],
  )
}

/**
 * Looks whether the effect is noted, acts and notes it; the answer of `act` says where to find the result. A run that dies in
 * between acts a second time, so `act` uses the same key or writes the same again, or shares its transaction with the note.
 * False: it was done before, and nothing happened.
 */
export async function once(db: DbOrTx, key: EffectKey, act: () => Promise<string>): Promise<boolean> {
  if (await effectOf(db, key.causeId, key.kind)) return false
  await noteEffects(db, [{ ...key, ref: await act() }])
  return true
}
