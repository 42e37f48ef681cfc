import { and, eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import type { Payment } from './queries.ts'
import { payments } from './schema.ts'

/** Gives the payment a new key at the provider. This is allowed only after a look-up showed that the last attempt is dead. */
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
