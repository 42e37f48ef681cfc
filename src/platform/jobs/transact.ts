import type { Tx } from '#platform/db/client.ts'
import type { Ctx } from './ctx.ts'
import { type NewJob, sendAll } from './send-all.ts'

/** A transaction that may also send jobs. */
export type Transaction = {
  tx: Tx
  send: (queue: string, payload: object, id: string) => Promise<void>
  sendAll: (jobs: readonly NewJob[]) => Promise<void>
}

/** Runs the work in one transaction: rows and jobs are committed together, then the workers are woken. */
export async function transact<T>(
  ctx: Pick<Ctx, 'db' | 'jobs'>,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const sentTo = new Set<string>()
  const result = await ctx.db.transaction(tx => {
    sentTo.clear()
    return work({
      tx,
      async send(queue, payload, id) {
        await ctx.jobs.send(tx, queue, payload, id)
        sentTo.add(queue)
      },
      async sendAll(jobs) {
        await sendAll(tx, jobs)
        for (const { queue } of jobs) sentTo.add(queue)
      },
    })
  })
  if (sentTo.size) ctx.jobs.wake(sentTo)
  return result
}
