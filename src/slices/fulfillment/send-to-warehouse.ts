import { LIMITS } from '#platform/fields/limits.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { askForPerson } from '#slices/orders/ask-for-person.ts'
import { goOnHandingOver, noteHandOver, noteTold } from '#slices/orders/delivery/hand-over.ts'
import type { Order } from '#slices/orders/order.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { stateNamed } from './callback.ts'
import { floorFor } from './floors.ts'
import { keepAddress } from './keep-address.ts'
import { noteNews } from './parcel-row.ts'
import { type ParcelToTell, parcelsToTell, toldOfAll } from './parcels.ts'
import type { DispatchRequest } from './warehouse-api.ts'

type Sending = {
  /** Runs when the warehouse surely did not hear. */
  notTaken?: () => Promise<void>
  /** Leaves out parcels that have left. */
  onlyHere?: boolean
  /** The hand-over was noted a moment ago, under the order's lock. */
  hasBegun?: boolean
  /** Tells also those that were told of this version: their warehouse may have lost them. */
  isAgain?: boolean
}

const TWO_ADDRESSES =
  'The parcels of this order are packed for different addresses. Ask the warehouses which of them can still be changed.'

/**
 * Tells the warehouse each parcel of the order as it stands in this version, and notes its answers. If one of several was packed for the
 * address before, the order goes back to that, and all are told that. A run that is cut short goes on where it stopped. It answers the states
 * of the parcels there.
 */
export async function sendToWarehouse(ctx: Ctx, order: Order, sending: Sending = {}): Promise<string> {
  const first = await tellAll(ctx, order, sending)
  if (first.isAsTold) return first.states
  const second = await tellAll(ctx, await requireOrder(ctx.db, order.id), { ...sending, hasBegun: false })
  if (!second.isAsTold) await askForPerson(ctx, order.id, TWO_ADDRESSES)
  return second.states
}

/** `isAsTold` is false when one of several parcels keeps to another address: the rest is not told, because the order goes back to that. */
async function tellAll(ctx: Ctx, order: Order, sending: Sending) {
  const { onlyHere = false, isAgain = false } = sending
  const parcels = await parcelsToTell(ctx.db, order)
  const states: string[] = []
  let hasBegun = sending.hasBegun ?? false
  for (const parcel of parcels) {
    // What its warehouse has to say of the address before is no news for the order.
    if ((onlyHere && !parcel.isHere) || parcel.wentElsewhere) continue
    if (!isAgain && !parcel.isWhole && parcel.toldVersion === order.version) continue
    if (isNew(parcel) && !hasBegun && !(await goOnHandingOver(ctx, order.id))) continue
    hasBegun = false
    const answer = await tell(ctx, order, parcel, sending.notTaken)
    states.push(answer.state)
    if (answer.isKept && !parcel.isWhole) return { states: states.join(', '), isAsTold: false }
  }
  const told = await toldOfAll(ctx.db, order.id)
  if (told !== null) await noteTold(ctx.db, order.id, told)
  return { states: states.join(', ') || 'told before', isAsTold: true }
}

/** One of several, of which its warehouse has not heard. A recall may be asking for it at the same moment. */
const isNew = ({ toldVersion, isWhole }: ParcelToTell) => toldVersion === null && !isWhole

async function tell(ctx: Ctx, order: Order, parcel: ParcelToTell, notTaken: Sending['notTaken']) {
  const orderId = order.id
  const floor = await floorFor(ctx, orderId, parcel)
  const answer = await floor.put(order, parcel, dispatchRequest(order, parcel))
  await fault('dispatch.sent')
  if (answer.kind === 'not_taken') {
    await notTaken?.()
    throw answer.error
  }
  const told =
    answer.kind === 'differs' ? await keepAddress(ctx, order, parcel.id, answer.revision) : order.version
  const now = ctx.now()
  await ctx.db.transaction(async tx => {
    await noteHandOver(tx, { orderId, state: 'taken', at: now })
    // A call-back may come before this note, and it knows more.
    const state = answer.kind === 'taken' ? stateNamed(answer.state) : null
    await noteNews(tx, {
      orderId,
      parcelId: parcel.id,
      warehouseId: parcel.warehouseId,
      to: state ?? 'received',
      toldVersion: told,
      at: now,
      now,
    })
  })
  return answer.kind === 'taken'
    ? { state: answer.state, isKept: false }
    : { state: 'kept to the address before', isKept: true }
}

const cut = (name: string) => name.slice(0, LIMITS.warehouseText).toWellFormed()

function dispatchRequest(order: Order, { warehouse, lines }: ParcelToTell): DispatchRequest {
  return {
    orderId: order.id,
    orderNumber: order.number,
    revision: order.version,
    ...(warehouse && { warehouse }),
    shippingMethod: order.shippingMethod,
    shipTo: order.shippingAddress,
    lines: lines.map(({ line: { sku, name, options }, quantity }) => ({
      sku,
      // The name only helps the picker and the SKU decides, so a long name is cut instead of refusing the order.
      name: cut(itemName(name, options)),
      quantity,
    })),
  }
}
