import { and, eq, isNull } from 'drizzle-orm'
import { customers } from '#platform/auth/schema.ts'
import { STAFF_ROLE } from '#platform/auth/session.ts'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { stationPins, stationShifts } from './schema.ts'

/**
 * Keeps the PIN of a member of staff; false for somebody who left the staff meanwhile. Their row is held: somebody who takes their last role away
 * waits, and the trigger of that step then finds the PIN.
 */
export async function keepPin(
  tx: Tx,
  { customerId, hash }: { customerId: string; hash: string },
  now: Date,
): Promise<boolean> {
  const [person] = await tx
    .select({ role: customers.role })
    .from(customers)
    .where(eq(customers.id, customerId))
    .for('share')
  if (person?.role !== STAFF_ROLE) return false
  await tx
    .insert(stationPins)
    .values({ customerId, hash, setAt: now })
    .onConflictDoUpdate({ target: stationPins.customerId, set: { hash, setAt: now } })
  await endShiftsOf(tx, customerId, now)
  return true
}

/** Answers whether there was one. */
export async function removePin(tx: Tx, customerId: string, now: Date): Promise<boolean> {
  const removed = await tx
    .delete(stationPins)
    .where(eq(stationPins.customerId, customerId))
    .returning({ customerId: stationPins.customerId })
  await endShiftsOf(tx, customerId, now)
  return removed.length > 0
}

/** What a PIN opened ends with it. */
async function endShiftsOf(tx: Tx, customerId: string, now: Date): Promise<void> {
  await tx
    .update(stationShifts)
    .set({ endedAt: now })
    .where(and(eq(stationShifts.customerId, customerId), isNull(stationShifts.endedAt)))
}

/** `hold`: nobody changes it until the transaction ends. */
export async function pinOf(db: DbOrTx, customerId: string, { hold = false } = {}) {
  const asked = db
    .select({ hash: stationPins.hash, setAt: stationPins.setAt })
    .from(stationPins)
    .where(eq(stationPins.customerId, customerId))
  const [pin] = await (hold ? asked.for('share') : asked)
  return pin ?? null
}
