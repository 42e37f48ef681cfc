const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** A station is opened again once a month, by somebody with their full sign-in. */
export const STATION_DAYS = 30
export const STATION_MS = STATION_DAYS * 24 * HOUR_MS
/** Nobody works longer on one PIN, however busy. */
export const SHIFT_MS = 12 * HOUR_MS
/** Somebody who walked away leaves the station to nobody but themselves. Pages end a shift after the same time. */
export const IDLE_MINUTES = 10
export const IDLE_MS = IDLE_MINUTES * MINUTE_MS
/** What is done is noted at most this often: a scan of each second needs no write of its own. */
export const ACTIVE_EVERY_MS = 30_000
export const SEEN_EVERY_MS = 5 * MINUTE_MS
