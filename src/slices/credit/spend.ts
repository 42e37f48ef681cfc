import { and, asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { assert } from '#platform/lib/assert.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { endAfterComingBack, isOver } from './account.ts'
import { book, entryOf, type LockedAccount, lockAccounts } from './book.ts'
import { type CreditKind, creditHolds, type HoldState } from './schema.ts'

// An order holds credit when it is placed, keeps it when it is confirmed and gives it back when it ends otherwise. All of this happens in the
// transaction of the order. Locks are taken in one order: the holds of the order, then accounts by their ids.

/** What an account pays of an order. */
export type CreditPart = { accountId: string; kind: CreditKind; amountMinor: number; currency: string }

/**
 * Takes the parts off the balances, all or none. `gone`: these accounts have less by now, or are blocked or over, and nothing was taken. A second hold for the
 * same order changes nothing; an order that was given up and is tried again holds the same once more.
 */
export async function holdCredit(
  tx: Tx,
  orderId: string,
  parts: readonly CreditPart[],
  at: Date,
): Promise<{ kind: 'held' } | { kind: 'gone'; accountIds: string[] }> {
  if (parts.length === 0) return { kind: 'held' }
  const wanted = together(parts)
  const accounts = await lockAccounts(tx, [...wanted.keys()])
  // Read under the locks: another hold for the same order, at the same moment, was waited for.
  const before = await lockHolds(tx, orderId)
  if (before.some(({ state }) => state !== 'released')) return { kind: 'held' }
  const turns = new Map(before.map(({ accountId, turn }) => [accountId, turn]))
  const turnOf = (accountId: string) => (turns.get(accountId) ?? 0) + 1
  const gone = [...wanted.values()].filter(part => !canPay(accounts.get(part.accountId), part, at))
  if (gone.length) return { kind: 'gone', accountIds: gone.map(({ accountId }) => accountId) }
  await book(
    tx,
    [...wanted.values()].map(({ accountId, amountMinor }) => ({
      accountId,
      kind: 'hold',
      amountMinor: -amountMinor,
      because: causeOf(orderId, turnOf(accountId)),
      orderId,
      at,
    })),
  )
  await tx
    .insert(creditHolds)
    .values(
      [...wanted.values()].map(({ accountId, amountMinor }) => ({
        orderId,
        accountId,
        amountMinor,
        turn: turnOf(accountId),
        heldAt: at,
      })),
    )
    .onConflictDoUpdate({
      target: [creditHolds.orderId, creditHolds.accountId],
      set: {
        amountMinor: sql`excluded.amount_minor`,
        turn: sql`excluded.turn`,
        state: 'held',
        heldAt: at,
        endedAt: null,
      },
    })
  return { kind: 'held' }
}

/** What an entry follows from: the order, and which of its tries. */
const causeOf = (orderId: string, turn: number): string => (turn === 1 ? orderId : `${orderId} ${turn}`)

/** One part an account, in the order of the ids: a card that is named twice pays once, the sum. */
function together(parts: readonly CreditPart[]): Map<string, CreditPart> {
  const byAccount = new Map<string, CreditPart>()
  for (const part of parts.toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1))) {
    assert(Number.isSafeInteger(part.amountMinor) && part.amountMinor > 0, 'each part pays something')
    const amountMinor = part.amountMinor + (byAccount.get(part.accountId)?.amountMinor ?? 0)
    byAccount.set(part.accountId, { ...part, amountMinor })
  }
  return byAccount
}

const canPay = (account: LockedAccount | undefined, part: CreditPart, at: Date): boolean =>
  account !== undefined &&
  account.kind === part.kind &&
  account.currency === part.currency &&
  account.state === 'active' &&
  !isOver(account, at) &&
  account.balanceMinor >= part.amountMinor

/** The order is confirmed: what it held is spent. */
export async function keepCredit(tx: Tx, orderId: string, at: Date): Promise<void> {
  const holds = await lockHolds(tx, orderId)
  assert(!holds.some(({ state }) => state === 'released'), 'what went back to an account pays no order')
  await end(tx, orderId, 'kept', at)
}

/** The order ended without a sale: what it held can be spent again. */
export async function releaseCredit(tx: Tx, orderId: string, at: Date): Promise<void> {
  const holds = await lockHolds(tx, orderId)
  assert(
    !holds.some(({ state }) => state === 'kept'),
    'what a confirmed order paid with is refunded, not released',
  )
  const held = holds.filter(({ state }) => state === 'held')
  if (held.length === 0) return
  await end(tx, orderId, 'released', at)
  await lockAccounts(
    tx,
    held.map(({ accountId }) => accountId),
  )
  await book(
    tx,
    held.map(({ accountId, amountMinor, turn }) => ({
      accountId,
      kind: 'release',
      amountMinor,
      because: causeOf(orderId, turn),
      orderId,
      at,
      notBefore: endAfterComingBack(at),
    })),
  )
}

const lockHolds = (tx: Tx, orderId: string) =>
  tx
    .select()
    .from(creditHolds)
    .where(eq(creditHolds.orderId, orderId))
    .orderBy(asc(creditHolds.accountId))
    .for('update')

async function end(tx: Tx, orderId: string, state: Exclude<HoldState, 'held'>, at: Date): Promise<void> {
  await tx
    .update(creditHolds)
    .set({ state, endedAt: at })
    .where(and(eq(creditHolds.orderId, orderId), eq(creditHolds.state, 'held')))
}

export type CreditRefund = {
  refundId: string
  orderId: string
  /** Those that paid, in the order in which they get it back: each as much as it gave before the next gets something. */
  accountIds: readonly string[]
  amountMinor: number
  at: Date
}

/** Gives money back to the accounts that paid, never more than they gave. The same refund again changes nothing. */
export async function refundCredit(tx: Tx, refund: CreditRefund): Promise<void> {
  const { refundId, orderId, accountIds, amountMinor, at } = refund
  assert(Number.isSafeInteger(amountMinor) && amountMinor > 0, 'a refund gives something back')
  const holds = new Map((await lockHolds(tx, orderId)).map(hold => [hold.accountId, hold]))
  await lockAccounts(tx, accountIds)
  let given = 0
  let rest = amountMinor
  const parts: { accountId: string; amountMinor: number; refundedMinor: number }[] = []
  for (const accountId of accountIds) {
    const before = await entryOf(tx, { accountId, kind: 'refund', because: refundId })
    given += before?.amountMinor ?? 0
    const hold = holds.get(accountId)
    if (hold?.state !== 'kept') throw new Refusal('conflict', 'This account did not pay for the order.')
    const part = Math.min(rest, hold.amountMinor - hold.refundedMinor)
    if (part === 0) continue
    parts.push({ accountId, amountMinor: part, refundedMinor: hold.refundedMinor + part })
    rest -= part
  }
  if (given === amountMinor) return
  if (given > 0) throw new Refusal('idempotency_key_reused', 'Another refund was made under this id.')
  if (rest > 0) throw new Refusal('conflict', 'More would go back to gift cards and credit than they paid.')
  for (const { accountId, refundedMinor } of parts)
    await tx
      .update(creditHolds)
      .set({ refundedMinor })
      .where(and(eq(creditHolds.orderId, orderId), eq(creditHolds.accountId, accountId)))
  const notBefore = endAfterComingBack(at)
  await book(
    tx,
    parts.map(({ accountId, amountMinor: part }) => ({
      accountId,
      kind: 'refund',
      amountMinor: part,
      because: refundId,
      orderId,
      at,
      notBefore,
    })),
  )
}
