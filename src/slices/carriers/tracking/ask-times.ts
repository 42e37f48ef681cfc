/** The shop asks about a parcel without news after this time, and then ever more rarely. */
const NEWS_WITHIN_MS = 90_000
/** Carriers that do not call back are asked about as often as this by others too. */
const LONGEST_MS = 2 * 3_600_000
const DOUBLINGS_MAX = 12
/** A parcel of which nothing is heard for so long will not come; a person looks after it. */
export const GIVE_UP_MS = 45 * 86_400_000

export const firstAskAt = (now: Date): Date => new Date(now.getTime() + NEWS_WITHIN_MS)

/** The time of the next question, after so many without news. */
export const nextAskAt = (now: Date, asks: number): Date =>
  new Date(now.getTime() + Math.min(LONGEST_MS, NEWS_WITHIN_MS * 2 ** Math.min(asks, DOUBLINGS_MAX)))
