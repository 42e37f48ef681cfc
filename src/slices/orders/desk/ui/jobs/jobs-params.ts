import { createLoader, createSerializer, parseAsString } from 'nuqs/server'

const QUEUE_NAME_MAX = 100

/** The address of the jobs screen: the queue whose dead letters are shown. Empty: all queues. */
export const staffJobsParams = { queue: parseAsString.withDefault('') }

export const loadStaffJobsParams = createLoader(staffJobsParams)
export const staffJobsHref = createSerializer(staffJobsParams)

export function queueOf({ queue }: { queue: string }): string | null {
  return queue.trim().slice(0, QUEUE_NAME_MAX) || null
}
