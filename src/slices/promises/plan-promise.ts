import { assert } from '#platform/lib/assert.ts'
import type { Warehouse } from '#slices/inventory/queries.ts'
import { arrivalDays, laneOf } from '#slices/pricing/arrival-days.ts'
import { usualHours } from '#slices/pricing/dispatch-hours.ts'
import type { Arrival } from '#slices/pricing/quote.ts'
import { keepableUntil, laterDays, type OnItsWay } from './look-at.ts'
import type { ReasonPart } from './promise.ts'
import { type PromisedOrder, promiseOf } from './reason.ts'

export type ParcelToPromise = {
  id: string
  warehouseId: string | null
  /** Of a parcel that left before it had a promise. */
  leftAt: Date | null
  carrier: string | null
  /** It waited for stock: the order counts as paid for when that had come. */
  waited?: boolean | undefined
}

export type PlannedPromise = {
  days: (Arrival & { reason: ReasonPart[] })[]
  /** When it is looked at for the first time. */
  lookAt: Date
}

/**
 * The promise of one of so many parcels, counted from the moment at which its order was confirmed. One that is late by now already gets the
 * days that are still possible behind those.
 */
export function planPromise(
  order: PromisedOrder,
  {
    parcel: { leftAt, waited = false },
    warehouse,
    parcels,
    now,
  }: { parcel: ParcelToPromise; warehouse: Warehouse | null; parcels: number; now: Date },
): PlannedPromise {
  const lane = laneOf(order)
  const way: OnItsWay = { lane, hours: warehouse?.hours ?? usualHours, hasLeft: leftAt !== null }
  const first = promiseOf(order, { lane, warehouse, parcels, waited })
  const counted = leftAt && arrivalDays(lane, { shippedAt: leftAt })
  const isLate = counted !== null && counted.latest > first.latest
  const promised = isLate ? counted : first
  const until = keepableUntil(way, promised.latest, leftAt ?? order.confirmedAt)
  if (until > now) return { days: isLate ? [first, noticedLate(promised)] : [first], lookAt: until }
  const later = laterDays(way, 0, now)
  assert(later.latest > first.latest, 'what is too late arrives later')
  return { days: [first, noticedLate(later)], lookAt: keepableUntil(way, later.latest, now) }
}

const noticedLate = ({ earliest, latest }: Arrival): PlannedPromise['days'][number] => ({
  earliest,
  latest,
  reason: [{ part: 'noticed_late' }],
})
