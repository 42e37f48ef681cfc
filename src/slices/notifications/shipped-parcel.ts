import type { DbOrTx } from '#platform/db/client.ts'
import { assert } from '#platform/lib/assert.ts'
import { foldParcels, type Parcel } from '#slices/orders/delivery/parcels.ts'
import { type OrderLine, readEvents } from '#slices/orders/queries.ts'
import { type Letter, linesOfParcels, unitsOf } from './letter.ts'

/** The parcel that a mail is about. */
export type ShippedParcel = {
  carrier: string | null
  trackingNumber: string | null
  lines: OrderLine[]
  /** It is sent instead of one that did not arrive as it should. */
  isAgain: boolean
  /** Null: the whole order is in this parcel. */
  part:
    | { isLast: true; leftBefore: number }
    | { isLast: false; toCome: { parcels: number; units: number } }
    | null
}

export const onlyParcel = ({ order: { carrier, trackingNumber }, lines }: Letter): ShippedParcel => ({
  carrier,
  trackingNumber,
  lines: lines.flatMap(line => unitsOf(line, line.quantity - line.cancelled)),
  isAgain: false,
  part: null,
})

/**
 * One of several parcels. The other parcels are told as they were when this one left, so a mail that comes late or is sent again
 * says the same. Its carrier and number are those that we know today.
 */
export async function shippedParcel(
  db: DbOrTx,
  letter: Letter,
  { parcelId, shippedBy, isLast }: { parcelId: string; shippedBy: number; isLast: boolean },
): Promise<ShippedParcel> {
  const events = await readEvents(db, letter.order.id)
  const parcel = foldParcels(events)?.find(({ id }) => id === parcelId)
  assert(parcel, `order ${letter.order.id} has no parcel ${parcelId}`)
  const others = foldParcels(events.filter(({ seq }) => seq <= shippedBy))?.filter(
    ({ id }) => id !== parcelId,
  )
  return {
    carrier: parcel.carrier,
    trackingNumber: parcel.trackingNumber,
    lines: linesOfParcels(letter, [parcel]),
    isAgain: parcel.insteadOf !== undefined,
    part: partOf(others ?? [], isLast),
  }
}

/** `isLast` is false also of the only parcel of an order whose rest waits for stock. */
function partOf(others: readonly Parcel[], isLast: boolean): ShippedParcel['part'] {
  if (others.length === 0 && isLast) return null
  const coming = others.filter(({ state }) => state !== 'shipped' && state !== 'delivered')
  if (coming.length === 0 && isLast) return { isLast: true, leftBefore: others.length }
  const units = coming.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0)
  return { isLast: false, toCome: { parcels: coming.length, units } }
}
