import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { mergeParts } from '#slices/inventory/part-reservations.ts'
import { reserveStock } from '#slices/inventory/reserve-stock.ts'
import { readHeldUnits } from '#slices/inventory/stock.ts'
import { makePromises } from '#slices/promises/make-promises.ts'
import type { OrderEvent, PlannedParcel } from '../events.ts'
import { mayHappen, type Order } from '../order.ts'
import { lockOrder, type OrderLine, readEvents, readLines } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { readGivenBack } from '../refunds/refund-queries.ts'
import { orderLines } from '../schema.ts'
import { isSame } from './change-address.ts'
import { foldParcels } from './parcels.ts'
import { linesOf, type NoteParcels, plannedAgain, planOf, wholeOf } from './plan-parcels.ts'
import { priceElsewhere } from './price-elsewhere.ts'

/** Something that keeps getting lost on the same way is better paid back. */
const MOST_TIMES = 5

export type OnceMore = {
  caseId: string
  /** The parcel that did not arrive as it should, and what was in it. */
  insteadOf: string
  lines: { lineId: string; quantity: number }[]
  /** Where it goes instead, and the order from then on. */
  shippingAddress?: Address | undefined
  /** What happens to the order before that, in the same transaction. */
  first: OrderEvent[]
  noteParcels: NoteParcels
}

/**
 * Sends what was in a parcel once more, in the caller's transaction: units of the same lines are reserved at any warehouse that has them, planned in parcels
 * of their own and promised a day from now. Nobody pays again. A complete order goes on until they have arrived. It refuses when the shelves do not
 * have all of it, or money went back for some of it, or another address would change the price. It answers the order after that.
 */
export async function sendOnceMore(
  ctx: Ctx,
  transaction: Transaction,
  order: Order,
  { caseId, insteadOf, lines, shippingAddress, first, noteParcels }: OnceMore,
): Promise<Order> {
  const { tx } = transaction
  await lockOrder(tx, order.id)
  const bought = await readLines(tx, order.id)
  await requireSendable(tx, order, bought, lines)
  const elsewhere = shippingAddress && !isSame(order.shippingAddress, shippingAddress) && { shippingAddress }
  if (elsewhere) await requireSendableTo(tx, order, elsewhere.shippingAddress)
  const before = await parcelsBefore(tx, order)
  const planned = (await reserve(tx, order, bought, lines)).map(parcel => ({
    ...plannedAgain(order, parcel),
    insteadOf,
  }))
  const now = ctx.now()
  const after = await recordEvents(transaction, {
    orderId: order.id,
    before: order,
    events: [
      ...first,
      {
        type: 'order.resent',
        data: { caseId, insteadOf, parcelIds: planned.map(({ id }) => id), lines, ...elsewhere },
      },
      { type: 'order.parcels_planned', data: { parcels: [...before, ...planned] } },
    ],
    actor: ctx.actor,
    at: now,
  })
  for (const { lineId, quantity } of lines)
    await tx
      .update(orderLines)
      .set({ resent: sql`${orderLines.resent} + ${quantity}::int` })
      .where(eq(orderLines.id, lineId))
  await noteParcels(tx, order.id, planned)
  await makePromises(tx, {
    // Their days are counted from now, and not from when the order was placed.
    order: { ...order, ...elsewhere, confirmedAt: now, isResent: true },
    parcels: planned.map(({ id, warehouseId }) => ({ id, warehouseId, leftAt: null, carrier: null })),
    now,
  })
  return after
}

