import { unseen } from '#platform/audit/audited.ts'
import { beginSeeing, cookiesAfterSeeing, cookiesOfSeeing, endSeeing } from '#platform/auth/seeing-as.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { isOfStaff } from '#slices/customers/queries.ts'

/** Of a person only that they were seen is kept. */
export const auditedSeeing = unseen('person')

/** Lets a member of staff see the shop as a customer sees it, until they stop or half an hour is over. */
export async function seeAs(ctx: RequestCtx, customerId: string): Promise<void> {
  const { visitor } = ctx
  if (!visitor) throw new Refusal('forbidden', 'A program has no browser to see the shop in.')
  const seeing = await ctx.db.transaction(async tx => {
    const worksHere = await isOfStaff(tx, customerId)
    if (worksHere === null) throw new Refusal('not_found', 'There is no such customer any more.')
    if (worksHere) throw new Refusal('forbidden', 'They work here: nobody sees what staff see.')
    return beginSeeing(tx, { customerId, staffId: visitor.customerId }, ctx.now())
  })
  for (const cookie of cookiesOfSeeing(ctx.headers, seeing)) ctx.answerHeaders?.append('set-cookie', cookie)
}

/** Ends it and gives the browser back the session of the member of staff. */
export async function stopSeeing(ctx: RequestCtx): Promise<void> {
  const { visitor } = ctx
  if (visitor?.seenBy) await ctx.db.transaction(tx => endSeeing(tx, visitor.sessionId))
  for (const cookie of cookiesAfterSeeing(ctx.headers)) ctx.answerHeaders?.append('set-cookie', cookie)
}
