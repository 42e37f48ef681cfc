import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#db/client.ts'
import type { Money } from '#lib/money.ts'
import { payments } from './schema.ts'

/** Notes that money will be asked for, before it is: from here on the provider must be asked what became of it. */
export async function initiatePayment(
  tx: Tx,
  payment: { orderId: string; amount: Money; method: string; at: Date },
): Promise<void> {
  const { orderId, amount, method, at } = payment
  await tx.insert(payments).values({
    id: uuidv7(),
    orderId,
    amountMinor: amount.amount,
    currency: amount.currency,
    method,
    createdAt: at,
    updatedAt: at,
  })
}
