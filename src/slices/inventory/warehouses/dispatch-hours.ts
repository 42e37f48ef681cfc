/** When a warehouse hands its parcels to the carriers. */
export type DispatchHours = {
  timeZone: string
  /** Minutes after midnight by the warehouse's own clock. What is ordered before then leaves on the same day. */
  cutOffMinute: number
  /** 0 is Sunday. */
  workingDays: readonly number[]
  /** Further days, `YYYY-MM-DD`, on which nothing leaves. Public holidays are known without them. */
  closedDays: readonly string[]
}

/** `16:00` */
export const clockWords = (minuteOfDay: number): string =>
  `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`
