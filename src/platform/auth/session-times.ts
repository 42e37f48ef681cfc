const MINUTE_SECONDS = 60
const HOUR_SECONDS = 3_600
const DAY_SECONDS = 86_400

/** A session that nobody uses ends. Long enough for the month between two orders. */
export const IDLE_SECONDS = 30 * DAY_SECONDS
/** A session ends although it is used, so that a stolen one does not last for ever (ASVS 7.3.2). */
export const LONGEST_SECONDS = 90 * DAY_SECONDS
/** A day at the desk. */
export const STAFF_LONGEST_SECONDS = 12 * HOUR_SECONDS
/** A visit is noted at most this often: a write with each request would cost more than the request. */
export const SEEN_EVERY_SECONDS = 5 * MINUTE_SECONDS

export const longestOf = (role: string | null | undefined) =>
  role === 'admin' ? STAFF_LONGEST_SECONDS : LONGEST_SECONDS

/** When a session that begins or is used now ends, if nobody comes back. */
export const idleEnd = (now: Date, endsAt: Date) =>
  new Date(Math.min(endsAt.getTime(), now.getTime() + IDLE_SECONDS * 1_000))
