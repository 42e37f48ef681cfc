import { z } from 'zod'
import type { DeadLetter } from '#jobs/dead-letters.ts'
import type { QueueFigures } from '#jobs/queue-figures.ts'
import { reasonField } from '#lib/fields.ts'

export type StaffQueues = { queues: QueueFigures[]; readAt: Date }

export type StaffDeadLetter = DeadLetter & {
  /** Null when its payload names no order of ours. */
  orderNumber: string | null
}

export type StaffDeadLetters = {
  letters: StaffDeadLetter[]
  /** There are more than are shown. */
  more: boolean
  /** All that fit the filter, those not shown too. */
  total: number
  readAt: Date
}

const QUEUE_NAME_MAX = 100
/** As many as one page shows. */
const IDS_MAX = 100

const queueName = z.string().min(1).max(QUEUE_NAME_MAX)

export const deadLettersSchema = z.object({ queue: queueName.nullable() })

/** Some of one queue, or all that died before the moment at which they were counted. */
export const sendAgainSchema = z.union([
  z.object({ queue: queueName, ids: z.array(z.uuid()).min(1).max(IDS_MAX) }),
  z.object({ queue: queueName.nullable(), before: z.date() }),
])

export type SendAgainInput = z.infer<typeof sendAgainSchema>

/** What a person found: it stands in the order's history for good. */
export const staffReviewSchema = z.object({
  orderId: z.uuid(),
  note: reasonField('Enter what you found'),
})

/** All queues as one. */
export function sumOf(queues: readonly QueueFigures[]): Omit<QueueFigures, 'queue'> {
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
