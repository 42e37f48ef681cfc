import { addDays, clockIn, weekday } from '#platform/lib/calendar-days.ts'
import type { Warehouse } from '#slices/inventory/queries.ts'
import { clockWords } from '#slices/inventory/warehouses/dispatch-hours.ts'
import { arrivalDays, type Lane } from '#slices/pricing/arrival-days.ts'
import { leavesOn, usualHours } from '#slices/pricing/dispatch-hours.ts'
import { isPublicHoliday, SHOP_COUNTRY } from '#slices/pricing/public-holidays.ts'
import type { Arrival } from '#slices/pricing/quote.ts'
import type { ReasonPart } from './promise.ts'

/** An order as far as its promises follow from it. */
export type PromisedOrder = {
  id: string
  shippingMethod: string
  shippingAddress: { country: string }
  confirmedAt: Date
  /** `confirmedAt` is when it was decided that this is sent once more. */
  isResent?: true
}

/** The days of a parcel that is ordered at this moment, with their reason. Null: its goods lie in several warehouses. */
export function promiseOf(
  order: PromisedOrder,
  {
    lane,
    warehouse,
    parcels,
    waited,
  }: { lane: Lane; warehouse: Warehouse | null; parcels: number; waited: boolean },
): Arrival & { reason: ReasonPart[] } {
  const hours = warehouse?.hours ?? usualHours
  const day = leavesOn(hours, order.confirmedAt)
  const arrival = arrivalDays(lane, { leavesOn: day })
  const pauses = pausesOf(lane, hours.closedDays, {
    from: clockIn(hours.timeZone, order.confirmedAt).day,
    to: arrival.latest,
  })
  const { least, most } = lane.method.workingDays
  return {
    ...arrival,
    reason: [
      ...(waited ? [{ part: 'stock_came' as const }] : []),
      {
        part: 'cut_off',
        orderedAt: order.confirmedAt.toISOString(),
        leavesOn: day,
        cutOff: clockWords(hours.cutOffMinute),
        timeZone: hours.timeZone,
        ...(order.isResent && { isResent: true as const }),
      },
      ...(warehouse ? [{ part: 'warehouse' as const, code: warehouse.code }] : []),
      ...(parcels > 1 ? [{ part: 'split' as const, parcels }] : []),
      { part: 'lane', method: order.shippingMethod, country: lane.country, least, most },
      ...(pauses.length > 0 ? [{ part: 'holiday' as const, days: pauses }] : []),
    ],
  }
}

/** No span that is promised is longer. */
const LOOKED_AT_DAYS = 500

function pausesOf(
  { country }: Lane,
  closedDays: readonly string[],
  { from, to }: { from: string; to: string },
): string[] {
  const days: string[] = []
  for (let day = from; day <= to && days.length < LOOKED_AT_DAYS; day = addDays(day, 1)) days.push(day)
  return days.filter(
    day =>
      weekday(day) % 6 !== 0 &&
      (isPublicHoliday(SHOP_COUNTRY, day) || isPublicHoliday(country, day) || closedDays.includes(day)),
  )
}
