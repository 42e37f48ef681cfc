/** Older charges can no longer be disputed, and longer lists take hours. */
export const MAX_DAYS = 180

const DAY_MS = 86_400_000

export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS)
}
