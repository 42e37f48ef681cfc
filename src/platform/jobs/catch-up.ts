import type { Ctx } from './ctx.ts'
import type { AnnouncedEvent } from './event.ts'
import { jobFor } from './relay.ts'
import { transact } from './transact.ts'

const JOBS_AT_ONCE = 1_000

/**
 * Gives a queue that has lately begun to follow an event the jobs that a worker of the version before did not know of: while a new
 * version comes, both relay. Done jobs are kept for two days, and by then no process of the old version is left. What a queue has
 * already is found taken, so that this may run at any time.
 */
export async function catchUp(
  ctx: Pick<Ctx, 'db' | 'jobs'>,
  events: readonly AnnouncedEvent[],
): Promise<void> {
  for (const event of events) {
    // The five minutes are for clocks that differ: the event bears the time of the process that wrote it.
    const relayed = ctx.db.$client<{ queue: string; payload: unknown }[]>`
      select f.queue, j.data as payload from followers f join pgboss.job j on j.name = f.event
      where f.event = ${event.name} and f.since > now() - interval '2 days' and j.state = 'completed'
        and j.created_on >= f.since - interval '5 minutes'`
    // Two days of a large shop are too many to hold at once.
    for await (const some of relayed.cursor(JOBS_AT_ONCE)) {
      const jobs = some.map(({ queue, payload }) => jobFor(event, payload, queue))
      await transact(ctx, ({ sendAll }) => sendAll(jobs))
    }
  }
}
