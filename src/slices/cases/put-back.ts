import type { Tx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { unitsWithCustomers } from '#slices/inventory/returned-goods.ts'
import { shelveUndelivered } from '#slices/inventory/shelve-undelivered.ts'
import { refuseClosed, requireWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import type { Parcel } from '#slices/orders/delivery/parcels.ts'
import type { PutBack } from '#slices/orders/events.ts'
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { readLines } from '#slices/orders/queries.ts'
import { readGivenBack } from '#slices/orders/refunds/refund-queries.ts'
import type { Case, SettleCase } from './case.ts'

/** What somebody may do who settles a case; their role may count for one warehouse alone. */
export type Rights = readonly string[]

const wrongField = (path: string, message: string) =>
  new Refusal('validation_failed', `${message}.`, [{ path, message }])

/** Goods that come back with a refund go back with that, onto the shelves that they left. */
export function refuseWrongPlace({ outcome, restock = false, warehouse }: SettleCase): void {
  if (!warehouse) return
  if (!restock) throw wrongField('warehouse', 'A warehouse goes with goods that are on the shelf again')
  if (outcome === 'refund')
    throw wrongField(
      'warehouse',
      'With a refund the goods go back onto the shelves that they left. Leave it out',
    )
}

/**
 * Puts the goods of an undeliverable parcel back onto a shelf, in the transaction that settles its case without a refund: where the parcel left, or where
 * they came back to. The caller holds the case and the payment, so no refund and no return puts the same units back meanwhile.
 */
export async function putBack(
  ctx: OrdersCtx,
  tx: Tx,
  {
    found,
    parcel,
    input,
    rights,
  }: { found: Case; parcel: Parcel | undefined; input: SettleCase; rights: Rights },
): Promise<PutBack> {
  if (found.kind !== 'undeliverable')
    throw new Refusal(
      'conflict',
      `Only the goods of a parcel that could not be delivered come back by themselves. This one ${found.kind === 'lost' ? 'is lost' : 'came damaged'}.`,
    )
  if (parcel?.state !== 'shipped')
    throw new Refusal('conflict', 'This parcel has arrived after all, so its goods did not come back.')
  const warehouseId = input.warehouse ? await requireWarehouse(tx, input.warehouse) : parcel.warehouseId
  refuseElsewhere({ rights }, 'stock.write', warehouseId)
  await refuseClosed(tx, warehouseId)
  const units = await unitsToShelve(tx, found)
  await shelveUndelivered(tx, { causeId: found.id, warehouseId, units, actor: ctx.actor })
  return { warehouseId, warehouse: input.warehouse ?? parcel.warehouse }
}

/** Staff may have put them back before, with a refund by hand or a return. */
async function unitsToShelve(tx: Tx, { orderId, lines }: Case) {
  const bought = await readLines(tx, orderId)
  const { comingBack } = await readGivenBack(tx, orderId)
  const out = await unitsWithCustomers(
    tx,
    lines.map(({ lineId }) => lineId),
  )
  return lines.flatMap(({ lineId: orderLineId, quantity }) => {
    const line = bought.find(({ id }) => id === orderLineId)
    if (!line) return []
    const away = Math.max(0, (out.get(orderLineId) ?? 0) - (comingBack.get(orderLineId) ?? 0))
    if (away < quantity)
      throw new Refusal(
        'conflict',
        `Of “${itemName(line.name, line.options)}” ${away === 0 ? 'nothing' : `only ${away} of ${quantity}`} can be put back: the rest is here already. Settle it without the tick.`,
      )
    return [{ orderLineId, variantId: line.variantId, quantity }]
  })
}
