import type { DbOrTx } from '#platform/db/client.ts'
import {
  type ExceptionKind,
  type ParcelException,
  willNotArrive,
} from '#slices/orders/delivery/exceptions.ts'
import { foldParcels, recalledParcels, wholeException } from '#slices/orders/delivery/parcels.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents, readOrder } from '#slices/orders/queries.ts'
import { orderOfParcel } from './parcels.ts'

export type FoundParcel = {
  order: Order
  parcelId: string
  /** `whole`: the order's only parcel. `replaced`: it was stopped, and its goods were handed over again in another one. */
  part: 'whole' | 'one' | 'replaced'
  /** It has left the house, as far as the order's history says. */
  hasLeft: boolean
  /** Staff have settled before that it will not arrive, and why. */
  givenUp: ExceptionKind | null
  /** It was among those that the warehouses were asked to stop. */
  wasRecalled: boolean
}

/** The parcel that the warehouse's news is about, or why there is none, in words for staff. */
export async function findParcel(
  db: DbOrTx,
  news: { orderId: string; parcelId?: string | undefined },
): Promise<FoundParcel | string> {
  const parcelId = news.parcelId ?? news.orderId
  const known = await orderOfParcel(db, parcelId)
  const order = await readOrder(db, known ?? news.orderId)
  if (!order) return `The shop has no order ${news.orderId}.`
  if (known && news.parcelId && news.orderId !== known && news.orderId !== parcelId)
    return `Parcel ${parcelId} belongs to order ${order.number}, and not to order ${news.orderId}.`
  const events = await readEvents(db, order.id)
  const parcels = foldParcels(events)
  if (!parcels) {
    if (parcelId !== order.id) return `Order ${order.number} has no parcel ${parcelId}.`
    const hasLeft = order.delivery === 'shipped' || order.delivery === 'delivered'
    const givenUp = givenUpAs(wholeException(events))
    return { order, parcelId, part: 'whole', hasLeft, givenUp, wasRecalled: order.recall !== null }
  }
  const parcel = parcels.find(({ id }) => id === parcelId)
  if (parcel) {
    const hasLeft = parcel.state === 'shipped' || parcel.state === 'delivered'
    const wasRecalled = recalledParcels(events).has(parcelId)
    return { order, parcelId, part: 'one', hasLeft, givenUp: givenUpAs(parcel.exception), wasRecalled }
  }
  if (known) return { order, parcelId, part: 'replaced', hasLeft: false, givenUp: null, wasRecalled: false }
  return parcelId === order.id
    ? `Order ${order.number} is sent in ${parcels.length} parcels, and the message does not say which of them it is about.`
    : `Order ${order.number} has no parcel ${parcelId}.`
}

const givenUpAs = (exception: ParcelException | undefined): ExceptionKind | null =>
  exception && willNotArrive({ exception }) ? exception.kind : null
