import { sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { assert } from '#platform/lib/assert.ts'
import type { AccountState, CreditKind, EntryKind } from './schema.ts'

/** An account whose row this transaction has locked. */
export type LockedAccount = {
  id: string
  kind: CreditKind
  currency: string
  balanceMinor: number
  entries: number
  state: AccountState
  expiresOn: string | null
}

/** Locks accounts, always in the order of their ids, so that no two transactions wait for each other. Unknown ids are left out. */
export async function lockAccounts(tx: Tx, ids: readonly string[]): Promise<Map<string, LockedAccount>> {
  const rows = await tx.execute<{
    id: string
    kind: CreditKind
    currency: string
    balance: string
    entries: number
    state: AccountState
    expires_on: string | null
  }>(sql`
    select id, kind, currency, balance_minor::text as balance, entries, state, expires_on::text from credit_accounts
    where id = any (${sql.param([...ids])}::uuid[]) order by id for no key update`)
  return new Map(
    rows.map(({ id, kind, currency, balance, entries, state, expires_on }) => [
      id,
      { id, kind, currency, balanceMinor: Number(balance), entries, state, expiresOn: expires_on },
    ]),
  )
}

export type Booking = {
  accountId: string
  kind: EntryKind
  /** What the balance gains. */
  amountMinor: number
  because: string
  orderId?: string | null
  reason?: string | null
  actor?: string | null
  at: Date
  /** Moves the end of the account to this day when it ends before. */
  notBefore?: string | undefined
}

/**
 * Changes the balances and writes the entries, in one statement. The guard stands in the UPDATE itself: no balance goes below nought. Its caller has
 * locked the accounts. Of each account there is one booking at most.
 */
export async function book(tx: Tx, bookings: readonly Booking[]): Promise<void> {
  if (bookings.length === 0) return
  const rows = bookings.map(
    ({ accountId, kind, amountMinor, because, orderId, reason, actor, at, notBefore }) => ({
      account_id: accountId,
      kind,
      amount: amountMinor,
      because,
      order_id: orderId ?? null,
      reason: reason ?? null,
      actor: actor ?? null,
      at: at.toISOString(),
      not_before: notBefore ?? null,
    }),
  )
  const booked = await tx.execute<{ account_id: string }>(sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as w(
        account_id uuid, kind text, amount bigint, because text, order_id uuid, reason text, actor text, at timestamptz, not_before date)
    ), moved as (
      update credit_accounts a set balance_minor = balance_minor + w.amount, entries = entries + 1,
        expires_on = case when a.expires_on < w.not_before then w.not_before else a.expires_on end
      from wanted w where a.id = w.account_id and a.balance_minor + w.amount >= 0
      returning a.id, a.entries
    )
    insert into credit_entries (account_id, number, kind, amount_minor, because, order_id, reason, actor, at)
    select m.id, m.entries, w.kind, w.amount, w.because, w.order_id, w.reason, w.actor, w.at
    from moved m join wanted w on w.account_id = m.id
    returning account_id`)
  assert(booked.length === bookings.length, 'each balance is large enough, and each account is booked once')
}

/** The entry that was written because of this, or null. */
export async function entryOf(
  db: DbOrTx,
  { accountId, kind, because }: Pick<Booking, 'accountId' | 'kind' | 'because'>,
): Promise<{ amountMinor: number; orderId: string | null } | null> {
  const [entry] = await db.execute<{ amount: string; order_id: string | null }>(sql`
    select amount_minor::text as amount, order_id from credit_entries
    where account_id = ${accountId} and kind = ${kind} and because = ${because}`)
  return entry ? { amountMinor: Number(entry.amount), orderId: entry.order_id } : null
}
