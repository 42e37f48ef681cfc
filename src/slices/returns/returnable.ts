import { eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { env } from '#platform/lib/env.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { unitsWithCustomers } from '#slices/inventory/returned-goods.ts'
import { goesOn } from '#slices/orders/is-still-open.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents, readLines } from '#slices/orders/queries.ts'
import { readGivenBack } from '#slices/orders/refunds/refund-queries.ts'
import { type Delivered, deliveredUnits } from './delivered-units.ts'
import { lastDays } from './rules.ts'
import { returnLines, returns } from './schema.ts'

export type ReturnableLine = {
  lineId: string
  variantId: string
  sku: string
  name: string
  imageUrl: string | null
  bought: number
  /** Null: nothing of it has arrived. */
  deliveredAt: Date | null
  /** Units that may be sent back now. */
  left: number
  /** Units in no return, whether they have arrived or not: those from which somebody may withdraw. */
  free: number
  /** Units that the customer may still have, whatever was paid back: no return and no shelf has them. */
  out: number
  /** Units that left and are not here: they neither came back nor are being put back with a refund. */
  away: number
  /** The last day for a change of mind, `YYYY-MM-DD`. */
  lastDay: string | null
}

export type Returnable = {
  lines: ReturnableLine[]
  /** Why nothing can be sent back now, in a sentence; null while something can. */
  whyNot: string | null
}

/** What of an order may be sent back: the units that were delivered, without those of other returns and those paid back otherwise. */
export async function readReturnable(db: DbOrTx, order: Order): Promise<Returnable> {
  const [bought, events, claimed, givenBack] = await Promise.all([
    readLines(db, order.id),
    readEvents(db, order.id),
    claimedUnits(db, order.id),
    readGivenBack(db, order.id),
  ])
  const delivered = deliveredUnits(order, bought, events)
  const out = await unitsWithCustomers(
    db,
    bought.map(({ id }) => id),
  )
  const lines = bought.map((line): ReturnableLine => {
    const { id, variantId, sku, name, options, imageUrl, quantity, cancelled } = line
    const { claimed: taken = 0, refunded = 0, sentBack = 0, here = 0 } = claimed.get(id) ?? {}
    // Units that came back with a refund, without a return.
    const restocked = (givenBack.back.get(id) ?? 0) - here
    const otherwise = Math.max(0, (givenBack.units.get(id) ?? 0) - refunded)
    const arrived: Delivered | undefined = delivered.get(id)
    const lost = taken + Math.max(otherwise, restocked + cancelled)
    return {
      lineId: id,
      variantId,
      sku,
      name: itemName(name, options),
      imageUrl,
      bought: quantity,
      deliveredAt: arrived?.at ?? null,
      left: Math.max(0, Math.min((arrived?.units ?? 0) - taken - restocked, quantity - lost)),
      free: Math.max(0, quantity - lost),
      away: Math.max(0, (out.get(id) ?? 0) - (givenBack.comingBack.get(id) ?? 0)),
      out: Math.max(0, quantity - cancelled - taken + sentBack - restocked),
      lastDay: arrived ? lastDays({ deliveredAt: arrived.at, days: env().RETURN_DAYS }).toChangeMind : null,
    }
  })
  return { lines, whyNot: whyNot(order, lines) }
}

function whyNot(order: Order, lines: readonly ReturnableLine[]): string | null {
  if (!goesOn(order)) return 'This order has ended, so there is nothing to send back.'
  if (order.money === 'refunded') return 'All the money of this order has gone back to you already.'
  if (lines.every(({ deliveredAt }) => deliveredAt === null))
    return 'Nothing of this order has arrived yet. You can send it back as soon as it has.'
  if (lines.every(({ left }) => left === 0)) return 'Everything that arrived is in a return already.'
  return null
}

/**
 * The units of each line that returns take. A return that ended without goods takes none; one that is closed takes what came. What was sent to
 * the customer again stays taken: nobody sends the same thing back twice.
 */
async function claimedUnits(db: DbOrTx, orderId: string) {
  const { state } = returns
  const { asked, approved, received, refunded, sentBack } = returnLines
  const rows = await db
    .select({
      lineId: returnLines.orderLineId,
      claimed: sql<number>`sum(case ${state} when 'requested' then ${asked} when 'approved' then ${approved}
        when 'received' then greatest(${approved}, ${received}) when 'settled' then ${received} else 0 end)::int`,
      refunded: sql<number>`sum(${refunded})::int`,
      sentBack: sql<number>`sum(${sentBack})::int`,
      here: sql<number>`sum(${received} - ${sentBack})::int`,
    })
    .from(returnLines)
    .innerJoin(returns, eq(returns.id, returnLines.returnId))
    .where(eq(returnLines.orderId, orderId))
    .groupBy(returnLines.orderLineId)
  return new Map(rows.map(({ lineId, ...units }) => [lineId, units]))
}
