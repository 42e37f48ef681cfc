import { eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import type { Money } from '#platform/fields/money.ts'
import { announce } from '#platform/jobs/announce.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { dayOf, mostMinor } from './account.ts'
import { book } from './book.ts'
import { giftCardDue } from './events.ts'
import { giftCodeOf, keptOfCode } from './gift-code.ts'
import { creditAccounts } from './schema.ts'

export type GiftCardWish = {
  /** The caller makes it: the same id with the same wish is the same card. */
  id: string
  amount: Money
  email?: string | undefined
  /** The day on which it is mailed; left out: at once. */
  deliverOn?: string | undefined
  message?: string | undefined
  /** The last day on which it can be spent; left out: it has no end. */
  expiresOn?: string | undefined
  /** What it follows from. */
  because: string
  by: Actor
  at?: Date
}

/**
 * Issues a card and answers its code, which stands nowhere: it is made of the id with a key of the shop. The same wish of the same person again answers the
 * same code; another one under the same id is refused. With an address its mail is announced, on its day.
 */
export async function issueGiftCard(
  transaction: Transaction,
  { at = new Date(), ...wish }: GiftCardWish,
): Promise<{ id: string; code: string }> {
  const { id, amount, email, deliverOn, message, expiresOn, because } = wish
  assert(
    Number.isSafeInteger(amount.amount) && amount.amount > 0 && amount.amount <= mostMinor(amount.currency),
    'a card holds something, and no more than a card may',
  )
  const actor = actorName(wish.by)
  const inputHash = sha256(canonicalJson({ ...wish, by: actor }))
  const code = giftCodeOf(id)
  const isDue = email !== undefined && (deliverOn === undefined || deliverOn <= dayOf(at))
  const [issued] = await transaction.tx
    .insert(creditAccounts)
    .values({
      id,
      kind: 'gift_card',
      ...keptOfCode(code),
      currency: amount.currency,
      expiresOn,
      email,
      message,
      deliverOn: email === undefined ? undefined : (deliverOn ?? dayOf(at)),
      mails: isDue ? 1 : 0,
      inputHash,
      createdAt: at,
    })
    .onConflictDoNothing({ target: creditAccounts.id })
    .returning({ id: creditAccounts.id })
  if (!issued) return { id, code: await sameAgain(transaction.tx, { id, inputHash }) }
  await book(transaction.tx, [
    { accountId: id, kind: 'issue', amountMinor: amount.amount, because, actor, at },
  ])
  if (isDue) await announce(transaction, giftCardDue, { cardId: id, number: 1 })
  return { id, code }
}

async function sameAgain(db: DbOrTx, { id, inputHash }: { id: string; inputHash: string }): Promise<string> {
  const [known] = await db
    .select({ inputHash: creditAccounts.inputHash, codeHash: creditAccounts.codeHash })
    .from(creditAccounts)
    .where(eq(creditAccounts.id, id))
  if (known?.inputHash !== inputHash)
    throw new Refusal('idempotency_key_reused', 'Another gift card was issued under this id.')
  const code = codeOfCard({ id, codeHash: known.codeHash })
  if (!code) throw new Refusal('conflict', KEY_CHANGED)
  return code
}

export const KEY_CHANGED =
  'The key of the shop has changed since this card was issued, so its code cannot be shown again. The card itself is as good as before.'

/** The code of a card; null when the key of the shop has changed since, and would make another one. */
export function codeOfCard({ id, codeHash }: { id: string; codeHash: string | null }): string | null {
  const code = giftCodeOf(id)
  return keptOfCode(code).codeHash === codeHash ? code : null
}
