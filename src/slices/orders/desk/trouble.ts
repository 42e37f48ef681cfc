import type { JobPartner } from './job-words.ts'

/** What stands still and nobody was told: seen before anything is given up. */
export type Trouble =
  /** No worker has said for a while that it runs. `since`: what has waited longest, or when the last one was heard of. */
  | { kind: 'no_worker'; jobs: number; since: Date }
  /** A worker runs, and yet jobs wait. */
  | { kind: 'waiting'; queues: string[]; jobs: number; since: Date }
  /** `orders`: how many its jobs are about, counted to one above `ORDERS_COUNTED`. */
  | {
      kind: 'failing'
      service: JobPartner
      queues: string[]
      jobs: number
      orders: number
      since: Date
      error: string | null
    }

/** A job that fails once is done seconds later; what stands longer than this is told, and seen on a desk within the minute. */
export const TOLD_AFTER_MS = 50_000
export const ORDERS_COUNTED = 1_000
