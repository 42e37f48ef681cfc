import { jobId } from '#platform/jobs/job-sender.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { type ReturnJob, SETTLE_QUEUE } from './return.ts'

/** What a step of a return leaves to be done: money to pay back, the return to be closed, its withdrawal to be told. */
export const sendSettle = ({ send }: Transaction, of: ReturnJob, eventId: string): Promise<void> =>
  send(SETTLE_QUEUE, of, jobId(eventId, SETTLE_QUEUE))
