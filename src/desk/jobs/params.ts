import { createLoader, createSerializer, parseAsString } from 'nuqs/server'

const QUEUE_NAME_MAX = 100

/** The address of the jobs screen: the queue whose dead letters are shown. Empty: all queues. */
export const jobsParams = { queue: parseAsString.withDefault('') }

export const loadJobsParams = createLoader(jobsParams)
export const jobsHref = createSerializer(jobsParams)

export function queueOf({ queue }: { queue: string }): string | null {
  return queue.trim().slice(0, QUEUE_NAME_MAX) || null
}
