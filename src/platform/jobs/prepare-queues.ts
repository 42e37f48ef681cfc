import { PgBoss, type UpdateQueueOptions } from 'pg-boss'
import { log } from '#platform/lib/log.ts'
import { deadLetterQueueOf, type Queue, type QueueLimits } from './queue.ts'

/**
 * Every option that pg-boss keeps for a queue. An option that is left out would stay as an older version of the shop, or of
 * pg-boss, set it. A new option of pg-boss does not compile until it is set here.
 */
export type EveryOption = Required<UpdateQueueOptions>

const DAY_SECONDS = 86_400
const DEAD_LETTERS_KEPT_SECONDS = 365 * DAY_SECONDS
/** A job that nobody works on for so long is deleted by pg-boss; two weeks without a worker are no longer an outage. */
const WAITING_JOBS_KEPT_SECONDS = 14 * DAY_SECONDS
/**
 * The desk counts a day of done jobs, and a person who asks about an order mostly does so within two. The order's
 * events and effects keep the history for good; a million orders leave five million done jobs, which every count would read.
 */
const DONE_JOBS_KEPT_SECONDS = 2 * DAY_SECONDS

/** The options of a queue, from its limits. */
export function optionsOf({ name, limits }: { name: string; limits: QueueLimits }): EveryOption {
  return {
    retryLimit: limits.retryLimit,
    retryDelay: limits.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: limits.retryDelayMaxSeconds,
    expireInSeconds: limits.expireInSeconds,
    retentionSeconds: WAITING_JOBS_KEPT_SECONDS,
    deleteAfterSeconds: DONE_JOBS_KEPT_SECONDS,
    deadLetter: deadLetterQueueOf(name),
    // The desk watches how long the oldest job waits; a mere number says nothing.
    warningQueueSize: 0,
    // A worker that dies is noticed by `expireInSeconds`.
    heartbeatSeconds: null,
    // Workers are woken after the commit (job-sender.ts): a NOTIFY within it would make commits wait for each other.
    notify: false,
  }
}

/** Nobody works on dead letters: they wait for a person, so only how long they are kept matters. */
export function deadLetterOptions(): EveryOption {
  return {
    retryLimit: 0,
    retryDelay: 0,
    retryBackoff: false,
    retryDelayMax: null,
    expireInSeconds: 900,
    retentionSeconds: DEAD_LETTERS_KEPT_SECONDS,
    deleteAfterSeconds: 7 * DAY_SECONDS,
    deadLetter: null,
    warningQueueSize: 0,
    heartbeatSeconds: null,
    notify: false,
  }
}

/** Makes pg-boss' tables and each queue with its dead letter queue; brings every limit of existing ones up to date. */
export async function prepareQueues(url: string, queues: readonly Queue[]): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false })
  boss.on('error', error => log.error({ error: error.message }, 'pg-boss'))
  await boss.start()
  try {
    const existing = new Set((await boss.getQueues()).map(queue => queue.name))
    const prepare = async (name: string, options: EveryOption) => {
      if (!existing.has(name)) await boss.createQueue(name)
      // New ones too: pg-boss takes some options only here.
      await boss.updateQueue(name, options)
    }
    await noteFollowers(boss, queues, existing)
    for (const queue of queues) {
      await prepare(deadLetterQueueOf(queue.name), deadLetterOptions())
      await prepare(queue.name, optionsOf(queue))
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

/**
 * Notes since when each queue follows an event. Where the event's own queue is new too, nothing was announced before, and the follower
 * is owed a job for everything. Otherwise it joins a running shop, and is owed one for what is announced from now on (catch-up.ts).
 */
async function noteFollowers(boss: PgBoss, queues: readonly Queue[], existing: ReadonlySet<string>) {
  const pairs = queues.flatMap(({ name, followers = [] }) =>
    followers.map(follower => ({ event: name, follower, fresh: !existing.has(name) })),
  )
  await boss.getDb().executeSql(
    `insert into followers (event, queue, since)
      select event, queue, case when fresh then '-infinity' else now() end from unnest($1::text[], $2::text[], $3::bool[]) as new(event, queue, fresh)
      on conflict do nothing`,
    [pairs.map(pair => pair.event), pairs.map(pair => pair.follower), pairs.map(pair => pair.fresh)],
  )
}
