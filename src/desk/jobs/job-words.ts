/** A job as far as somebody may look for what it is about. */
type AboutOrder = { orderId: string | null; orderNumber: string | null }

/** What the slices hand the room of the jobs. */
export type JobWords = {
  /** What the jobs of a queue do. */
  does: (queue: string) => string
  /** The page of what a job is about; null when that is nothing of ours. */
  linkOf: (job: AboutOrder) => { href: string; label: string } | null
  /** Stands in the place of a missing link. */
  unlinked: string
  /** Where the reason for discarding a job is kept. */
  keptIn: string
}
