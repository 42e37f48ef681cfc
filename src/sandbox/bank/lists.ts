import type { SQLInputValue } from 'node:sqlite'
import type { z } from 'zod'
import type { Store } from '#sandbox/store.ts'
import type { listParameters } from './parameters.ts'
import { type Reply, refuseMissing } from './refusal.ts'

type ListParameters = z.infer<typeof listParameters>

/**
 * One page of a book, newest first, as Stripe pages (docs.stripe.com/api/pagination): `starting_after` leads to older
 * rows, `ending_before` to newer ones. `where` narrows the book by further columns.
 */
export function readPage<Row extends { seq: number }>(
  store: Store,
  book: {
    table: 'payment_intents' | 'refunds' | 'events' | 'charges' | 'disputes' | 'customers' | 'saved_cards'
    noun: string
  },
  params: ListParameters,
  where: Record<string, string | number | readonly string[] | undefined> = {},
): { items: Row[]; hasMore: boolean } | { refused: Reply } {
  const conditions: string[] = []
  const values: SQLInputValue[] = []
  const add = (condition: string, value: SQLInputValue) => {
    conditions.push(condition)
    values.push(value)
  }
  for (const [column, value] of Object.entries(where)) {
    if (typeof value === 'string' || typeof value === 'number') add(`${column} = ?`, value)
    else if (value) {
      conditions.push(`${column} IN (${value.map(() => '?').join(', ')})`)
      values.push(...value)
    }
  }
  const { created } = params
  if (typeof created === 'number') add('created = ?', created)
  else if (created) {
    if (created.gt !== undefined) add('created > ?', created.gt)
    if (created.gte !== undefined) add('created >= ?', created.gte)
    if (created.lt !== undefined) add('created < ?', created.lt)
    if (created.lte !== undefined) add('created <= ?', created.lte)
  }
  for (const [param, comparison] of [
    ['starting_after', '<'],
    ['ending_before', '>'],
  ] as const) {
    const id = params[param]
    if (id === undefined) continue
    const cursor = store.get<{ seq: number }>(`SELECT seq FROM ${book.table} WHERE id = ?`, id)
    if (!cursor) return { refused: refuseMissing(book.noun, id, { param }) }
    add(`seq ${comparison} ?`, cursor.seq)
  }
  const backwards = params.ending_before !== undefined
  const rows = store.all<Row>(
    `SELECT * FROM ${book.table} ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
     ORDER BY seq ${backwards ? 'ASC' : 'DESC'} LIMIT ?`,
    ...values,
    params.limit + 1,
  )
  const items = rows.slice(0, params.limit)
  return { items: backwards ? items.reverse() : items, hasMore: rows.length > params.limit }
}
