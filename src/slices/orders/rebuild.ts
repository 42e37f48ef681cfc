import { and, asc, gt, gte, inArray, lte } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { canonicalJson } from '#platform/lib/hash.ts'
import { applyEvent } from './apply-event.ts'
import type { OrderEvent } from './events.ts'
import type { Order } from './order.ts'
import { orderColumns } from './queries.ts'
import { orderEvents, orders } from './schema.ts'

export type Difference = { orderId: string; field: string; row: string; fold: string }

const BATCH = 500

/** Folds the events of every order and lists each field in which its row differs. */
export async function compareRowsWithEvents(
  db: DbOrTx,
  onProgress: (done: number) => void = () => {},
): Promise<{ orders: number; differences: Difference[] }> {
  const differences: Difference[] = []
  let count = 0
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await db
      .select(orderColumns)
      .from(orders)
      .where(gt(orders.id, last))
      .orderBy(asc(orders.id))
      .limit(BATCH)
    const end = rows.at(-1)
    if (!end) return { orders: count, differences }
    const events = await db
      .select()
      .from(orderEvents)
      .where(
        and(
          gte(orderEvents.orderId, rows[0]?.id ?? ''),
          lte(orderEvents.orderId, end.id),
          inArray(
            orderEvents.orderId,
            rows.map(row => row.id),
          ),
        ),
      )
      .orderBy(asc(orderEvents.orderId), asc(orderEvents.seq))
    const streams = Map.groupBy(events, event => event.orderId)
    for (const row of rows) differences.push(...differ(row, streams.get(row.id) ?? []))
    last = end.id
    count += rows.length
    onProgress(count)
  }
}

/** The owner of an order changes when a visitor signs in (carry-over-orders.ts) and is not part of its history. */
const NOT_HISTORY = new Set(['customerId'])

function differ(row: Order, events: (typeof orderEvents.$inferSelect)[]): Difference[] {
  let fold: Order | null = null
  for (const { type, data, at } of events) fold = applyEvent(fold, { type, data } as OrderEvent, at, row.id)
  const stored = comparable(row)
  const folded = fold ? comparable(fold) : {}
  const fields = new Set([...Object.keys(stored), ...Object.keys(folded)])
  return [...fields]
    .filter(field => !NOT_HISTORY.has(field) && stored[field] !== folded[field])
    .map(field => ({
      orderId: row.id,
      field,
      row: stored[field] ?? 'nothing',
      fold: folded[field] ?? 'nothing',
    }))
}

/** Postgres sorts the keys of jsonb, so we compare texts with sorted keys. */
function comparable(order: Order): Record<string, string> {
  return Object.fromEntries(
    Object.entries(order).map(([field, value]) => [
      field,
      canonicalJson(value instanceof Date ? value.toISOString() : value),
    ]),
  )
}
