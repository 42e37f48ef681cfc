import { eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { orders } from '../schema.ts'

/** A visitor became a customer, so their orders move along. The owner of an order is not part of its history. */
export async function carryOverOrders(db: DbOrTx, visitorId: string, customerId: string): Promise<void> {
  await db.update(orders).set({ customerId }).where(eq(orders.customerId, visitorId))
}
