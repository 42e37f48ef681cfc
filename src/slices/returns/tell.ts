import { jobId } from '#platform/jobs/job-sender.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { RETURN_NEWS_QUEUE, type ReturnNewsJob } from './return.ts'

/** Sends a mail about a return, in the transaction of what it tells. */
export const tell = ({ send }: Transaction, news: ReturnNewsJob): Promise<void> =>
  send(RETURN_NEWS_QUEUE, news, jobId(news.eventId, RETURN_NEWS_QUEUE))
