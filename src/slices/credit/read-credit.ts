import { and, eq, inArray } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { type Money, SHOP_CURRENCY } from '#platform/fields/money.ts'
import { assert } from '#platform/lib/assert.ts'
import { isOver } from './account.ts'
import { MAX_GIFT_CODES, readGiftCode } from './code-letters.ts'
import { dayInWords } from './day-in-words.ts'
import { hashOfCode } from './gift-code.ts'
import { creditAccounts } from './schema.ts'

export type WhyRefused = 'unknown' | 'empty' | 'blocked' | 'expired' | 'currency'
export type ReadGiftCard =
  | { code: string; kind: 'usable'; accountId: string; balance: Money; expiresOn: string | null }
  | { code: string; kind: 'refused'; why: WhyRefused; sentence: string }

/** The cards behind these codes, in the order asked, with what they can pay; a card that pays nothing comes with the reason. */
export async function readGiftCards(db: DbOrTx, codes: readonly string[], at: Date): Promise<ReadGiftCard[]> {
  assert(codes.length <= MAX_GIFT_CODES, 'the caller limits how many codes are read')
  const hashes = codes.map(code => {
    const letters = readGiftCode(code)
    return letters && hashOfCode(letters)
  })
  const wanted = [...new Set(hashes.filter(hash => hash !== null))]
  const cards = wanted.length
    ? await db.select(cardColumns).from(creditAccounts).where(inArray(creditAccounts.codeHash, wanted))
    : []
  return codes.map((code, index) => {
    const card = cards.find(({ codeHash }) => codeHash === hashes[index])
    return { code, ...standingOf(card, at) }
  })
}

const { id, codeHash, currency, balanceMinor, state, expiresOn } = creditAccounts
const cardColumns = { id, codeHash, currency, balanceMinor, state, expiresOn }

type Card = {
  id: string
  currency: string
  balanceMinor: number
  state: 'active' | 'blocked'
  expiresOn: string | null
}
type Standing = ReadGiftCard extends infer Read ? (Read extends unknown ? Omit<Read, 'code'> : never) : never

function standingOf(card: Card | undefined, at: Date): Standing {
  const refused = (why: WhyRefused, sentence: string) => ({ kind: 'refused' as const, why, sentence })
  if (!card)
    return refused('unknown', 'No gift card has this code. Compare it with the card, letter by letter.')
  if (card.state === 'blocked')
    return refused('blocked', 'This gift card is blocked. Write to us, and we look into it.')
  if (card.currency !== SHOP_CURRENCY)
    return refused(
      'currency',
      `This gift card is in ${card.currency}, and the shop sells in ${SHOP_CURRENCY}.`,
    )
  if (card.expiresOn !== null && isOver(card, at))
    return refused('expired', `This gift card was valid until ${dayInWords(card.expiresOn)}.`)
  if (card.balanceMinor === 0) return refused('empty', 'This gift card is used up.')
  const balance = { amount: card.balanceMinor, currency: card.currency }
  return { kind: 'usable', accountId: card.id, balance, expiresOn: card.expiresOn }
}

/** The store credit of a customer; null when there is none that can pay. */
export async function readStoreCredit(
  db: DbOrTx,
  customerId: string,
  inCurrency: string,
): Promise<{ accountId: string; balance: Money } | null> {
  const [account] = await db
    .select({ id, balanceMinor })
    .from(creditAccounts)
    .where(
      and(
        eq(creditAccounts.kind, 'store_credit'),
        eq(creditAccounts.customerId, customerId),
        eq(creditAccounts.currency, inCurrency),
        eq(creditAccounts.state, 'active'),
      ),
    )
  return account
    ? { accountId: account.id, balance: { amount: account.balanceMinor, currency: inCurrency } }
    : null
}
