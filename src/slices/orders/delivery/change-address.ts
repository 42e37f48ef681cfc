import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { canonicalJson } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { changeOrder } from '../change-order.ts'
import type { OrderEvent } from '../events.ts'
import { goesOn, isStillOpen } from '../is-still-open.ts'
import type { Order } from '../order.ts'
import { type RecordedEvent, readEvents, requireOrder } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { priceElsewhere } from './price-elsewhere.ts'

/** Each change writes to the shopper and to the warehouse; nobody moves more often. */
const CHANGES_MAX = 10

export type NewAddress = { orderId: string; shippingAddress: Address; changeId?: string | undefined }

/**
 * Sends the parcel elsewhere for the same price, while nothing of it is packed. A warehouse that has the order already is told by
 * the job that follows the event; if it has packed meanwhile, the old address comes back (keep-address.ts). The same id with the
 * same address is the same change; with another address it is refused.
 */
export async function changeAddress(ctx: Ctx, { orderId, shippingAddress, changeId }: NewAddress) {
  const changed = await changeOrder(ctx, orderId, async order => {
    const changes = changesOf(await readEvents(ctx.db, orderId))
    const known = changeId ? changes.find(({ data }) => data.changeId === changeId) : undefined
    if (known && !isSame(known.data.shippingAddress, shippingAddress))
      throw new Refusal('idempotency_key_reused', 'Another change of the address already used this id.')
    if (known || isSame(order.shippingAddress, shippingAddress)) return false
    if (!isStillOpen(order)) throw new Refusal('conflict', whyNot(order))
    if (changes.length >= CHANGES_MAX)
      throw new Refusal('conflict', `The address was changed ${CHANGES_MAX} times already. Write to us.`)
    const dearer = await priceElsewhere(ctx.db, order, shippingAddress)
    if (dearer) throw new Refusal('conflict', dearer)
    const data = { shippingAddress, ...(changeId && { changeId }) }
    await record(ctx, order, { type: 'order.address_changed', data })
    return true
  })
  if (changed) await fault('address.committed')
  return requireOrder(ctx.db, orderId)
}

/**
 * The warehouse packed the parcel for an address that it was told before: the order goes there, whatever was changed since.
 * It answers the version in which the address stands, or null when there was nothing to bring back.
 */
export async function returnToAddress(
  ctx: Ctx,
  { orderId, shippingAddress, reason }: { orderId: string; shippingAddress: Address; reason: string },
): Promise<number | null> {
  return changeOrder(ctx, orderId, async order => {
    if (!goesOn(order) || isSame(order.shippingAddress, shippingAddress)) return null
    const { version } = await record(ctx, order, {
      type: 'order.address_refused',
      data: { shippingAddress, reason },
    })
    return version
  })
}

export const isSame = (one: Address, other: Address): boolean => canonicalJson(one) === canonicalJson(other)

async function record(ctx: Ctx, before: Order, event: OrderEvent): Promise<Order> {
  return transact(ctx, async transaction => {
    const after = await recordEvents(transaction, {
      orderId: before.id,
      before,
      events: [event],
      actor: ctx.actor,
      at: ctx.now(),
    })
    await fault('address.in')
    return after
  })
}

type Changed = RecordedEvent & { data: Extract<OrderEvent, { type: 'order.address_changed' }>['data'] }

const changesOf = (events: readonly RecordedEvent[]) =>
  events.filter((event): event is Changed => event.type === 'order.address_changed')

function whyNot(order: Order): string {
  if (order.state === 'reserved')
    return 'The payment is not settled yet. Try again when the order is confirmed.'
  if (!goesOn(order)) return 'The order has ended, so nothing is sent.'
  if (order.recall === 'items') return 'Items are being taken out of the order. Try again in a moment.'
  if (order.recall === 'requested') return 'The order is being cancelled, so nothing is sent.'
  return order.delivery === 'unfulfilled' || order.delivery === 'picking' || order.delivery === 'packed'
    ? 'The parcel is packed already, so its address can no longer be changed.'
    : 'The parcel has left already, so its address can no longer be changed. Ask the carrier.'
}
