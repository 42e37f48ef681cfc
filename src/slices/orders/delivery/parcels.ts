import type { OrderEvent, ParcelFacts, PlannedParcel } from '../events.ts'
import type { Order } from '../order.ts'
import type { RecordedEvent } from '../queries.ts'
import type { ParcelException } from './exceptions.ts'

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
  /** Left out when nothing happened to it. */
  exception?: ParcelException | undefined
}

/** `isPlanned` is false as long as the order has one parcel and no plan. */
type Fold = { isPlanned: boolean; parcels: Parcel[] }

/** The only parcel of an order that has no plan, as far as its events tell. */
const WHOLE: Parcel = {
  id: '',
  warehouseId: '',
  warehouse: '',
  lines: [],
  state: 'planned',
  carrier: null,
  trackingNumber: null,
}

// Type and data were written together from one OrderEvent, which the column types do not express.
const fold = (events: readonly Pick<RecordedEvent, 'type' | 'data'>[]): Fold =>
  (events as readonly OrderEvent[]).reduce<Fold>(applyToParcels, { isPlanned: false, parcels: [WHOLE] })

/**
 * The parcels of an order that leaves from several warehouses, or of which something was sent once more, by its events. An order in one parcel has
 * no such plan, and null is the answer.
 */
export function foldParcels(events: readonly Pick<RecordedEvent, 'type' | 'data'>[]): Parcel[] | null {
  const { isPlanned, parcels } = fold(events)
  return isPlanned ? parcels : null
}

/** The parcels that the warehouses were asked to stop, by their ids: those that there were of an order to be stopped, or those whose items are to be taken out. */
export function recalledParcels(events: readonly Pick<RecordedEvent, 'type' | 'data'>[]): Set<string> {
  const asked = (events as readonly OrderEvent[]).flatMap((event, index) => {
    if (event.type === 'order.items_recalled') return event.data.lines.map(({ parcelId }) => parcelId)
    if (event.type !== 'order.recall_requested') return []
    return foldParcels(events.slice(0, index))?.map(({ id }) => id) ?? []
  })
  return new Set(asked)
}

function applyToParcels({ isPlanned, parcels }: Fold, event: OrderEvent): Fold {
  if (event.type !== 'order.parcels_planned') return { isPlanned, parcels: afterStep(parcels, event) }
  const planned = event.data.parcels.map(({ isWhole, ...plan }) => {
    const known = isWhole && !isPlanned ? parcels[0] : parcels.find(({ id }) => id === plan.id)
    return { ...(known ?? WHOLE), ...plan }
  })
  return { isPlanned: true, parcels: planned }
}

function afterStep(parcels: Parcel[], event: OrderEvent): Parcel[] {
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
    case 'order.parcel_exception':
    case 'order.exception_settled':
      return parcels.map(parcel =>
        isNamed(parcel, event.data.parcelId)
          ? { ...parcel, exception: afterException(parcel.exception, event) }
          : parcel,
      )
    case 'order.returned':
      return parcels.map(parcel => ({ ...parcel, state: 'returned' }))
    case 'order.cancelled':
      return parcels.map(parcel => ({ ...parcel, state: 'cancelled' }))
    default:
      return parcels
  }
}

type ExceptionEvent = Extract<OrderEvent, { type: 'order.parcel_exception' | 'order.exception_settled' }>

const afterException = (before: ParcelException | undefined, event: ExceptionEvent) =>
  event.type === 'order.parcel_exception'
    ? { kind: event.data.kind, isSettled: false }
    : before && { ...before, isSettled: true }

/** What happened to the only parcel of an order. */
export const wholeException = (events: readonly Pick<RecordedEvent, 'type' | 'data'>[]) =>
  fold(events).parcels[0]?.exception

/** A step of an order in one parcel names none, and a version before parcels moved every order whole. */
const isNamed = ({ id }: Parcel, named: string | undefined): boolean => named === undefined || id === named

const moved = (parcels: readonly Parcel[], id: string | undefined, news: Partial<Parcel>): Parcel[] =>
  parcels.map(parcel => (isNamed(parcel, id) ? { ...parcel, ...news } : parcel))

/** The only parcel of an order, by the order's row. */
export const wholeParcel = ({ id, state, delivery, carrier, trackingNumber }: Order) => ({
  id,
  state: state === 'cancelled' ? ('cancelled' as const) : stateOf(delivery),
  carrier,
  trackingNumber,
})

const stateOf = (delivery: Order['delivery']): ParcelState =>
  delivery === 'unfulfilled' || delivery === 'partly_shipped' ? 'planned' : delivery

/** Older events hold this word and an empty number where nothing was known. */
const UNKNOWN_CARRIER = 'Carrier'

/** What an event tells of a parcel: it never takes back what was known. */
export function known({ carrier, trackingNumber }: ParcelFacts): {
  carrier?: string
  trackingNumber?: string
} {
  return {
    ...(carrier && carrier !== UNKNOWN_CARRIER && { carrier }),
    ...(trackingNumber && { trackingNumber }),
  }
}

/** Something has happened to a parcel of the order, and nobody has decided what follows. */
export const hasOpenCase = (events: readonly Pick<RecordedEvent, 'type' | 'data'>[]): boolean => {
  const open = new Set<string>()
  for (const event of events as readonly OrderEvent[])
    if (event.type === 'order.parcel_exception') open.add(event.data.caseId)
    else if (event.type === 'order.exception_settled') open.delete(event.data.caseId)
  return open.size > 0
}
