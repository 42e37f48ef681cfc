import { jobId } from '#platform/jobs/job-sender.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { readActor } from '#platform/lib/actor.ts'
import { mostMinor } from '#slices/credit/account.ts'
import { issueGiftCard } from '#slices/credit/gift-cards.ts'
import { grantStoreCredit } from '#slices/credit/grant-store-credit.ts'
import { hasAccount } from '#slices/customers/queries.ts'
import type { Refund } from '#slices/payments/refund.ts'
import type { Order } from '../order.ts'

/** Store credit needs an account. Who has none gets gift cards, mailed to the address of the order. */
export type GrantedAs = 'store_credit' | 'gift_card'

/** Gives the card's part of a refund as credit, in the transaction that notes the refund, so that both happen once or neither does. */
export async function grantCredit(
  transaction: Transaction,
  { customerId, email, number }: Order,
  { id: because, grantedMinor, currency, requestedBy }: Refund,
  at: Date,
): Promise<GrantedAs> {
  if (customerId && (await hasAccount(transaction.tx, customerId))) {
    const amount = { amount: grantedMinor, currency }
    await grantStoreCredit(transaction.tx, { customerId, amount, because, at })
    return 'store_credit'
  }
  for (const [index, amount] of portionsOf(grantedMinor, mostMinor(currency)).entries())
    await issueGiftCard(transaction, {
      id: jobId(because, 'gift-card', index),
      amount: { amount, currency },
      email,
      message: `For what you sent back of order ${number}.`,
      because,
      by: readActor(requestedBy),
      at,
    })
  return 'gift_card'
}

/** A card holds only so much, so a larger sum is several cards. */
const portionsOf = (sum: number, most: number): number[] =>
  Array.from({ length: Math.ceil(sum / most) }, (_, index) => Math.min(most, sum - index * most))
