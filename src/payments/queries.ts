import { desc, eq } from 'drizzle-orm'
import type { DbOrTx } from '#db/client.ts'
import { payments } from './schema.ts'

export type Payment = typeof payments.$inferSelect

/** The order's payment: the live one, or the last that failed. Null: none was ever begun. */
export async function readPayment(db: DbOrTx, orderId: string): Promise<Payment | null> {
  const [payment] = await db
    .select()
    .from(payments)
    .where(eq(payments.orderId, orderId))
    .orderBy(desc(payments.createdAt))
    .limit(1)
  return payment ?? null
}
