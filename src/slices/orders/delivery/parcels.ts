import type { OrderEvent, ParcelFacts, PlannedParcel } from '../events.ts'
import type { RecordedEvent } from '../queries.ts'

/** `planned`: the warehouse has not begun to pick it. */
export type ParcelState =
  | 'planned'
  | 'picking'
  | 'packed'
  | 'shipped'
  | 'delivered'
  | 'returned'
  | 'cancelled'

export type Parcel = PlannedParcel & {
  state: ParcelState
  carrier: string | null
  trackingNumber: string | null
}

/**
 * The parcels of an order that leaves from several warehouses, by its events. An order in one parcel has no such plan, and null is
 * the answer.
 */
export function foldParcels(events: readonly Pick<RecordedEvent, 'type' | 'data'>[]): Parcel[] | null {
  // Type and data were written together from one OrderEvent, which the column types do not express.
  return (events as readonly OrderEvent[]).reduce<Parcel[] | null>(applyToParcels, null)
}

function applyToParcels(parcels: Parcel[] | null, event: OrderEvent): Parcel[] | null {
  if (event.type === 'order.parcels_planned')
    return event.data.parcels.map(
      planned =>
        parcels?.find(({ id }) => id === planned.id) ?? {
          ...planned,
          state: 'planned',
          carrier: null,
          trackingNumber: null,
        },
    )
  if (!parcels) return null
  switch (event.type) {
    case 'order.picking':
      return moved(parcels, event.data.parcelId, { state: 'picking' })
    case 'order.packed':
      return moved(parcels, event.data.parcelId, { state: 'packed' })
    case 'order.parcel_moved':
      return moved(parcels, event.data.parcelId, { state: event.data.to })
    case 'order.parcel_shipped':
    case 'order.shipped':
      return moved(parcels, event.data.parcelId, { state: 'shipped', ...known(event.data) })
    case 'order.parcel_corrected':
      return moved(parcels, event.data.parcelId, known(event.data))
    case 'order.parcel_delivered':
    case 'order.delivered':
      return moved(parcels, event.data.parcelId, { state: 'delivered' })
    case 'order.returned':
      return parcels.map(parcel => ({ ...parcel, state: 'returned' }))
    case 'order.cancelled':
      return parcels.map(parcel => ({ ...parcel, state: 'cancelled' }))
    default:
      return parcels
  }
}

const moved = (parcels: readonly Parcel[], id: string | undefined, news: Partial<Parcel>): Parcel[] =>
  parcels.map(parcel => (parcel.id === id ? { ...parcel, ...news } : parcel))

const known = ({ carrier, trackingNumber }: ParcelFacts): Partial<Parcel> => ({
  ...(carrier && { carrier }),
  ...(trackingNumber && { trackingNumber }),
})
