import { and, eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { withdrawals } from './schema.ts'

/** The goods come back as the return of this number, which ends the withdrawal. Null: the return came to nothing, and staff settle it. One that has ended stays as it is. */
export async function passToReturn(
  db: DbOrTx,
  withdrawalId: string,
  returnNumber: string | null,
): Promise<void> {
  await db
    .update(withdrawals)
    .set({ returnNumber })
    .where(and(eq(withdrawals.id, withdrawalId), eq(withdrawals.state, 'open')))
}
