import { and, eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import type { Payment } from './queries.ts'
import { payments } from './schema.ts'

/** A new key at the provider, allowed only when the attempt before it was looked up and is known to be dead. */
export async function nextAttempt(db: DbOrTx, payment: Payment): Promise<void> {
  await db
    .update(payments)
    .set({ attempt: payment.attempt + 1 })
    .where(
      and(
        eq(payments.id, payment.id),
        eq(payments.attempt, payment.attempt),
        eq(payments.status, 'initiated'),
      ),
    )
}
