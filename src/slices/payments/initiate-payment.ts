import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { insertPrepared } from '#platform/db/prepared.ts'
import type { Money } from '#platform/fields/money.ts'
import type { Payment } from './queries.ts'
import { payments } from './schema.ts'

/** The method of a payment of nothing. */
export const NOTHING_TO_PAY = 'none'

/** Notes the payment before the provider is asked for money: from here on only the provider knows how it ended. */
export async function initiatePayment(
  tx: Tx,
  payment: {
    orderId: string
    amount: Money
    method: string
    /** What gift cards and store credit pay beside it. */
    creditMinor: number
    customer?: string | null
    parties?: string[] | null
    at: Date
  },
): Promise<Payment> {
  const { orderId, amount, method, creditMinor, customer = null, parties = null, at } = payment
  const initiated: Payment = {
    id: uuidv7(),
    orderId,
    status: 'initiated',
    amountMinor: amount.amount,
    currency: amount.currency,
    method,
    providerCustomerId: customer,
    attempt: 1,
    providerId: null,
    clientSecret: null,
    nextActionUrl: null,
    cardBrand: null,
    cardLast4: null,
    failureCode: null,
    parties,
    capturedMinor: 0,
    refundedMinor: 0,
    creditMinor,
    creditRefundedMinor: 0,
    grantedMinor: 0,
    createdAt: at,
    updatedAt: at,
  }
  await insertPrepared(tx, payments, [initiated])
  return initiated
}
