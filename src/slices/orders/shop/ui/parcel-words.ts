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
  if (parcels.some(({ insteadOf }) => insteadOf)) return 'The parcels of your order'
  const isOver = parcels.every(parcel => parcel.state === 'delivered' || parcel.state === 'returned')
  if (whatWaits({ lines }))
    return parcels.length === 1 ? 'One parcel so far' : `${parcels.length} parcels so far`
  return `Your order ${isOver ? 'came' : 'comes'} in ${parcels.length} parcels`
}

const isThere = ({ state }: ShopperParcel) => state === 'delivered'

/** Which of the parcels it is sent instead of. Null: of none. */
export function insteadWords({ insteadOf }: ShopperParcel, parcels: readonly ShopperParcel[]): string | null {
  const place = parcels.findIndex(({ id }) => id === insteadOf)
  return place < 0 ? null : `Sent once more, instead of parcel ${place + 1}. You pay nothing for it.`
}

const isGone = ({ state }: ShopperParcel) => state === 'lost' || state === 'undeliverable'
const isHere = ({ state }: ShopperParcel) => state === 'planned' || state === 'picking' || state === 'packed'

/** One sentence on the parcels of an order that is sent in several, after the first of them has left. */
export function parcelsSentence({
  parcels,
  delivery,
  lines,
}: Pick<OrderStatus, 'parcels' | 'delivery' | 'lines'>): string {
  const there = parcels.some(isThere)
  if (delivery === 'partly_shipped') {
    if (whatWaits({ lines })) return `A part of your order ${there ? 'has arrived' : 'is on its way'}.`
    if (parcels.filter(isHere).every(({ insteadOf }) => insteadOf))
      return 'What was in a parcel that did not arrive as it should is being sent once more.'
    return `A part of your order ${there ? 'has arrived' : 'is on its way'}. The rest follows from another warehouse.`
  }
  if (there) return 'A part of your order has arrived, and the rest is on its way.'
  const coming = parcels.filter(parcel => !isGone(parcel)).length
  if (coming < 2) return 'Your parcel is on its way.'
  return coming === 2 ? 'Both parcels are on their way.' : 'All parcels are on their way.'
}
