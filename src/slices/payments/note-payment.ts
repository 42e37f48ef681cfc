import { and, eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { assignments, driverValues, prepared } from '#platform/db/prepared.ts'
import type { ProviderPayment } from './provider.ts'
import { type PaymentStatus, payments } from './schema.ts'

const notedColumns = [
  'status',
  'providerId',
  'clientSecret',
  'nextActionUrl',
  'cardBrand',
  'cardLast4',
  'failureCode',
  'capturedMinor',
  'updatedAt',
]
/** A payment that ends is no longer counted and never sent again, so its parties and the provider's customer are cleared. */
const endedColumns = [...notedColumns, 'parties', 'providerCustomerId']
const textOf = (columns: string[]) => `update payments set ${assignments(payments, columns, 2)} where id = $1`
const noteText = textOf(notedColumns)
const endText = textOf(endedColumns)

/** Writes the provider's answer to the payment's row, in the same transaction as its consequences. */
export async function notePayment(
  db: DbOrTx,
  paymentId: string,
  answer: ProviderPayment,
  became: { status: PaymentStatus; at: Date },
): Promise<void> {
  const noted = {
    status: became.status,
    providerId: answer.providerId,
    clientSecret: answer.clientSecret,
    nextActionUrl: answer.nextActionUrl,
    cardBrand: answer.card?.brand ?? null,
    cardLast4: answer.card?.last4 ?? null,
    failureCode: answer.failureCode,
    capturedMinor: became.status === 'succeeded' ? answer.capturedMinor : 0,
    updatedAt: became.at,
    parties: null,
    providerCustomerId: null,
  }
  const isOpen = became.status === 'initiated' || became.status === 'requires_action'
  const columns = isOpen ? notedColumns : endedColumns
  await prepared(db, isOpen ? noteText : endText, [paymentId, ...driverValues(payments, columns, noted)])
}

/** An order that ended without a sale was paid nothing by gift cards and store credit. */
export async function forgetCredit(db: DbOrTx, orderId: string): Promise<void> {
  await db.update(payments).set({ creditMinor: 0 }).where(eq(payments.orderId, orderId))
}

/** A payment of nothing has succeeded without a word of the provider. */
export async function settleNothing(db: DbOrTx, paymentId: string, at: Date): Promise<void> {
  await db
    .update(payments)
    .set({ status: 'succeeded', parties: null, updatedAt: at })
    .where(and(eq(payments.id, paymentId), eq(payments.amountMinor, 0)))
}

/** Ends a payment that was refused or that is known never to have begun. */
export async function endPayment(
  db: DbOrTx,
  paymentId: string,
  became: { status: 'failed' | 'canceled'; failureCode: string; at: Date },
): Promise<void> {
  const { status, failureCode, at } = became
  await db
    .update(payments)
    .set({ status, failureCode, parties: null, providerCustomerId: null, updatedAt: at })
    .where(eq(payments.id, paymentId))
}
