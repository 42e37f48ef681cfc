import type { Ctx } from '#jobs/ctx.ts'
import { discardLetters } from '#jobs/discard-letters.ts'
import { type DeadLetterChoice, sendAgain } from '#jobs/send-again.ts'
import { noteLetters } from './note-letters.ts'
import { SENT_AT_ONCE } from './staff-jobs-view.ts'

/** Sends dead letters again; each order's history says who did. Answers how many. */
export function sendJobsAgain(ctx: Ctx, choice: DeadLetterChoice): Promise<number> {
  return sendAgain(ctx, choice, {
    most: SENT_AT_ONCE,
    note: (transaction, letters) =>
      noteLetters(ctx, transaction, letters, queues => ({ type: 'order.jobs_sent_again', data: { queues } })),
  })
}

/** Closes dead letters for good; each order's history says who did and why. Answers how many. */
export function discardJobs(
  ctx: Ctx,
  input: { queue: string; ids: string[]; reason: string },
): Promise<number> {
  return discardLetters(ctx, input, (transaction, letters) =>
    noteLetters(ctx, transaction, letters, queues => ({
      type: 'order.jobs_discarded',
      data: { queues, reason: input.reason },
    })),
  )
}
