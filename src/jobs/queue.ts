import { PgBoss } from 'pg-boss'
import type { z } from 'zod'
import { log } from '#lib/log.ts'
import type { Ctx } from './ctx.ts'

export type QueueLimits = {
  /** Runs after the first one before the job goes to the dead letter queue. */
  retryLimit: number
  /** First wait between two runs; it doubles up to `retryDelayMaxSeconds`. */
  retryDelaySeconds: number
  retryDelayMaxSeconds: number
  /** A run that takes longer is taken for dead and its job given to another worker. */
  expireInSeconds: number
  /** Jobs fetched and run side by side, or together where the queue works on whole batches. */
  batchSize: number
  /** Batches side by side in one worker: a call that hangs holds up the batch it is in, and no other lane. */
  lanes: number
}

export type JobFacts = { id: string; attempt: number }

/** A queue: its name, its limits, and what is done with a job's payload. */
export type Queue = {
  name: string
  limits: QueueLimits
  perform: (ctx: Ctx, payload: unknown, job: JobFacts) => Promise<void>
  /** Where many jobs cost hardly more than one: all of them or, when it throws, none. They are then run one by one. */
  performAll?: (ctx: Ctx, payloads: readonly unknown[]) => Promise<void>
}

/** A job that comes by itself, once for all workers. */
export type Schedule = {
  queue: string
  /** Minute, hour, day, month, weekday. */
  cron: string
  /** Where the clock hangs: an IANA zone. */
  timeZone: string
  payload: object
}

/** No number of retries would help: the job goes to the dead letter queue at once, its batch goes on. */
export class PoisonJob extends Error {}

const usual: QueueLimits = {
  retryLimit: 12,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 600,
  expireInSeconds: 60,
  batchSize: 10,
  lanes: 1,
}

type Definition<Payload> = { name: string; schema: z.ZodType<Payload>; limits?: Partial<QueueLimits> }

export function defineQueue<Payload>({
  name,
  schema,
  limits,
  work,
}: Definition<Payload> & {
  /** May run twice: it looks before it acts, or acts where a second time changes nothing. */
  work: (ctx: Ctx, payload: Payload, job: JobFacts) => Promise<void>
}): Queue {
  return {
    name,
    limits: { ...usual, ...limits },
    perform: async (ctx, raw, job) => work(ctx, readPayload(name, schema, raw), job),
  }
}

/** A queue whose jobs are light and touch only our own database, so that a batch of them is one transaction. */
export function defineBatchQueue<Payload>({
  name,
  schema,
  limits,
  work,
}: Definition<Payload> & {
  /** Does all of it in one transaction. May run twice, like any other, and for one job alone. */
  work: (ctx: Ctx, payloads: Payload[]) => Promise<void>
}): Queue {
  const performAll = async (ctx: Ctx, raw: readonly unknown[]) =>
    work(
      ctx,
      raw.map(each => readPayload(name, schema, each)),
    )
  return {
    name,
    limits: { ...usual, ...limits },
    perform: (ctx, raw) => performAll(ctx, [raw]),
    performAll,
  }
}

function readPayload<Payload>(queue: string, schema: z.ZodType<Payload>, raw: unknown): Payload {
  const payload = schema.safeParse(raw)
  if (payload.success) return payload.data
  const wrong = payload.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`)
  throw new PoisonJob(`${queue} cannot read its payload: ${wrong.join('; ')}`)
}

export function deadLetterQueueOf(name: string): string {
  return `${name}.dead`
}

const DEAD_LETTERS_KEPT_SECONDS = 365 * 86_400
/**
 * The desk counts a day of done jobs, and a person who asks about an order mostly does so within two. What happened is told for
 * good by the order's events and effects; a million orders leave five million done jobs, which every count would read past.
 */
const DONE_JOBS_KEPT_SECONDS = 2 * 86_400

/** Makes pg-boss' tables and each queue with its dead letter queue; brings the limits of existing ones up to date. */
export async function prepareQueues(url: string, queues: readonly Queue[]): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false })
  boss.on('error', error => log.error({ error: error.message }, 'pg-boss'))
  await boss.start()
  try {
    const existing = new Set((await boss.getQueues()).map(queue => queue.name))
    for (const { name, limits } of queues) {
      const deadLetter = deadLetterQueueOf(name)
      if (!existing.has(deadLetter))
        await boss.createQueue(deadLetter, { retentionSeconds: DEAD_LETTERS_KEPT_SECONDS })
      const options = {
        retryLimit: limits.retryLimit,
        retryDelay: limits.retryDelaySeconds,
        retryBackoff: true,
        expireInSeconds: limits.expireInSeconds,
        deleteAfterSeconds: DONE_JOBS_KEPT_SECONDS,
      }
      if (existing.has(name)) await boss.updateQueue(name, options)
      else
        await boss.createQueue(name, {
          ...options,
          retryDelayMax: limits.retryDelayMaxSeconds,
          deadLetter,
          notify: false,
        })
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}
