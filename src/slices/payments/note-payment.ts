import { eq } from 'drizzle-orm'
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
/** With its end goes what it was counted under. */
const endedColumns = [...notedColumns, 'parties']
const textOf = (columns: string[]) => `update payments set ${assignments(payments, columns, 2)} where id = $1`
const noteText = textOf(notedColumns)
const endText = textOf(endedColumns)

/** Writes down what the provider said of the payment, in the transaction of what follows from it. */
export async function notePayment(
  db: DbOrTx,
  paymentId: string,
  said: ProviderPayment,
  became: { status: PaymentStatus; at: Date },
): Promise<void> {
  const noted = {
    status: became.status,
    providerId: said.providerId,
    clientSecret: said.clientSecret,
    nextActionUrl: said.nextActionUrl,
    cardBrand: said.card?.brand ?? null,
    cardLast4: said.card?.last4 ?? null,
    failureCode: said.failureCode,
    capturedMinor: became.status === 'succeeded' ? said.capturedMinor : 0,
    updatedAt: became.at,
    parties: null,
  }
  const isOpen = became.status === 'initiated' || became.status === 'requires_action'
  const columns = isOpen ? notedColumns : endedColumns
  await prepared(db, isOpen ? noteText : endText, [paymentId, ...driverValues(payments, columns, noted)])
}

/** The attempt came to nothing: refused, or known never to have been begun. */
export async function endPayment(
  db: DbOrTx,
  paymentId: string,
  became: { status: 'failed' | 'canceled'; failureCode: string; at: Date },
): Promise<void> {
  const { status, failureCode, at } = became
  await db
    .update(payments)
    .set({ status, failureCode, parties: null, updatedAt: at })
    .where(eq(payments.id, paymentId))
}
