import { eq } from 'drizzle-orm'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { CUT_SHORT_AFTER_MS } from './once.ts'
import { deskActions } from './schema.ts'

/**
 * `never_came`: the shop has not received the action, and refuses it if it still comes. `cut_short`: the action began, and only
 * its subject shows how far it came.
 */
export type Became =
  | { kind: 'done'; outcome: object }
  | { kind: 'refused'; sentence: string }
  | { kind: 'running' }
  | { kind: 'cut_short' }
  | { kind: 'never_came' }

/** Tells the outcome of an action whose answer was lost. Asking makes "never came" true: a later arrival finds its id taken. */
export async function whatBecameOf(ctx: RequestCtx, id: string): Promise<Became> {
  const now = ctx.now()
  const [calledOff] = await ctx.db
    .insert(deskActions)
    .values({
      id,
      action: 'unknown',
      customerId: ctx.visitor?.customerId ?? id,
      state: 'called_off',
      begunAt: now,
      endedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: deskActions.id })
  if (calledOff) return { kind: 'never_came' }
  const [known] = await ctx.db.select().from(deskActions).where(eq(deskActions.id, id))
  switch (known?.state) {
    case 'done':
      return { kind: 'done', outcome: known.outcome as object }
    case 'refused':
      return { kind: 'refused', sentence: (known.outcome as { sentence: string }).sentence }
    case 'begun':
      return now.getTime() - known.begunAt.getTime() < CUT_SHORT_AFTER_MS
        ? { kind: 'running' }
        : { kind: 'cut_short' }
    case 'open':
      return { kind: 'cut_short' }
    default:
      return { kind: 'never_came' }
  }
}
