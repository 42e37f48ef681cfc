import { isDatabaseAway } from '#platform/db/lost-connections.ts'

/** Connections are made again within seconds; a database that restarts takes a few more. */
const RETRY_AFTER_SECONDS = 5

export type Unavailable = { sentence: string; retryAfterSeconds: number }

/**
 * The answer when our own database is away, for a request of any kind; null for every other error. It is no refusal: the connection may have
 * been cut after the work was done, so the same request is sent again, under the same id.
 */
export function unavailable(error: unknown): Unavailable | null {
  if (!isDatabaseAway(error)) return null
  return {
    sentence: 'The shop cannot answer right now. Nothing was lost; try again in a few seconds.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  }
}
