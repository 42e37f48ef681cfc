import { assert } from '#platform/lib/assert.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import type { OrderEvent } from '../events.ts'
import type { RecordedEvent } from '../queries.ts'

/** The order's address as it stood after the event with this number. */
export function addressAt(
  events: readonly Pick<RecordedEvent, 'seq' | 'type' | 'data'>[],
  seq: number,
): Address {
  // Type and data were written together from one OrderEvent, which the column types do not express.
  const history = events as readonly (OrderEvent & { seq: number })[]
  const found = history
    .filter(event => event.seq <= seq)
    .flatMap(event => ('shippingAddress' in event.data ? [event.data.shippingAddress] : []))
    .at(-1)
  assert(found, 'an order is placed with an address')
  return found
}
