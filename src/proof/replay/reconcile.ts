import { inArray, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { orderLines, orders } from '#slices/orders/schema.ts'
import { type RowTotals, wholePennies } from './file-totals.ts'
import type { Match } from './match-cancellations.ts'
import type { Archive, Invoice } from './read-invoices.ts'
import { replayId } from './replay-ids.ts'

/** Goods in the shop's books, without delivery and added tax, which the archive does not know. Pennies. */
export type Booked = { orders: number; units: bigint; valueMinor: bigint }

export type Reconciled = { sold: Booked; refunded: Booked; differences: string[] }

/** Compares the shop's books with the file's own sums for the very same rows. No difference: nothing was lost or made up. */
export async function reconcile(db: Db, archive: Archive, matches: Match[]): Promise<Reconciled> {
  const confirmed = await booked(db, archive.sales, sql`${orders.confirmedAt} is not null`)
  const refunded = await booked(
    db,
    matches.map(match => match.sale),
    sql`${orders.money} = 'refunded' and ${orders.refundedMinor} = ${orders.totalMinor}`,
  )
  const takenBack = matches.map(match => match.cancellation.totals.sum())
  const cancelled: RowTotals = {
    rows: 0,
    invoices: matches.length,
    units: -sumOf(takenBack, 'units'),
    valueMicros: -sumOf(takenBack, 'valueMicros'),
  }
  return {
    sold: total(confirmed),
    refunded: total(refunded),
    differences: [
      ...differences('sold', total(confirmed), archive.totals.sold.sum()),
      ...differences('refunded', total(refunded), cancelled),
      ...byInvoice(archive.sales, confirmed),
    ],
  }
}

/** Orders asked about in one statement. */
const BATCH = 5_000

async function booked(db: Db, sales: Invoice[], which: ReturnType<typeof sql>): Promise<Map<string, Booked>> {
  const ids = sales.map(sale => replayId('order', sale.number))
  const found = new Map<string, Booked>()
  for (let from = 0; from < ids.length; from += BATCH) {
    const rows = await db
      .select({
        id: orders.id,
        units: sql<string>`sum(${orderLines.quantity})::text`,
        valueMinor: sql<string>`sum(${orderLines.totalMinor})::text`,
      })
      .from(orders)
      .innerJoin(orderLines, sql`${orderLines.orderId} = ${orders.id}`)
      .where(sql`${inArray(orders.id, ids.slice(from, from + BATCH))} and ${which}`)
      .groupBy(orders.id)
    for (const row of rows)
      found.set(row.id, { orders: 1, units: BigInt(row.units), valueMinor: BigInt(row.valueMinor) })
  }
  return found
}

function total(found: Map<string, Booked>): Booked {
  const sum: Booked = { orders: 0, units: 0n, valueMinor: 0n }
  for (const { units, valueMinor } of found.values()) {
    sum.orders++
    sum.units += units
    sum.valueMinor += valueMinor
  }
  return sum
}

function differences(what: string, shop: Booked, file: RowTotals): string[] {
  const inPennies = wholePennies(file.valueMicros)
  const wrong: string[] = []
  if (shop.orders !== file.invoices)
    wrong.push(`orders ${what}: ${shop.orders} in the shop, ${file.invoices} in the file`)
  if (shop.units !== file.units)
    wrong.push(`units ${what}: ${shop.units} in the shop, ${file.units} in the file`)
  if (shop.valueMinor !== inPennies)
    wrong.push(
      `pennies ${what}: ${shop.valueMinor} in the shop, ${inPennies ?? 'no whole number'} in the file`,
    )
  return wrong
}

const MAX_NAMED = 10

/** Sums may agree by chance; invoices one by one do not. */
function byInvoice(sales: Invoice[], found: Map<string, Booked>): string[] {
  const wrong = sales.filter(sale => {
    const order = found.get(replayId('order', sale.number))
    const { units, valueMicros } = sale.totals.sum()
    return order?.units !== units || order.valueMinor !== wholePennies(valueMicros)
  })
  const named = wrong.slice(0, MAX_NAMED).map(sale => sale.number)
  return wrong.length
    ? [
        `invoices that differ: ${named.join(', ')}${wrong.length > MAX_NAMED ? ` and ${wrong.length - MAX_NAMED} more` : ''}`,
      ]
    : []
}

function sumOf(totals: RowTotals[], key: 'units' | 'valueMicros'): bigint {
  return totals.reduce((sum, one) => sum + one[key], 0n)
}
