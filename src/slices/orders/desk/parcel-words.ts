import type { ExceptionKind } from '../delivery/exceptions.ts'
import type { ParcelState } from '../delivery/parcels.ts'
import type {
  ExceptionSettled,
  OfParcel,
  OrderEvent,
  OrderResent,
  OrderShipped,
  ParcelFacts,
  PlannedParcel,
} from '../events.ts'
import { addressInWords } from './address-words.ts'
import type { EventWords, Status } from './words.ts'

export type ParcelEvent = Extract<
  OrderEvent,
  {
    type:
      | 'order.parcels_planned'
      | 'order.picking'
      | 'order.packed'
      | 'order.parcel_moved'
      | 'order.parcel_shipped'
      | 'order.shipped'
      | 'order.parcel_corrected'
      | 'order.parcel_delivered'
      | 'order.delivered'
      | 'order.parcel_exception'
      | 'order.exception_settled'
      | 'order.resent'
  }
>

/** The code of the warehouse that each of several parcels leaves from, and the event that first planned it. */
export type Warehouses = ReadonlyMap<string, { code: string; plannedBy: OrderEvent }>

/** Of every plan: a parcel that was stopped is in an earlier one only. */
export function warehousesOf(events: readonly OrderEvent[]): Warehouses {
  const found = new Map<string, { code: string; plannedBy: OrderEvent }>()
  for (const event of events)
    if (event.type === 'order.parcels_planned')
      for (const { id, warehouse } of event.data.parcels)
        if (!found.has(id)) found.set(id, { code: warehouse, plannedBy: event })
  return found
}

/** A step of a parcel. One of several is named after its warehouse. */
export function parcelWords(event: ParcelEvent, warehouses: Warehouses): EventWords {
  if (event.type === 'order.parcels_planned') return planWords(event, warehouses)
  if (event.type === 'order.resent') return resentWords(event.data)
  const parcel = nameOf(event.data, warehouses)
  const isSplit = parcel !== 'the parcel'
  switch (event.type) {
    case 'order.picking':
      return { text: isSplit ? `began to pick ${parcel}` : 'began to pick the order' }
    case 'order.packed':
      return { text: `packed ${parcel}` }
    case 'order.parcel_moved':
      return { text: `${event.data.to === 'picking' ? 'began to pick' : 'packed'} ${parcel}` }
    case 'order.parcel_shipped':
      return shippedWords(event.data, parcel, '; the rest of the order follows')
    case 'order.shipped':
      return shippedWords(event.data, parcel, isSplit ? '; it was the last' : '')
    case 'order.parcel_corrected':
      return { text: `corrected what is known of ${parcel}`, ...factsDetail(event.data) }
    case 'order.parcel_delivered':
      return { text: `delivered ${parcel}; the rest of the order follows`, tone: 'success' }
    case 'order.parcel_exception':
      return { text: `noted that ${parcel} ${exceptionWords[event.data.kind]}`, tone: 'danger' }
    case 'order.exception_settled':
      return {
        text: `settled the case of ${parcel}: ${outcomeWords[event.data.outcome]}${backWords(event.data)}`,
      }
    case 'order.delivered':
      return { text: `delivered ${parcel}${isSplit ? '; it was the last' : ''}`, tone: 'success' }
  }
}

function resentWords({ lines, shippingAddress }: OrderResent): EventWords {
  const text = `had ${itemsIn(lines)} sent once more`
  if (!shippingAddress) return { text }
  return {
    text: `${text}, to another address`,
    detail: `To ${addressInWords(shippingAddress)}. The order goes there from now on`,
  }
}

function nameOf({ parcelId }: OfParcel, warehouses: Warehouses): string {
  const warehouse = parcelId && warehouses.get(parcelId)
  return warehouse ? `the parcel from ${warehouse.code}` : 'the parcel'
}

/** A later plan has new parcels for those that were stopped, and keeps the others as they are. */
function planWords(
  event: Extract<OrderEvent, { type: 'order.parcels_planned' }>,
  warehouses: Warehouses,
): EventWords {
  const planned = event.data.parcels.filter(
    ({ id, isWhole }) => !isWhole && warehouses.get(id)?.plannedBy === event,
  )
  const detail = planned.map(partWords).join('; ')
  if (event.data.parcels.length === 0) return { text: 'planned nothing yet: all of it waits for stock' }
  if (planned.length === event.data.parcels.length)
    return { text: `planned ${planned.length === 1 ? '1 parcel' : `${planned.length} parcels`}`, detail }
  const isAgain = planned.every(({ insteadOf }) => insteadOf)
  return {
    text: `planned ${planned.length === 1 ? 'a new parcel' : 'new parcels'}${isAgain ? ' for what is sent once more' : ''}`,
    detail,
  }
}

const partWords = ({ warehouse, lines }: PlannedParcel): string => `${warehouse}: ${itemsIn(lines)}`

function itemsIn(lines: PlannedParcel['lines']): string {
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return units === 1 ? '1 item' : `${units} items`
}

/** Unknown facts are not invented: neither the carrier nor the time. */
function shippedWords(
  { carrier, trackingNumber, unheard }: OrderShipped,
  parcel: string,
  rest: string,
): EventWords {
  const number = trackingNumber ? { detail: trackingNumber } : {}
  if (unheard) return { text: `sent ${parcel}; nobody said when${rest}`, ...number, tone: 'success' }
  return { text: `handed ${parcel} to ${carrier || 'the carrier'}${rest}`, ...number, tone: 'success' }
}

function factsDetail({ carrier, trackingNumber }: ParcelFacts): { detail?: string } {
  const parts = [carrier && `Carrier: ${carrier}`, trackingNumber && `Tracking number: ${trackingNumber}`]
  const detail = parts.filter(Boolean).join('; ')
  return detail ? { detail } : {}
}

const outcomeWords: Record<ExceptionSettled['outcome'], string> = {
  refund: 'the money goes back',
  reship: 'it is sent once more',
  nothing: 'nothing follows',
}

const backWords = ({ back }: ExceptionSettled): string =>
  back ? `, and its goods are on the shelf in ${back.warehouse} again` : ''

const exceptionWords: Record<ExceptionKind, string> = {
  lost: 'is lost',
  damaged: 'came damaged',
  undeliverable: 'could not be delivered and comes back',
}

const statuses: Record<ParcelState | ExceptionKind, Status> = {
  lost: { words: 'Lost', tone: 'danger' },
  damaged: { words: 'Damaged', tone: 'danger' },
  undeliverable: { words: 'Undeliverable', tone: 'danger' },
  planned: { words: 'Not picked', tone: 'warning' },
  picking: { words: 'Picking', tone: 'info' },
  packed: { words: 'Packed', tone: 'info' },
  shipped: { words: 'Shipped', tone: 'success' },
  delivered: { words: 'Delivered', tone: 'success' },
  returned: { words: 'Returned', tone: 'neutral' },
  cancelled: { words: 'Cancelled', tone: 'neutral' },
}

/** The state of one of several parcels as staff say it. */
export const parcelStatus = (state: ParcelState | ExceptionKind): Status => statuses[state]
