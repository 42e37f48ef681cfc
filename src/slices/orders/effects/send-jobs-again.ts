import { SENT_AT_ONCE } from '#desk/jobs/view.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { discardLetters } from '#platform/jobs/discard-letters.ts'
import { type DeadLetterChoice, sendAgain } from '#platform/jobs/send-again.ts'
import { noteLetters } from './note-letters.ts'

/** Sends dead letters again and returns how many. Each order's history names the person. */
export function sendJobsAgain(ctx: Ctx, choice: DeadLetterChoice): Promise<number> {
  return sendAgain(ctx, choice, {
    most: SENT_AT_ONCE,
    note: (transaction, letters) =>
      noteLetters(ctx, transaction, letters, queues => ({ type: 'order.jobs_sent_again', data: { queues } })),
  })
}

/** Closes dead letters for good and returns how many. Each order's history names the person and the reason. */
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
