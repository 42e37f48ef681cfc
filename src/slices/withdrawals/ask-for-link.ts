import { z } from 'zod'
import { emailField, searchField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { transact } from '#platform/jobs/transact.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { readOrderNumber } from '#slices/orders/desk/read-order-number.ts'
import { LINK_QUEUE } from './withdrawal.ts'

/** The number as a person types it. A text that cannot be a number finds nothing. */
export const askForLinkSchema = z.object({
  number: searchField(LIMITS.orderNumber).transform(typed => readOrderNumber(typed) ?? ''),
  email: emailField,
})

/** Nobody gets a second link for the same order within this time. */
const SAME_WISH_MS = 600_000

/**
 * Somebody without the link wants to withdraw. The job looks whether there is such an order; here nobody does, so that no answer
 * and no time tells which orders exist.
 */
export async function askForLink(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'now'>,
  { number, email }: { number: string; email: string },
): Promise<void> {
  const wish = { number, emailHash: sha256(email) }
  const moment = Math.floor(ctx.now().getTime() / SAME_WISH_MS)
  await transact(ctx, ({ send }) => send(LINK_QUEUE, wish, jobId(number, wish.emailHash, LINK_QUEUE, moment)))
}
