/** A trolley stays with the one who walks it for this long after their last scan. */
export const LEASE_MS = 15 * 60_000
/** Each scan keeps at least so much of it: a device that is without a line for ten minutes loses nothing. */
export const RENEW_BELOW_MS = 12 * 60_000
