/** Something stands still and no job has been given up yet, so no other list shows it. */
export type Trouble =
  /** No worker has reported for a while. `since`: when the oldest waiting job was due, or when the last worker reported. */
  | { kind: 'no_worker'; jobs: number; since: Date }
  /** A worker runs, but jobs wait. */
  | { kind: 'waiting'; queues: string[]; jobs: number; since: Date }
  /** `orders`: the number of orders its jobs belong to, counted to one above `ORDERS_COUNTED`. */
  | {
      kind: 'failing'
      /** The partner whose outage stops the queues, or the shop itself. */
      service: string
      queues: string[]
      jobs: number
      orders: number
      since: Date
      error: string | null
    }

export const ORDERS_COUNTED = 1_000
