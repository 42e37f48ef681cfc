import { and, asc, gt, gte, inArray, lte } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { canonicalJson } from '#platform/lib/hash.ts'
import type { OrderEvent } from './events.ts'
import { applyEvent, type Order } from './order.ts'
import { orderColumns } from './queries.ts'
import { orderEvents, orders } from './schema.ts'

export type Difference = { orderId: string; field: string; row: string; fold: string }

const BATCH = 500

/** Folds the events of every order and names each field in which its row says something else. */
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

/** Whose an order is moves with the visitor into their account (carry-over-orders.ts) and is no part of its history. */
const NOT_HISTORY = new Set(['customerId'])

function differ(row: Order, events: (typeof orderEvents.$inferSelect)[]): Difference[] {
  let fold: Order | null = null
  for (const { type, data, at } of events) fold = applyEvent(fold, { type, data } as OrderEvent, at, row.id)
  const seen = comparable(row)
  const told = fold ? comparable(fold) : {}
  const fields = new Set([...Object.keys(seen), ...Object.keys(told)])
  return [...fields]
    .filter(field => !NOT_HISTORY.has(field) && seen[field] !== told[field])
    .map(field => ({ orderId: row.id, field, row: seen[field] ?? 'nothing', fold: told[field] ?? 'nothing' }))
}

/** Postgres sorts the keys of jsonb, so texts are compared with keys in order. */
function comparable(order: Order): Record<string, string> {
  return Object.fromEntries(
    Object.entries(order).map(([field, value]) => [
      field,
      canonicalJson(value instanceof Date ? value.toISOString() : value),
    ]),
  )
}
