import type { DbOrTx } from '#platform/db/client.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { type Consent, historyOf, readerOf } from './history.ts'
import type { LetterStep } from './letters.ts'

/** Whether the shop may write letters to the address: its owner opened the link, and nobody took it back. */
export async function mayReceiveLetters(db: DbOrTx, email: string): Promise<boolean> {
  const reader = await readerOf(db, email)
  return reader?.state === 'proved'
}

export type LettersOfPerson = { email: string; state: LetterStep | 'never'; history: Consent[] }

/** For staff: whether the buyer of an order gets letters, and how that came. */
export async function readLettersOfOrder(db: DbOrTx, orderId: string): Promise<LettersOfPerson> {
  const { email } = await requireOrder(db, orderId)
  const reader = await readerOf(db, email)
  if (!reader) return { email, state: 'never', history: [] }
  return { email, state: reader.state, history: await historyOf(db, reader.id) }
}
