import { v7 as uuidv7 } from 'uuid'
import { customers } from '#platform/auth/schema.ts'
import type { Db } from '#platform/db/client.ts'
import { transact } from '#platform/jobs/transact.ts'
import type { TestShop } from '#proof/testing/test-shop.ts'
import { type GiftCardWish, issueGiftCard } from './gift-cards.ts'
import { creditInvariants } from './invariants.ts'
import type { CreditPart } from './spend.ts'

const gbp = (amount: number) => ({ amount, currency: 'GBP' })

/** A card of this many pence, and the part by which it pays. */
export async function testCard(
  { ctx }: Pick<TestShop, 'ctx'>,
  amount: number,
  wish: Partial<GiftCardWish> = {},
) {
  const { id, code } = await transact(ctx, transaction =>
    issueGiftCard(transaction, {
      id: uuidv7(),
      amount: gbp(amount),
      because: 'a test',
      by: { kind: 'program' },
      ...wish,
    }),
  )
  const pays = (amountMinor: number): CreditPart => ({
    accountId: id,
    kind: 'gift_card',
    amountMinor,
    currency: 'GBP',
  })
  return { id, code, pays }
}

export async function testCustomer(db: Db, email = `${uuidv7()}@example.com`): Promise<string> {
  const id = uuidv7()
  await db.insert(customers).values({ id, name: 'Ana', email })
  return id
}

export async function balanceOf(db: Db, id: string): Promise<number> {
  const [row] = await db.$client`select balance_minor::int as balance from credit_accounts where id = ${id}`
  return row?.balance
}

/** The invariants that do not hold; none, we hope. */
export async function brokenInvariants(db: Db): Promise<string[]> {
  const broken: string[] = []
  for (const { number, count } of creditInvariants) {
    const [row] = await db.$client.unsafe(count)
    if (Number(Object.values(row ?? {})[0]) !== 0) broken.push(`${number}: ${JSON.stringify(row)}`)
  }
  return broken
}
