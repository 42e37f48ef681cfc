import type { Tx } from '#platform/db/client.ts'
import {
  correctCarrier,
  dropPromise,
  dropPromises,
  noteArrived,
  noteLeft,
  noteLost,
  promiseElsewhere,
  replacePromises,
} from '#slices/promises/follow-parcels.ts'
import type { OrderEvent } from '../events.ts'

type Step = { orderId: string; event: OrderEvent; at: Date }

/** What is promised of parcels follows their steps in the transaction that notes these. Most events change nothing of it, and cost nothing. */
export async function followPromises(tx: Tx, { orderId, event, at }: Step): Promise<void> {
  switch (event.type) {
    case 'order.parcels_planned':
      return replacePromises(tx, { orderId, planned: event.data.parcels, at })
    case 'order.parcel_shipped':
    case 'order.shipped': {
      const { carrier = null, unheard = false } = event.data
      return noteLeft(tx, which(orderId, event.data), { at, carrier, unheard })
    }
    case 'order.parcel_delivered':
    case 'order.delivered':
      return noteArrived(tx, which(orderId, event.data), at)
    case 'order.parcel_corrected':
      if (event.data.carrier) await correctCarrier(tx, which(orderId, event.data), event.data.carrier)
      return
    case 'order.parcel_exception':
      if (event.data.kind !== 'damaged') await noteLost(tx, onlyOne(orderId, event.data), at)
      return
    case 'order.exception_settled':
      if (event.data.kind !== 'damaged') await dropPromise(tx, onlyOne(orderId, event.data), at)
      return
    case 'order.cancelled':
    case 'order.returned':
      return dropPromises(tx, orderId, at)
    case 'order.address_changed':
    case 'order.address_refused':
      return promiseElsewhere(tx, orderId, event.data.shippingAddress.country)
  }
}

/** The only parcel of an order goes unnamed, and a version before parcels moved all of an order. */
const which = (orderId: string, { parcelId = null }: { parcelId?: string | null }) => ({ orderId, parcelId })

/** What happened to a parcel always names it, except to the only one of an order. */
const onlyOne = (orderId: string, { parcelId = orderId }: { parcelId?: string }) => ({ orderId, parcelId })