async function requireSendable(
  tx: Tx,
  order: Order,
  bought: readonly OrderLine[],
  lines: OnceMore['lines'],
): Promise<void> {
  if (!mayHappen(order, 'order.resent'))
    throw new Refusal(
      'conflict',
      order.recall === 'items'
        ? 'Items are being taken out of this order right now. Try again in a moment.'
        : 'The goods of this order came back, so nothing is sent once more.',
    )
  const times = (await readEvents(tx, order.id)).filter(({ type }) => type === 'order.resent').length
  if (times >= MOST_TIMES)
    throw new Refusal(
      'conflict',
      `Parcels of this order were sent once more ${times} times. Refund it instead.`,
    )
  const givenBack = await readGivenBack(tx, order.id)
  for (const { lineId, quantity } of lines) {
    const line = bought.find(({ id }) => id === lineId)
    const unpaid = order.money === 'refunded' ? 0 : (line?.quantity ?? 0) - (givenBack.units.get(lineId) ?? 0)
    if (unpaid < quantity)
      throw new Refusal(
        'conflict',
        `The money for ${line ? `“${itemName(line.name, line.options)}”` : 'this'} went back already, so it is not sent once more.`,
      )
  }
}

/** All that is still here would go to the new address, too, unless its warehouse has packed it. Nobody wants to find out which. */
async function requireSendableTo(tx: Tx, order: Order, shippingAddress: Address): Promise<void> {
  const parcels = foldParcels(await readEvents(tx, order.id)) ?? []
  if (parcels.some(({ state }) => state === 'planned' || state === 'picking' || state === 'packed'))
    throw new Refusal(
      'conflict',
      'Another parcel of this order has not left yet, and the order can have one address only. Wait until that parcel has left, or send this one to the address before.',
    )
  const dearer = await priceElsewhere(tx, order, shippingAddress, ORDER_AGAIN)
  if (dearer) throw new Refusal('conflict', dearer)
}

const ORDER_AGAIN = 'Refund it instead, and let the customer order again for that address.'

/** The parcels as the order's last plan has them, or its only one as a plan would have it. */
async function parcelsBefore(tx: Tx, order: Order): Promise<PlannedParcel[]> {
  const planned = foldParcels(await readEvents(tx, order.id))
  if (planned) return planned.map(planOf)
  const [whole] = await wholeOf(tx, order)
  if (!whole)
    throw new Refusal(
      'conflict',
      'The warehouse was told of this order as one, though its goods lay in several. Place a new order for it.',
    )
  return [{ ...planOf(whole), isWhole: true }]
}

/** The parcels in which the units leave that were reserved just now: one for each warehouse that holds some. */
async function reserve(
  tx: Tx,
  order: Order,
  bought: readonly OrderLine[],
  lines: OnceMore['lines'],
): Promise<PlannedParcel[]> {
  const held = await readHeldUnits(tx, order.id)
  const wishes = lines.flatMap(({ lineId: orderLineId, quantity }) => {
    const line = bought.find(({ id }) => id === orderLineId)
    return line ? [{ orderLineId, variantId: line.variantId, quantity }] : []
  })
  const reserved = await reserveStock(tx, order.id, wishes, { underLock: true })
  if (reserved.kind === 'short') throw tooFew(bought, wishes, reserved.available)
  // What is held for it now, less what was held or had left before.
  const parts = mergeParts([
    ...(await readHeldUnits(tx, order.id)),
    ...held.map(units => ({ ...units, quantity: -units.quantity })),
  ]).filter(({ quantity }) => quantity > 0)
  return [...Map.groupBy(parts, ({ warehouseId }) => warehouseId)].map(([warehouseId, units]) => ({
    id: order.id,
    warehouseId,
    warehouse: units[0]?.warehouse ?? '',
    lines: linesOf(units),
  }))
}

function tooFew(
  bought: readonly OrderLine[],
  wishes: readonly { variantId: string; quantity: number }[],
  available: ReadonlyMap<string, number>,
): Refusal {
  const missing = wishes.find(({ variantId, quantity }) => (available.get(variantId) ?? 0) < quantity)
  const line = bought.find(({ variantId }) => variantId === missing?.variantId)
  const there = (missing && available.get(missing.variantId)) ?? 0
  return new Refusal(
    'conflict',
    line && missing
      ? `Of “${itemName(line.name, line.options)}” ${there === 0 ? 'none is' : `only ${there} ${there === 1 ? 'is' : 'are'}`} on the shelves, and ${missing.quantity} ${missing.quantity === 1 ? 'was' : 'were'} in the parcel. Receive more first, or refund it.`
      : 'The shelves do not have all of it. Receive more first, or refund it.',
  )
}
