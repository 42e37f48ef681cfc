import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { readPage } from '#platform/lib/pages.ts'
import { creditAccounts, creditEntries } from './schema.ts'

const PAGE = 50
/** A card has a handful of entries; the oldest of many can be paged to. */
const ENTRIES = 100

const shown = {
  id: creditAccounts.id,
  codeEnd: sql<string>`coalesce(${creditAccounts.codeEnd}, '')`,
  currency: creditAccounts.currency,
  balanceMinor: creditAccounts.balanceMinor,
  state: creditAccounts.state,
  expiresOn: creditAccounts.expiresOn,
  email: creditAccounts.email,
  deliverOn: creditAccounts.deliverOn,
  mails: creditAccounts.mails,
  createdAt: creditAccounts.createdAt,
}

export type CardsAsked = {
  /** The last four letters of a code. */
  end?: string | undefined
  email?: string | undefined
  after: string | null
}

/** A page of gift cards, the newest first: all of them, or those whose code ends so, or that are mailed there. */
export async function listGiftCards(db: DbOrTx, { end, email, after }: CardsAsked) {
  const page = await readPage(
    PAGE,
    most =>
      db
        .select(shown)
        .from(creditAccounts)
        .where(
          and(
            eq(creditAccounts.kind, 'gift_card'),
            end === undefined ? undefined : eq(creditAccounts.codeEnd, end.toUpperCase()),
            email === undefined ? undefined : eq(creditAccounts.email, email),
            after === null ? undefined : olderThan(after),
          ),
        )
        .orderBy(sql`${creditAccounts.createdAt} desc nulls last, ${creditAccounts.id} desc nulls last`)
        .limit(most),
    ({ id }) => id,
  )
  return { giftCards: page.rows, nextCursor: page.next }
}
export type ListedGiftCard = Awaited<ReturnType<typeof listGiftCards>>['giftCards'][number]

const olderThan = (id: string): SQL =>
  sql`(${creditAccounts.createdAt}, ${creditAccounts.id}) < (select created_at, id from credit_accounts where id = ${id}::uuid)`

/** A gift card with its entries, the latest first; null when there is none with this id. */
export async function readGiftCard(db: DbOrTx, id: string) {
  const [card] = await db
    .select({ ...shown, message: creditAccounts.message })
    .from(creditAccounts)
    .where(and(eq(creditAccounts.id, id), eq(creditAccounts.kind, 'gift_card')))
  if (!card) return null
  const entries = await entriesOf(db, id, null)
  return { ...card, entries: entries.rows, nextEntries: entries.next }
}
export type GiftCard = NonNullable<Awaited<ReturnType<typeof readGiftCard>>>

/** A page of the entries of an account, the latest first. `after`: the number of the last one of the page before. */
export const entriesOf = (db: DbOrTx, accountId: string, after: number | null) =>
  readPage(
    ENTRIES,
    most =>
      db
        .select({
          number: creditEntries.number,
          kind: creditEntries.kind,
          amountMinor: creditEntries.amountMinor,
          orderId: creditEntries.orderId,
          reason: creditEntries.reason,
          actor: creditEntries.actor,
          at: creditEntries.at,
        })
        .from(creditEntries)
        .where(
          and(
            eq(creditEntries.accountId, accountId),
            after === null ? undefined : lt(creditEntries.number, after),
          ),
        )
        .orderBy(desc(creditEntries.number))
        .limit(most),
    ({ number }) => number,
  )
export type CreditEntry = Awaited<ReturnType<typeof entriesOf>>['rows'][number]

/** What the mail of a card says, and what its code is checked against. */
export async function readCardToMail(db: DbOrTx, id: string) {
  const [card] = await db
    .select({ ...shown, message: creditAccounts.message, codeHash: creditAccounts.codeHash })
    .from(creditAccounts)
    .where(and(eq(creditAccounts.id, id), eq(creditAccounts.kind, 'gift_card')))
  return card ?? null
}

/** More currencies than a customer is ever given credit in. */
const MOST_ACCOUNTS = 10

/** What a customer sees of their own store credit: the balance, and what changed it, the latest first. */
export async function readOwnCredit(db: DbOrTx, customerId: string) {
  const accounts = await db
    .select({
      id: creditAccounts.id,
      currency: creditAccounts.currency,
      balanceMinor: creditAccounts.balanceMinor,
      state: creditAccounts.state,
    })
    .from(creditAccounts)
    .where(and(eq(creditAccounts.kind, 'store_credit'), eq(creditAccounts.customerId, customerId)))
    .orderBy(creditAccounts.currency)
    .limit(MOST_ACCOUNTS)
  const entries = await Promise.all(accounts.map(({ id }) => entriesOf(db, id, null)))
  return accounts.map((account, index) => ({
    ...account,
    entries: (entries[index]?.rows ?? []).map(({ number, kind, amountMinor, at }) => ({
      number,
      kind,
      amountMinor,
      at,
    })),
  }))
}
