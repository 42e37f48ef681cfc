import { foldParcels } from '#slices/orders/delivery/parcels.ts'
import type { OrderEvent } from '#slices/orders/events.ts'
import type { Order } from '#slices/orders/order.ts'
import type { OrderLine, RecordedEvent } from '#slices/orders/queries.ts'

export type Delivered = { units: number; at: Date }

/**
 * The units of each line that have reached the customer, and when the last of them did. An order in one parcel arrives whole; of
 * several parcels each brings its own.
 */
export function deliveredUnits(
  order: Order,
  lines: readonly OrderLine[],
  events: readonly RecordedEvent[],
): Map<string, Delivered> {
  // Type and data were written together from one OrderEvent, which the column types do not express.
  const history = events as readonly (OrderEvent & { at: Date })[]
  const parcels = foldParcels(events)
  if (!parcels) return isHome(order) ? wholeOrder(lines, history) : new Map()
  const delivered = new Map<string, Delivered>()
  for (const parcel of parcels) {
    if (parcel.state !== 'delivered' && parcel.state !== 'returned') continue
    const at = arrival(history, parcel.id)
    for (const { lineId, quantity } of at ? parcel.lines : []) {
      const before = delivered.get(lineId)
      delivered.set(lineId, {
        units: (before?.units ?? 0) + quantity,
        at: before && at && before.at > at ? before.at : (at ?? order.updatedAt),
      })
    }
  }
  return delivered
}

const isHome = ({ delivery }: Order) => delivery === 'delivered' || delivery === 'returned'

function wholeOrder(lines: readonly OrderLine[], history: readonly (OrderEvent & { at: Date })[]) {
  const at = history.findLast(({ type }) => type === 'order.delivered' || type === 'order.returned')?.at
  return new Map(at ? lines.map(line => [line.id, { units: line.quantity - line.cancelled, at }]) : [])
}

/** The last step of an order that names no parcel is of all that were not there yet. */
const arrival = (history: readonly (OrderEvent & { at: Date })[], parcelId: string): Date | undefined =>
  history.findLast(
    event =>
      event.type === 'order.returned' ||
      ((event.type === 'order.parcel_delivered' || event.type === 'order.delivered') &&
        (event.data.parcelId === undefined || event.data.parcelId === parcelId)),
  )?.at
