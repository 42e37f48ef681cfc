import { assert } from '#platform/lib/assert.ts'
import { addDays, clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { DispatchHours } from '#slices/inventory/warehouses/dispatch-hours.ts'
import { leavesOn, nextCutOff, usualHours } from './dispatch-hours.ts'
import { isWorkingDay, SHOP_COUNTRY } from './public-holidays.ts'
import type { Arrival, ArrivalNow } from './quote.ts'
import { type ShippingMethod, shippingMethodsFor } from './shipping-methods.ts'

/**
 * The start of the count: an order, whose parcel leaves at the next hand-over of its warehouse; the day on which a parcel leaves; or the moment
 * at which it left. Several warehouses may send an order: the latest of them counts, so that the promise holds for each. Without any,
 * the usual hours count.
 */
export type CountedFrom =
  | { orderedAt: Date; hours?: readonly DispatchHours[] }
  | { leavesOn: string }
  | { shippedAt: Date }

/** The way that a parcel goes: by this method to this country. */
export type Lane = { method: Pick<ShippingMethod, 'workingDays'>; country: string }

/**
 * First and last day of arrival, `YYYY-MM-DD`. No other place counts them. Carriers work from Monday to Friday, except on
 * public holidays of the country the parcel leaves and of the one it goes to.
 */
export function arrivalDays({ method, country }: Lane, from: CountedFrom): Arrival {
  const { least, most } = method.workingDays
  const dispatched = dispatchedOn(from)
  return {
    earliest: addWorkingDays(dispatched, least, carriersWork(country)),
    latest: addWorkingDays(dispatched, most, carriersWork(country)),
  }
}

/**
 * The days of an order that is placed now, and the moment from which on they are others. Of several warehouses some may have their
 * cut-off before that without a difference.
 */
export function arrivalNow(
  lane: Lane,
  { orderedAt, hours = [] }: { orderedAt: Date; hours?: readonly DispatchHours[] },
): ArrivalNow {
  const arrival = arrivalDays(lane, { orderedAt, hours })
  let from = orderedAt
  for (let looked = 0; looked < CUT_OFFS_LOOKED_AT; looked++) {
    from = new Date(Math.min(...orUsual(hours).map(each => nextCutOff(each, from).getTime())))
    const after = arrivalDays(lane, { orderedAt: from, hours })
    if (after.latest !== arrival.latest || after.earliest !== arrival.earliest)
      return { arrival, orderBy: from.toISOString(), after }
  }
  return { arrival, orderBy: from.toISOString(), after: arrival }
}

const orUsual = (hours: readonly DispatchHours[]) => (hours.length > 0 ? hours : [usualHours])

/** Around a long holiday of the country that the parcel goes to, several cut-offs may lead to the same day. */
const CUT_OFFS_LOOKED_AT = 30

export type Sent = {
  shippingMethod: string
  shippingAddress: { country: string }
  placedAt: Date
  confirmedAt: Date | null
}

/** The days that we promise when an order is confirmed whose parcel has no promise of its own yet. */
export function promisedDays(order: Sent, hours: readonly DispatchHours[] = []): Arrival {
  return arrivalDays(laneOf(order), { orderedAt: order.confirmedAt ?? order.placedAt, hours })
}

/** The days that the parcel takes from the moment it left, and whether they are later than promised. */
export function daysAfterShipping(
  order: Sent,
  shippedAt: Date,
  firstBy: string = promisedDays(order).latest,
): Arrival & { isLate: boolean } {
  const days = arrivalDays(laneOf(order), { shippedAt })
  return { ...days, isLate: days.latest > firstBy }
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
  const fromNow = arrivalDays(laneOf(order), { orderedAt: now })
  return fromNow.earliest <= promised.latest
    ? { ...promised, standing: 'as_promised' }
    : { ...fromNow, standing: 'late' }
}

/**
 * The same by what is promised of the order. Days that count from the moment at which it left are narrower: they hold until they are over, and
 * then the days that were promised since.
 */
export function promisedStanding(
  order: Sent,
  promised: Arrival & { firstBy: string },
  { shippedAt, now }: { shippedAt: Date | null; now: Date },
): Expectation {
  const { day: today } = clockIn(SHOP_TIME_ZONE, now)
  const counted = shippedAt && arrivalDays(laneOf(order), { shippedAt })
  const holds = counted && (today <= counted.latest || promised.latest <= counted.latest)
  const { earliest, latest } = holds ? counted : promised
  const isOver = today > latest
  return {
    earliest,
    latest,
    standing: isOver ? 'overdue' : latest > promised.firstBy ? 'late' : 'as_promised',
  }
}

/** A method that the shop no longer offers counts as the slowest. */
const UNKNOWN_METHOD = { workingDays: { least: 7, most: 14 } }

export function laneOf({
  shippingMethod,
  shippingAddress: { country },
}: Pick<Sent, 'shippingMethod' | 'shippingAddress'>): Lane {
  const methods = shippingMethodsFor(countryByCode(country)?.zone ?? 'world')
  return { country, method: methods.find(({ code }) => code === shippingMethod) ?? UNKNOWN_METHOD }
}

function dispatchedOn(from: CountedFrom): string {
  if ('leavesOn' in from) return from.leavesOn
  if ('shippedAt' in from) return clockIn(SHOP_TIME_ZONE, from.shippedAt).day
  const { orderedAt, hours = [] } = from
  const last = orUsual(hours)
    .map(each => leavesOn(each, orderedAt))
    .sort()
    .at(-1)
  assert(last, 'somebody sends the order')
  return last
}

const carriersWork = (country: string) => (day: string) =>
  isWorkingDay(SHOP_COUNTRY, day) && isWorkingDay(country, day)

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
