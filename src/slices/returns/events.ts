import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { type EventLine, type ReturnEventType, returnEvents } from './schema.ts'

type NewEvent = {
  /** The caller's id of it, or what it is named after. */
  id: string
  type: ReturnEventType
  lines?: EventLine[]
  warehouseId?: string
  reason?: string | null | undefined
  inputHash?: string
  at: Date
  actor: Actor
}

/** The id under which a return keeps an event: two returns, or a receipt and an inspection, never share one. */
export const eventId = (returnId: string, type: ReturnEventType, id: string): string =>
  jobId(returnId, type, id)

/**
 * Whether an event of this id was applied before. Other contents under its id are refused. The caller holds the order's row, so of
 * two calls at once the second one sees the first.
 */
export async function wasApplied(tx: Tx, id: string, inputHash: string): Promise<boolean> {
  const [known] = await tx
    .select({ inputHash: returnEvents.inputHash })
    .from(returnEvents)
    .where(eq(returnEvents.id, id))
  if (known && known.inputHash !== inputHash)
    throw new Refusal('idempotency_key_reused', 'This id was used before, with other contents.')
  return known !== undefined
}

/** Writes what happened to a return and answers the id under which it stands. */
export async function noteEvent(
  tx: Tx,
  { id: returnId, orderId }: { id: string; orderId: string },
  { id, type, lines = [], warehouseId, reason, inputHash, at, actor }: NewEvent,
): Promise<string> {
  const kept = eventId(returnId, type, id)
  await tx.insert(returnEvents).values({
    id: kept,
    orderId,
    returnId,
    seq: sql`(select coalesce(max(seq), 0) + 1 from return_events where return_id = ${returnId})`,
    type,
    lines,
    warehouseId: warehouseId ?? null,
    reason: reason ?? null,
    inputHash: inputHash ?? null,
    at,
    actor: actorName(actor),
  })
  return kept
}
