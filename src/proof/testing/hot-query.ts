import type { Db } from '#platform/db/client.ts'

/** Things of the database at hand that the queries are asked for. */
export type Facts = {
  orderId: string
  number: string
  email: string
  customerId: string
  slug: string
  sku: string
  variantId: string
  category: string
  word: string
  now: Date
}

/** A query over large tables that somebody waits for, as the shop runs it. A slice lists its own in its `test-queries.ts`. */
export type HotQuery = { name: string; run: (db: Db) => Promise<unknown> }
export type HotQueries = (facts: Facts) => HotQuery[]
