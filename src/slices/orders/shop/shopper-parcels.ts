import { carrierUrl } from '#slices/orders/delivery/carriers.ts'
import { shownState } from '#slices/orders/delivery/exceptions.ts'
import { foldParcels, type Parcel, wholeException } from '#slices/orders/delivery/parcels.ts'
import { wentElsewhere } from '#slices/orders/delivery/went-elsewhere.ts'
import { expectedDays, promisedStanding } from '#slices/pricing/arrival-days.ts'
import { delaySentence } from '#slices/promises/delay-words.ts'
import type { ParcelPromise } from '#slices/promises/promise.ts'
import { wholePromise } from '#slices/promises/whole-promise.ts'
import type { Order } from '../order.ts'
import type { OrderLine, RecordedEvent } from '../queries.ts'
import type { OrderStatus, ShopperParcel } from './order-answers.ts'

/** A step that nobody reported has no time. What is sent once more has yet to leave and to arrive. */
export function stepsOf(events: readonly RecordedEvent[]): OrderStatus['timeline'] {
  const resent = events.findLast(({ type }) => type === 'order.resent')?.seq ?? 0
  const isOver = ({ type, seq }: RecordedEvent) =>
    seq < resent && (type === 'order.shipped' || type === 'order.delivered')
  return events
    .filter(event => !('unheard' in event.data) && !isOver(event))
    .map(({ type, at }) => ({ type, at }))
}

/** Each parcel of an order that is sent in several, with the names of what is in it. */
export function parcelsOf(
  events: readonly RecordedEvent[],
  lines: readonly OrderLine[],
  { promises, isWaiting }: { promises: Promises; isWaiting: boolean },
): OrderStatus['parcels'] {
  const known = new Map(lines.map(line => [line.id, line]))
  return severalOf(events, isWaiting).map(
    ({ id, state, exception, carrier, trackingNumber, lines, insteadOf }) => ({
      id,
      state: shownState({ state, exception }),
      carrier,
      trackingNumber,
      carrierUrl: carrierUrl(carrier, trackingNumber),
      promise: shownPromise(promises.get(id)),
      insteadOf: insteadOf ?? null,
      wentTo: wentElsewhere(events, id),
      lines: lines.flatMap(({ lineId, quantity }) => {
        const line = known.get(lineId)
        return line ? [{ id: lineId, name: line.name, options: line.options, quantity }] : []
      }),
    }),
  )
}

/** The parcels of an order that is sent in several. One that is planned alone reads as the only parcel of its order, unless the rest waits for stock. */
const severalOf = (events: readonly RecordedEvent[], isWaiting = false): Parcel[] =>
  (foldParcels(events) ?? []).filter((_, __, all) => all.length > 1 || isWaiting)

/** One that has arrived after all is no news any more. */
export function exceptionOf({ delivery }: Order, events: readonly RecordedEvent[]): OrderStatus['exception'] {
  const exception = severalOf(events).length > 0 ? undefined : wholeException(events)
  return exception && shownState({ state: delivery, exception }) === exception.kind ? exception : null
}

/** The days on which it arrives, and why not those that were promised first. */
export function expectationOf(
  order: Order,
  events: readonly RecordedEvent[],
  { promises, now }: { promises: Promises; now: Date },
): Pick<OrderStatus, 'arrival' | 'arrivalStanding' | 'lateBecause'> {
  const shippedAt = events.findLast(({ type }) => type === 'order.shipped')?.at ?? null
  const promised = wholePromise(promises.values())
  const { standing: arrivalStanding, ...arrival } = promised
    ? promisedStanding(order, promised, { shippedAt, now })
    : expectedDays(order, shippedAt, now)
  const only = foldParcels(events)?.at(0)?.id ?? order.id
  const because = severalOf(events).length > 0 ? [] : (promises.get(only)?.reason ?? [])
  return { arrival, arrivalStanding, lateBecause: delaySentence(because) }
}

type Promises = ReadonlyMap<string, ParcelPromise>

function shownPromise(promise: ParcelPromise | undefined): ShopperParcel['promise'] {
  if (promise?.state !== 'open') return null
  const { earliest, latest, firstBy, reason } = promise
  return { earliest, latest, isLate: latest > firstBy, because: delaySentence(reason) }
}
