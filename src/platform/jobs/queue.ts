import type { z } from 'zod'
import type { Ctx } from './ctx.ts'

export type QueueLimits = {
  /** Runs after the first one before the job goes to the dead letter queue. */
  retryLimit: number
  /** First wait between two runs; it doubles up to `retryDelayMaxSeconds`. */
  retryDelaySeconds: number
  retryDelayMaxSeconds: number
  /** A run that takes longer counts as dead, and another worker gets its job. */
  expireInSeconds: number
  /** Jobs fetched and run side by side, or together where the queue works on whole batches. */
  batchSize: number
  /** Batches side by side in one worker: a call that hangs holds up the batch it is in, and no other lane. */
  lanes: number
}

export type JobFacts = { id: string; attempt: number }

/** A queue: its name, its limits, and the work on a job's payload. */
export type Queue = {
  name: string
  limits: QueueLimits
  perform: (ctx: Ctx, payload: unknown, job: JobFacts) => Promise<void>
  /** For jobs of which many cost hardly more than one: all run together or, when that throws, none; then each runs alone. */
  performAll?: (ctx: Ctx, payloads: readonly unknown[]) => Promise<void>
  /** Of an event's queue: the queues that get a job for each of its announcements. */
  followers?: readonly string[]
}

/** A job that comes by itself, once for all workers. */
export type Schedule = {
  queue: string
  /** Minute, hour, day, month, weekday. */
  cron: string
  /** The clock's IANA time zone. */
  timeZone: string
  payload: object
}

/**
 * No number of retries would help: the job goes to the dead letter queue at once, its batch goes on. What is not found is no
 * poison: must-find.ts says why.
 */
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
