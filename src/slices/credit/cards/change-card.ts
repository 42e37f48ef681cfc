import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { announce } from '#platform/jobs/announce.ts'
import { transact } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { formatMoney } from '#platform/ui/format.ts'
import { mostMinor } from '../account.ts'
import { book, entryOf, type LockedAccount, lockAccounts } from '../book.ts'
import { giftCardDue } from '../events.ts'
import { type AccountState, creditAccounts } from '../schema.ts'
import type { AdjustInput } from './card-input.ts'

type Ctx = Pick<RequestCtx, 'db' | 'jobs' | 'actor' | 'now'>

/** A blocked card pays for nothing and is not mailed. What orders took from it already stays taken. */
export const blockCard = (ctx: Ctx, id: string) => setState(ctx, id, 'blocked')
export const unblockCard = (ctx: Ctx, id: string) => setState(ctx, id, 'active')

async function setState(ctx: Ctx, id: string, state: AccountState): Promise<void> {
  await ctx.db.transaction(async tx => {
    await lockCard(tx, id)
    await tx.update(creditAccounts).set({ state }).where(eq(creditAccounts.id, id))
  })
}

async function lockCard(tx: Tx, id: string): Promise<LockedAccount> {
  const card = (await lockAccounts(tx, [id])).get(id)
  if (card?.kind !== 'gift_card') throw new Refusal('not_found', 'There is no gift card with this id.')
  return card
}

/** Changes the balance of a card by a sum, with a reason, once for each id. */
export async function adjustCard(ctx: Ctx, { id, adjustmentId, amount, reason }: AdjustInput): Promise<void> {
  await ctx.db.transaction(async tx => {
    const card = await lockCard(tx, id)
    const before = await entryOf(tx, { accountId: id, kind: 'adjust', because: adjustmentId })
    if (before?.amountMinor === amount) return
    if (before) throw new Refusal('idempotency_key_reused', 'Another change of this card used this id.')
    const after = card.balanceMinor + amount
    if (after < 0)
      throw new Refusal(
        'conflict',
        `The card holds ${formatMoney(card.balanceMinor, card.currency)}. Take off that much or less.`,
      )
    if (after > mostMinor(card.currency))
      throw new Refusal(
        'conflict',
        `A card holds at most ${formatMoney(mostMinor(card.currency), card.currency)}. Issue another one.`,
      )
    const actor = actorName(ctx.actor)
    await book(tx, [
      {
        accountId: id,
        kind: 'adjust',
        amountMinor: amount,
        because: adjustmentId,
        reason,
        actor,
        at: ctx.now(),
      },
    ])
  })
}

/** More mails of one card help nobody. */
const MOST_MAILS = 20

/** Mails a card again that was mailed before, as it stands now. */
export async function mailCardAgain(ctx: Ctx, id: string): Promise<void> {
  await transact(ctx, async transaction => {
    const card = await lockCard(transaction.tx, id)
    if (card.state === 'blocked')
      throw new Refusal('conflict', 'The card is blocked. Unblock it before you mail it.')
    const [told] = await transaction.tx
      .update(creditAccounts)
      .set({ mails: sql`mails + 1` })
      .where(
        and(
          eq(creditAccounts.id, id),
          isNotNull(creditAccounts.email),
          sql`mails between 1 and ${MOST_MAILS - 1}`,
        ),
      )
      .returning({ mails: creditAccounts.mails })
    if (!told)
      throw new Refusal(
        'conflict',
        `This card has no address, has not been mailed yet, or was mailed ${MOST_MAILS} times.`,
      )
    await announce(transaction, giftCardDue, { cardId: id, number: told.mails })
  })
}
