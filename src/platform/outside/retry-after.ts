/** A service that asks for more is asked again after this time: its clock, or ours, may be wrong. */
export const LONGEST_WAIT_MS = 15 * 60_000
const SHORTEST_WAIT_MS = 1_000

/** How long a `Retry-After` header (RFC 9110, 10.2.3: seconds or a date) asks to wait; null when it says nothing readable. */
export function retryAfterMs(header: string | null | undefined, now: Date = new Date()): number | null {
  const text = header?.trim()
  if (!text) return null
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now.getTime()
  return Number.isNaN(ms) ? null : Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, ms))
}
