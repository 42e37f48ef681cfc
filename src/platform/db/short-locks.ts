import type postgres from 'postgres'

/** Everybody else waits behind one who waits for a table's lock: no longer than shoppers put up with. */
const LOCK_WAIT_MS = 3_000
/** Then they get their turn. */
const PAUSE_MS = 2_000
/** Some five minutes: as long as a report or a backup may hold a table. */
const TRIES = 60

/** Does the work of a transaction that locks tables; where somebody holds one, it lets go, waits outside, and begins again. */
export async function withShortLocks(
  client: postgres.Sql,
  work: () => Promise<void>,
  { waitMs = LOCK_WAIT_MS, pauseMs = PAUSE_MS } = {},
): Promise<void> {
  await client.unsafe(`set lock_timeout = ${waitMs}`)
  for (let tries = 1; ; tries++) {
    try {
      await work()
      break
    } catch (error) {
      if (tries === TRIES || !waitedTooLong(error)) throw error
      await new Promise(done => setTimeout(done, pauseMs))
    }
  }
  await client.unsafe('set lock_timeout = 0')
}

const LOCK_NOT_AVAILABLE = '55P03'

/** Drizzle wraps the error of the database. */
function waitedTooLong(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === LOCK_NOT_AVAILABLE) || waitedTooLong(error.cause)
}
