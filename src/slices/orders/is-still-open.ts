import { mayHappen, type Order } from './order.ts'

/** What a shopper may still change by themselves: nothing of the order is packed, and nobody is stopping it already. */
export const isStillOpen = (order: Pick<Order, 'state' | 'delivery' | 'recall'>): boolean =>
  mayHappen(order, 'order.address_changed')

/** The order is paid for and has not been taken back: its parcel is being sent, or was. */
export const goesOn = ({ state }: Pick<Order, 'state'>): boolean =>
  state === 'confirmed' || state === 'completed'
