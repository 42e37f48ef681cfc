import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { momentField } from '#platform/fields/moment-field.ts'
import type { DeadLetter } from '#platform/jobs/dead-letters.ts'
import type { FailingJob } from '#platform/jobs/failing-jobs.ts'
import type { QueueFigures } from '#platform/jobs/queue-figures.ts'

export type Queues = { queues: QueueFigures[]; readAt: Date }

export type ListedLetter = DeadLetter & {
  /** Null when the payload names no order of ours. */
  orderNumber: string | null
}

export type DeadLetters = {
  letters: ListedLetter[]
  /** There are more than the page shows. */
  more: boolean
  /** All that match the filter, including those not shown. */
  total: number
  readAt: Date
}

export type FailingJobs = {
  /** The job with the earliest next try comes first. */
  jobs: (FailingJob & { orderNumber: string | null })[]
  /** All that match the filter, including those not shown. */
  total: number
  readAt: Date
}

/** A job that fails once usually succeeds seconds later. A longer failure is shown on a desk within the minute. */
export const TOLD_AFTER_MS = 50_000

/** One call sends at most this many again. A caller that gets this number back asks once more. */
export const SENT_AT_ONCE = 1_000

const QUEUE_NAME_MAX = 100
/** One page shows this many. */
const IDS_MAX = 100

const queueName = z.string().min(1).max(QUEUE_NAME_MAX)

export const deadLettersSchema = z.object({ queue: queueName.nullable() })

const someOfOne = z.object({ queue: queueName, ids: z.array(z.uuid()).min(1).max(IDS_MAX) })

const aboutOrders = z.object({ orderIds: z.array(z.uuid()).min(1).max(IDS_MAX) })

/** Some jobs of one queue, all that died before the moment of the count, or all that belong to some orders. */
export const sendAgainSchema = z.union([
  someOfOne,
  z.object({ queue: queueName.nullable(), before: momentField('Send the moment of the count') }),
  aboutOrders,
])

/** Some failing jobs of one queue, all of one or every queue, or all that belong to some orders. */
export const tryNowSchema = z.union([someOfOne, z.object({ queue: queueName.nullable() }), aboutOrders])

/** Jobs that can never succeed, and the person's reason. It is kept for good. */
export const discardSchema = someOfOne.extend({ reason: reasonSchema })
export type Discard = z.infer<typeof discardSchema>

/** The figures of all queues added up. */
export function sumOf(queues: readonly QueueFigures[]): Omit<QueueFigures, 'queue' | 'due' | 'failing'> {
  const sum = (figure: 'waiting' | 'running' | 'retrying' | 'dead') =>
    queues.reduce((total, queue) => total + queue[figure], 0)
  const since = queues.flatMap(queue => queue.oldestWaitingSince ?? [])
  return {
    waiting: sum('waiting'),
    running: sum('running'),
    retrying: sum('retrying'),
    dead: sum('dead'),
    oldestWaitingSince: since.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
  }
}
