import { desc, eq, type SQL, sql } from 'drizzle-orm'
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

/** Every payment of an order, newest first. */
export async function paymentsOf(db: DbOrTx, orderId: string): Promise<Payment[]> {
  return db.select().from(payments).where(eq(payments.orderId, orderId)).orderBy(desc(payments.createdAt))
}

/** A query for the orders whose payment or refund has one of these ids at the provider: `word` and `id`. */
export const ordersByProviderId = (words: SQL): SQL => sql`
  select provider_id as word, order_id as id from payments where provider_id = any(${words})
  union select provider_id, order_id from refunds where provider_id = any(${words})`
