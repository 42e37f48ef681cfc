import type { Address } from '#slices/customers/addresses/address-fields.ts'
import type { OrderEvent } from '../events.ts'
import type { RecordedEvent } from '../queries.ts'
import { addressAt } from './address-at.ts'
import { foldParcels } from './parcels.ts'

/**
 * The address to which a parcel went that had left before something was sent once more to another address. Null: it goes where the order goes.
 */
export function wentElsewhere(
  events: readonly Pick<RecordedEvent, 'seq' | 'type' | 'data'>[],
  parcelId: string,
): Address | null {
  // Type and data were written together from one OrderEvent, which the column types do not express.
  const history = events as readonly (OrderEvent & { seq: number })[]
  for (const [index, event] of history.entries()) {
    if (event.type !== 'order.resent' || !event.data.shippingAddress) continue
    const before = foldParcels(events.slice(0, index))
    // The only parcel of an order has no id in its history until then.
    const wasThere = before ? before.some(({ id }) => id === parcelId) : event.data.insteadOf === parcelId
    if (wasThere) return addressAt(events, event.seq - 1)
  }
  return null
}
