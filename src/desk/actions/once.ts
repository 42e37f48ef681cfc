import { and, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { type Change, inAudit } from '#platform/audit/audited.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Permission } from '#platform/rights/permission.ts'
import { type RequestCtx, type StaffOptions, staffProcedure } from '#platform/trpc/init.ts'
import { deskActions } from './schema.ts'

/** Longer than any request lives: an action that began earlier and has no end was cut short. */
export const CUT_SHORT_AFTER_MS = 60_000

/** A procedure that changes something from the desk. The browser makes the id before it sends the action, and keeps it until it knows the outcome. */
export const deskAction = (may: Permission, options: StaffOptions = {}) =>
  staffProcedure(may, options).input(z.object({ actionId: z.uuid().optional() }))

type Sent = { actionId?: string | undefined }

/**
 * Does the work once for each id, in the audit, and keeps the outcome for a browser that lost the answer. The same id with the same input gets
 * the same answer. An action that was cut short may be sent again, because every verb of the desk looks before it acts.
 */
export async function onceForDesk<Outcome extends object>(
  ctx: RequestCtx,
  change: Change,
  { actionId: id, ...input }: Sent & object,
  work: (ctx: RequestCtx) => Promise<Outcome>,
): Promise<Outcome> {
  const { action } = change
  const workInAudit = () => inAudit(ctx, { ...change, actionId: id }, work)
  if (!id) return workInAudit()
  const inputHash = sha256(canonicalJson(JSON.parse(JSON.stringify(input))))
  const before = await begin(ctx, { id, action, inputHash })
  // The same verb stored this outcome for the same input.
  if (before) return before as Outcome
  try {
    const outcome = await workInAudit()
    await end(ctx, id, 'done', outcome)
    return outcome
  } catch (error) {
    await end(ctx, id, error instanceof Refusal ? 'refused' : 'open', {
      sentence: error instanceof Refusal ? error.message : null,
    })
    throw error
  }
}

/** Null when the work may begin; otherwise the outcome of the earlier send. */
async function begin(
  ctx: RequestCtx,
  { id, action, inputHash }: { id: string; action: string; inputHash: string },
) {
  const begunAt = ctx.now()
  const customerId = ctx.visitor?.customerId ?? id
  const [begun] = await ctx.db
    .insert(deskActions)
    .values({ id, action, inputHash, customerId, state: 'begun', begunAt })
    .onConflictDoNothing()
    .returning({ id: deskActions.id })
  if (begun) return null
  const [known] = await ctx.db.select().from(deskActions).where(eq(deskActions.id, id))
  if (known?.state === 'called_off')
    throw new Refusal(
      'conflict',
      'The desk told you that this action never came, so the shop does not do it now. Begin it again.',
    )
  if (known?.inputHash !== inputHash || known.action !== action)
    throw new Refusal('idempotency_key_reused', 'Another action already used this id. Begin it again.')
  if (known.state === 'done') return known.outcome as object
  const cutShort = new Date(begunAt.getTime() - CUT_SHORT_AFTER_MS)
  const [again] = await ctx.db
    .update(deskActions)
    .set({ state: 'begun', begunAt, endedAt: null })
    .where(
      and(
        eq(deskActions.id, id),
        eq(deskActions.state, known.state),
        known.state === 'begun' ? lt(deskActions.begunAt, cutShort) : undefined,
      ),
    )
    .returning({ id: deskActions.id })
  if (again) return null
  throw new Refusal('order_in_progress', 'The shop is doing this right now. Look again in a moment.', [], 5)
}

async function end(ctx: RequestCtx, id: string, state: 'done' | 'refused' | 'open', outcome: object) {
  await ctx.db.update(deskActions).set({ state, outcome, endedAt: ctx.now() }).where(eq(deskActions.id, id))
}
