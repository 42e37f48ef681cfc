import { addDays, clockIn, SHOP_TIME_ZONE, startOfDay } from '#platform/lib/calendar-days.ts'
import type { DispatchHours } from '#slices/inventory/warehouses/dispatch-hours.ts'
import { arrivalDays, type Lane } from '#slices/pricing/arrival-days.ts'
import { cutOffOn, handOverDayAfter, leavesOn } from '#slices/pricing/dispatch-hours.ts'
import type { Arrival } from '#slices/pricing/quote.ts'

/** A parcel's way, when its warehouse hands over, and whether it has left. */
export type OnItsWay = { lane: Lane; hours: DispatchHours; hasLeft: boolean }

/** No promise lies so many hand-over days ahead. */
const DAYS_AHEAD_MAX = 400

/**
 * The moment until which the promise may still be kept. One that has not left must leave by the last cut-off from which its way may be quick
 * enough; one that has left may arrive until the last day is over. A moment of the past means that it is too late.
 */
export function keepableUntil({ lane, hours, hasLeft }: OnItsWay, promisedBy: string, from: Date): Date {
  if (hasLeft) return startOfDay(SHOP_TIME_ZONE, addDays(promisedBy, 1))
  const keeps = (day: string) => arrivalDays(lane, { leavesOn: day }).earliest <= promisedBy
  let last: string | null = null
  let day = leavesOn(hours, from)
  for (let looked = 0; keeps(day) && looked < DAYS_AHEAD_MAX; looked++) {
    last = day
    day = handOverDayAfter(hours, day)
  }
  return last === null ? from : cutOffOn(hours, last)
}

/**
 * The days to promise instead, when a promise can no longer be kept. Each further delay gives a working day more, so that a second
 * one is seldom followed by a third. One on its way is given as long again as its way takes at the quickest.
 */
export function laterDays({ lane, hours, hasLeft }: OnItsWay, delaysBefore: number, now: Date): Arrival {
  if (!hasLeft) {
    let day = leavesOn(hours, now)
    for (let more = 0; more < delaysBefore; more++) day = handOverDayAfter(hours, day)
    return arrivalDays(lane, { leavesOn: day })
  }
  const { least } = lane.method.workingDays
  const workingDays = { least: 1, most: least + delaysBefore }
  return arrivalDays({ ...lane, method: { workingDays } }, { leavesOn: clockIn(SHOP_TIME_ZONE, now).day })
}
