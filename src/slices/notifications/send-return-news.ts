import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { labelUrl } from '#slices/returns/label.ts'
import { eventsOfReturn, readReturn } from '#slices/returns/queries.ts'
import {
  RETURN_NEWS_QUEUE,
  type Return,
  type ReturnNews,
  type ReturnNewsJob,
} from '#slices/returns/return.ts'
import { mailOnce } from './mail-once.ts'
import { ReturnMail, type ReturnMailKind } from './templates/return.tsx'

/** A mail about a return: that it was asked for, what was decided, that the goods are here. The refund has a mail of its own. */
export async function sendReturnNews(
  ctx: Ctx,
  { orderId, returnId, news, eventId }: ReturnNewsJob,
): Promise<void> {
  await mailOnce(ctx, { orderId, kind: `${RETURN_NEWS_QUEUE}#${eventId}` }, async letter => {
    const found = mustFind(await readReturn(ctx.db, returnId), `Return ${returnId}`)
    const event = (await eventsOfReturn(ctx.db, returnId)).find(({ id }) => id === eventId)
    const nameOf = new Map(found.lines.map(({ lineId, name }) => [lineId, name]))
    const { lines } = mustFind(event, `Event ${eventId} of return ${returnId}`)
    // What was refused or has run out names no units: it is all that was asked for.
    const goods = lines.length ? lines : found.lines.map(({ lineId, asked }) => ({ lineId, quantity: asked }))
    const kind = kindOf(found, news)
    return {
      subject: `${subjects[kind]}: return ${found.number}`,
      body: createElement(ReturnMail, {
        letter,
        number: found.number,
        kind,
        goods: goods.map(({ lineId, quantity }) => `${quantity} × ${nameOf.get(lineId) ?? ''}`),
        label: labelUrl(orderId, found.number),
        until: found.endsAt ? letter.day(new Date(found.endsAt.getTime() - 1)) : null,
        refusal: found.refusal ?? '',
        fromWithdrawal: found.withdrawalId !== null,
        given: givenFor(found),
      }),
    }
  })
}

/** What was approved at once is told as approved. One that ended before its mail went is told as it was asked for. */
const kindOf = ({ decidedAt, askedAt }: Return, news: ReturnNews): ReturnMailKind => {
  if (news !== 'asked') return news
  return decidedAt && decidedAt.getTime() === askedAt.getTime() ? 'approved' : 'waits'
}

/** What the shopper gets when the goods are here and inspected. */
function givenFor({ lines }: Return): string {
  const wishes = new Set(lines.map(({ wish }) => wish))
  if (wishes.size > 1) return 'you get what you wished for each item'
  return wishes.has('credit')
    ? 'you get your credit, to spend here at once'
    : 'your money goes back the way you paid'
}

const subjects: Record<ReturnMailKind, string> = {
  waits: 'Asked for',
  approved: 'Approved',
  refused: 'Not accepted',
  received: 'Arrived',
  expired: 'Closed',
  called_off: 'Called off',
}
