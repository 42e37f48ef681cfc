import type { OrderStatus, ShopperParcel } from '../order-answers.ts'
import { whatWaits } from './waiting-words.ts'

type Words = { words: string; tone: 'neutral' | 'info' | 'success' | 'danger' }

/** Where one of several parcels is, in the shopper's words. */
export function parcelWords({ state, carrier }: Pick<ShopperParcel, 'state' | 'carrier'>): Words {
  switch (state) {
    case 'planned':
      return { words: 'Being prepared', tone: 'neutral' }
    case 'picking':
      return { words: 'Being packed', tone: 'info' }
    case 'packed':
      return { words: 'Packed', tone: 'info' }
    case 'shipped':
      return { words: carrier ? `On its way with ${carrier}` : 'On its way', tone: 'info' }
    case 'delivered':
      return { words: 'Delivered', tone: 'success' }
    case 'lost':
      return { words: 'Lost on its way', tone: 'danger' }
    case 'damaged':
      return { words: 'Came damaged', tone: 'danger' }
    case 'undeliverable':
      return { words: 'Could not be delivered', tone: 'danger' }
    case 'returned':
      return { words: 'Returned', tone: 'neutral' }
    case 'cancelled':
      return { words: 'Cancelled', tone: 'neutral' }
  }
}

/** The heading over the parcels. Null when there is nothing to list: one parcel needs no list, and a cancelled order has none. */
export function parcelsHeading({
  parcels,
  state,
  lines,
}: Pick<OrderStatus, 'parcels' | 'state' | 'lines'>): string | null {
  if (parcels.length === 0 || state === 'cancelled') return null
  const isOver = parcels.every(parcel => parcel.state === 'delivered' || parcel.state === 'returned')
  if (whatWaits({ lines }))
    return parcels.length === 1 ? 'One parcel so far' : `${parcels.length} parcels so far`
  return `Your order ${isOver ? 'came' : 'comes'} in ${parcels.length} parcels`
}

const isThere = ({ state }: ShopperParcel) => state === 'delivered'

/** One sentence on the parcels of an order that is sent in several, after the first of them has left. */
export function parcelsSentence({
  parcels,
  delivery,
  lines,
}: Pick<OrderStatus, 'parcels' | 'delivery' | 'lines'>): string {
  const there = parcels.some(isThere)
  if (delivery === 'partly_shipped')
    return `A part of your order ${there ? 'has arrived' : 'is on its way'}.${whatWaits({ lines }) ? '' : ' The rest follows from another warehouse.'}`
  if (there) return 'A part of your order has arrived, and the rest is on its way.'
  return parcels.length === 2 ? 'Both parcels are on their way.' : 'All parcels are on their way.'
}
