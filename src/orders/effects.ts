import { and, eq } from 'drizzle-orm'
import type { DbOrTx } from '#db/client.ts'
import { effects } from './schema.ts'

export type Effect = { ref: string; doneAt: Date }

/** What is known to have happened because of the order, or null. */
export async function effectOf(db: DbOrTx, orderId: string, kind: string): Promise<Effect | null> {
  const [effect] = await db
    .select({ ref: effects.ref, doneAt: effects.doneAt })
    .from(effects)
    .where(and(eq(effects.orderId, orderId), eq(effects.kind, kind)))
  return effect ?? null
}

/** Notes that it happened. False: somebody had noted it before, and nothing was written. */
export async function noteEffect(
  db: DbOrTx,
  effect: { orderId: string; kind: string; ref: string },
): Promise<boolean> {
  const written = await db
    .insert(effects)
    .values(effect)
    .onConflictDoNothing()
    .returning({ kind: effects.kind })
  return written.length === 1
}
