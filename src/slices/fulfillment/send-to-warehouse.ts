import { LIMITS } from '#platform/fields/limits.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { askForPerson } from '#slices/orders/ask-for-person.ts'
import { goOnHandingOver, noteHandOver, noteTold } from '#slices/orders/delivery/hand-over.ts'
import type { Order } from '#slices/orders/order.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { stateNamed } from './callback.ts'
import { keepAddress } from './keep-address.ts'
import { noteNews } from './parcel-row.ts'
import { type ParcelToTell, parcelsToTell } from './parcels.ts'
import { type DispatchRequest, putShipment } from './warehouse-api.ts'

type Sending = {
  /** Runs when the warehouse surely did not hear. */
  notTaken?: () => Promise<void>
  /** Leaves out parcels that have left. */
  onlyHere?: boolean
}

const TWO_ADDRESSES =
  'The parcels of this order are packed for different addresses. Ask the warehouses which of them can still be changed.'

/**
 * Tells the warehouse each parcel of the order as it stands in this version, and notes its answers. If one of several was packed for the
 * address before, the order goes back to that, and the others are told. It answers the states of the parcels there.
 */
export async function sendToWarehouse(ctx: Ctx, order: Order, sending: Sending = {}): Promise<string> {
  const first = await tellAll(ctx, order, sending)
  if (first.kept.length === 0 || first.states.length === 1) return first.states.join(', ')
  const second = await tellAll(ctx, await requireOrder(ctx.db, order.id), sending)
  if (second.kept.length > 0) await askForPerson(ctx, order.id, TWO_ADDRESSES)
  return second.states.join(', ')
}

async function tellAll(ctx: Ctx, order: Order, { notTaken, onlyHere = false }: Sending) {
  const parcels = (await parcelsToTell(ctx.db, order)).filter(({ isHere }) => isHere || !onlyHere)
  const states: string[] = []
  const told: number[] = []
  const kept: string[] = []
  for (const parcel of parcels) {
    if (states.length > 0 && !(await goOnHandingOver(ctx, order.id))) break
    const answer = await tell(ctx, order, parcel, notTaken)
    states.push(answer.state)
    told.push(answer.told)
    if (answer.kept) kept.push(parcel.id)
  }
  if (told.length === parcels.length && told.length > 0) await noteTold(ctx.db, order.id, Math.min(...told))
  return { states, kept }
}

async function tell(ctx: Ctx, order: Order, parcel: ParcelToTell, notTaken: Sending['notTaken']) {
  const orderId = order.id
  const answer = await putShipment(parcel.id, dispatchRequest(order, parcel))
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
    ? { state: answer.state, told, kept: false }
    : { state: 'kept to the address before', told, kept: true }
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
