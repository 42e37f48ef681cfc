import type { Tx } from '#platform/db/client.ts'
import { holdCredit } from '#slices/credit/spend.ts'
import type { Order } from '../order.ts'

/** Rolls the transaction back: these accounts have less than they had when the order was priced. */
export class CreditGone extends Error {
  readonly accountIds: readonly string[]
  constructor(accountIds: readonly string[]) {
    super('a gift card or store credit was spent elsewhere')
    this.accountIds = accountIds
  }
}

/** Takes what gift cards and store credit pay of the order off their balances, for as long as the order stands. */
export async function holdPaidCredit(
  tx: Tx,
  { id, paidWith, currency }: Pick<Order, 'id' | 'paidWith' | 'currency'>,
  at: Date,
): Promise<void> {
  if (!paidWith) return
  const held = await holdCredit(
    tx,
    id,
    paidWith.map(({ accountId, kind, amountMinor }) => ({ accountId, kind, amountMinor, currency })),
    at,
  )
  if (held.kind === 'gone') throw new CreditGone(held.accountIds)
}
