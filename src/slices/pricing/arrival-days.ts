import { addDays, clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import { isWorkingDay, SHOP_COUNTRY } from './public-holidays.ts'
import type { Arrival } from './quote.ts'
import { type ShippingMethod, shippingMethodsFor } from './shipping-methods.ts'

/** The warehouse hands over parcels until 16:00 London time on working days. */
const CUT_OFF_HOUR = 16

/** The start of the count: an order, whose parcel leaves on the next working day, or a parcel that has left. */
export type CountedFrom = { orderedAt: Date } | { shippedAt: Date }

type Way = { method: Pick<ShippingMethod, 'workingDays'>; country: string }

/**
 * First and last day of arrival, `YYYY-MM-DD`. No other place counts them. Carriers work from Monday to Friday, except on
 * public holidays of the country the parcel leaves and of the one it goes to.
 */
export function arrivalDays({ method, country }: Way, from: CountedFrom): Arrival {
  const { least, most } = method.workingDays
  const dispatched =
    'shippedAt' in from ? clockIn(SHOP_TIME_ZONE, from.shippedAt).day : leavesOn(from.orderedAt)
  const carriersWork = (day: string) => isWorkingDay(SHOP_COUNTRY, day) && isWorkingDay(country, day)
  return {
    earliest: addWorkingDays(dispatched, least, carriersWork),
    latest: addWorkingDays(dispatched, most, carriersWork),
  }
}

type Sent = {
  shippingMethod: string
  shippingAddress: { country: string }
  placedAt: Date
  confirmedAt: Date | null
}

/** The days that we promised when the order was confirmed. */
export function promisedDays(order: Sent): Arrival {
  return arrivalDays(wayOf(order), { orderedAt: order.confirmedAt ?? order.placedAt })
}

/** The days that the parcel takes from the moment it left, and whether they are later than promised. */
export function daysAfterShipping(order: Sent, shippedAt: Date): Arrival & { isLate: boolean } {
  const days = arrivalDays(wayOf(order), { shippedAt })
  return { ...days, isLate: days.latest > promisedDays(order).latest }
}

export type Expectation = Arrival & {
  /** `late`: later than promised. `overdue`: even the last day is over. */
  standing: 'as_promised' | 'late' | 'overdue'
}

/**
 * The arrival days to expect now, counted from the latest event. An order that has not left keeps its promise as long as it
 * can still leave in time.
 */
export function expectedDays(order: Sent, shippedAt: Date | null, now: Date): Expectation {
  if (shippedAt) {
    const { isLate, ...days } = daysAfterShipping(order, shippedAt)
    const isOver = clockIn(SHOP_TIME_ZONE, now).day > days.latest
    return { ...days, standing: isOver ? 'overdue' : isLate ? 'late' : 'as_promised' }
  }
  const promised = promisedDays(order)
  const fromNow = arrivalDays(wayOf(order), { orderedAt: now })
  return fromNow.earliest <= promised.latest
    ? { ...promised, standing: 'as_promised' }
    : { ...fromNow, standing: 'late' }
}

/** A method that the shop no longer offers counts as the slowest. */
const UNKNOWN_METHOD = { workingDays: { least: 7, most: 14 } }

function wayOf({ shippingMethod, shippingAddress: { country } }: Sent): Way {
  const methods = shippingMethodsFor(countryByCode(country)?.zone ?? 'world')
  return { country, method: methods.find(({ code }) => code === shippingMethod) ?? UNKNOWN_METHOD }
}

function leavesOn(orderedAt: Date): string {
  const { day, hour } = clockIn(SHOP_TIME_ZONE, orderedAt)
  const inTheShop = (candidate: string) => isWorkingDay(SHOP_COUNTRY, candidate)
  return hour < CUT_OFF_HOUR && inTheShop(day) ? day : addWorkingDays(day, 1, inTheShop)
}

/** No country has a longer holiday. A longer one is a fault in the calendar and must not hang the page. */
const LONGEST_PAUSE_DAYS = 30

function addWorkingDays(from: string, count: number, counts: (day: string) => boolean): string {
  let day = from
  for (let left = count; left > 0; left--) {
    day = addDays(day, 1)
    for (let paused = 0; !counts(day) && paused < LONGEST_PAUSE_DAYS; paused++) day = addDays(day, 1)
  }
  return day
}
