/**
 * The thing that a job names, by a read that may have found nothing. Nothing that jobs name is ever deleted, so a read that comes back empty
 * has a reason of the moment (a connection that was cut, an answer from before the commit) or the job is nonsense; nobody
 * can tell which. So it fails like any other failure: it is tried again, and becomes a dead letter once the queue's own limits are
 * used up. Only what can be read and is wrong is a PoisonJob. `what`: `Order 0198…`.
 */
export function mustFind<Found>(found: Found | null | undefined, what: string): Found {
  if (found === null || found === undefined) throw new Error(`${what} cannot be found.`)
  return found
}
