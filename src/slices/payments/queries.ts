import { desc, eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { preparedQuery } from '#platform/db/prepared.ts'
import { payments } from './schema.ts'

export type Payment = typeof payments.$inferSelect

const newestByOrder = preparedQuery(db =>
  db
    .select()
    .from(payments)
    .where(eq(payments.orderId, sql.placeholder('orderId')))
    .orderBy(desc(payments.createdAt))
    .limit(1)
    .prepare('newest_payment_by_order'),
)

/** The order's payment: the live one, or the last that failed. Null when the order never had one. */
export async function readPayment(db: DbOrTx, orderId: string): Promise<Payment | null> {
  const [payment] = await newestByOrder(db).execute({ orderId })
  return payment ?? null
}
