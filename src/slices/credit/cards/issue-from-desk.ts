import { eq } from 'drizzle-orm'
import { transact } from '#platform/jobs/transact.ts'
import { addDays } from '#platform/lib/calendar-days.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { Refusal, type WrongField } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { dayOf } from '../account.ts'
import { codeOfCard, issueGiftCard, KEY_CHANGED } from '../gift-cards.ts'
import { creditAccounts } from '../schema.ts'
import { amountOf, DELIVER_WITHIN_DAYS, EXPIRE_WITHIN_DAYS, type IssueInput } from './card-input.ts'

type Ctx = Pick<RequestCtx, 'db' | 'jobs' | 'actor' | 'now'>

/** Issues a card for staff or their programs. The same again, on a later day too, answers the same code. */
export async function issueFromDesk(ctx: Ctx, input: IssueInput): Promise<{ id: string; code: string }> {
  const { id, email, deliverOn, message, expiresOn } = input
  const [known] = await ctx.db
    .select({ id: creditAccounts.id })
    .from(creditAccounts)
    .where(eq(creditAccounts.id, id))
  // What was issued before was judged on its own day.
  if (!known) refuseWrongDays(input, dayOf(ctx.now()))
  return transact(ctx, async transaction => {
    const issued = await issueGiftCard(transaction, {
      id,
      amount: amountOf(input.amount),
      email,
      deliverOn,
      message,
      expiresOn,
      because: 'issued at the desk',
      by: ctx.actor,
      at: ctx.now(),
    })
    await fault('gift-card.in')
    return issued
  })
}

function refuseWrongDays({ email, deliverOn, message, expiresOn }: IssueInput, today: string): void {
  const sent = deliverOn ?? today
  const found: (WrongField | false)[] = [
    deliverOn !== undefined &&
      email === undefined && { path: 'email', message: 'Enter where the card is mailed on that day' },
    message !== undefined &&
      email === undefined && { path: 'email', message: 'Enter where the card is mailed with this message' },
    sent < today && { path: 'deliverOn', message: 'Enter today or a later day' },
    sent > addDays(today, DELIVER_WITHIN_DAYS) && {
      path: 'deliverOn',
      message: 'Enter a day within the next twelve months',
    },
    expiresOn !== undefined &&
      expiresOn <= sent && {
        path: 'expiresOn',
        message: 'Enter a day after the one on which the card is mailed',
      },
    expiresOn !== undefined &&
      expiresOn > addDays(today, EXPIRE_WITHIN_DAYS) && {
        path: 'expiresOn',
        message: 'Enter a day within the next ten years, or leave it out',
      },
  ]
  const wrong = found.filter(field => field !== false)
  if (wrong.length) throw new Refusal('validation_failed', 'Some fields are not right.', wrong)
}

/** The code of a card that the same person has just issued. It goes out with the answer and is written nowhere. */
export async function tellCode(ctx: Pick<Ctx, 'db'>, id: string): Promise<string> {
  const [card] = await ctx.db
    .select({ id: creditAccounts.id, codeHash: creditAccounts.codeHash })
    .from(creditAccounts)
    .where(eq(creditAccounts.id, id))
  const code = card && codeOfCard(card)
  if (!code) throw new Refusal('conflict', KEY_CHANGED)
  return code
}
