import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import type { Money } from '#platform/fields/money.ts'
import { assert } from '#platform/lib/assert.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { book, entryOf, lockAccounts } from './book.ts'
import { creditAccounts } from './schema.ts'

export type StoreCreditGrant = { customerId: string; amount: Money; because: string; at: Date }

/** Gives a customer store credit, once because of one thing. Makes the account when there is none in this currency. */
export async function grantStoreCredit(tx: Tx, grant: StoreCreditGrant): Promise<{ accountId: string }> {
  const { customerId, amount, because, at } = grant
  assert(Number.isSafeInteger(amount.amount) && amount.amount > 0, 'a grant gives something')
  const accountId = await accountFor(tx, customerId, amount.currency, at)
  await lockAccounts(tx, [accountId])
  const before = await entryOf(tx, { accountId, kind: 'grant', because })
  if (!before) await book(tx, [{ accountId, kind: 'grant', amountMinor: amount.amount, because, at }])
  else if (before.amountMinor !== amount.amount)
    throw new Refusal('idempotency_key_reused', 'Another sum was given because of this.')
  return { accountId }
}

async function accountFor(tx: Tx, customerId: string, currency: string, at: Date): Promise<string> {
  const [made] = await tx
    .insert(creditAccounts)
    .values({ id: uuidv7(), kind: 'store_credit', customerId, currency, createdAt: at })
    .onConflictDoNothing({
      target: [creditAccounts.customerId, creditAccounts.currency],
      where: sql`kind = 'store_credit'`,
    })
    .returning({ id: creditAccounts.id })
  if (made) return made.id
  const [known] = await tx
    .select({ id: creditAccounts.id })
    .from(creditAccounts)
    .where(
      and(
        eq(creditAccounts.kind, 'store_credit'),
        eq(creditAccounts.customerId, customerId),
        eq(creditAccounts.currency, currency),
      ),
    )
  assert(known, 'the account that was in the way is there')
  return known.id
}
