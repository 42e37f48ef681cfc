import type { QueueWords } from '#platform/jobs/queue-words.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from './house.ts'

const declared = house.flatMap((one: Slice) => Object.entries(one.queueWords ?? {}))

/** What each slice says of its queues. */
export const queueWords: QueueWords = Object.fromEntries(declared)

/** The words alone, which the layout of the desk hands to the browser. */
export const jobWords: Readonly<Record<string, string>> = Object.fromEntries(
  declared.map(([queue, { does }]) => [queue, does]),
)
