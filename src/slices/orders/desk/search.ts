import { and, or, type SQL, sql } from 'drizzle-orm'
import { validate } from 'uuid'
import type { Db } from '#platform/db/client.ts'
import { escapeLike } from '#platform/lib/escape-like.ts'
import { ordersByProviderId } from '#slices/payments/queries.ts'
import { phoneIn, searchWords } from './filter.ts'

/** The search, with the orders that other tables find by one of its words. */
export type OrderSearch = { words: SearchedWord[]; whole: SearchedWord | null; phone: string | null }
type SearchedWord = { text: string; orderIds: string[] }

/** An item with more sales is found in its newest orders only: staff narrow their search by more than a SKU. */
const ORDERS_OF_A_SKU = 2_000
/** The beginning of a SKU. A shorter one is the beginning of too many. */
const SKU_START_MIN = 4

/** Looks up which words are SKUs, payments, refunds, ids or numbers of parcels, each along an index. */
export async function readOrderSearch(db: Db, search: string): Promise<OrderSearch> {
  const words = searchWords(search)
  const whole = search.trim()
  const asked = words.length > 1 ? [...words, whole] : words
  const ids = asked.length ? await orderIdsBy(db, asked) : new Map<string, string[]>()
  const searched = (text: string): SearchedWord => ({ text, orderIds: ids.get(text) ?? [] })
  return {
    words: words.map(searched),
    whole: words.length > 1 && ids.has(whole) ? searched(whole) : null,
    phone: phoneIn(search),
  }
}

/**
 * The condition for a match: every word fits the order, or the whole text is its phone number or SKU. Undefined for an empty
 * search.
 */
export function isFound({ words, whole, phone }: OrderSearch): SQL | undefined {
  if (words.length === 0) return undefined
  const ways = [
    and(...words.map(fits)),
    phone ? sql`${orderWords} like ${`%${escapeLike(phone)}%`}` : undefined,
    whole ? isOneOf(whole.orderIds) : undefined,
  ].filter(way => way !== undefined)
  return ways.length > 1 ? sql`(${or(...ways)})` : ways[0]
}

/** Written exactly as in its index (drizzle/beside/order_search.sql). */
const orderWords = sql`order_words(orders.number, orders.email, orders.shipping_address, orders.tracking_number)`

const TRIGRAM = 3

/** The orders placed with this address, along the same index. */
export const isOfEmail = (email: string): SQL =>
  sql`(${fits({ text: email, orderIds: [] })} and orders.email = ${email})`

/**
 * The index holds numbers, postcodes and tracking numbers without signs, so a word with signs is also searched for without
 * them, and `D-10115` by the part after the country's letter. For an email only the part before the @ is looked up, because
 * half the customers share the trigrams of its end; the end is compared in the results.
 */
function fits({ text, orderIds }: SearchedWord): SQL {
  const [name = '', ...domain] = text.split('@')
  if (domain.length && name.length >= TRIGRAM)
    return sql`(${orderWords} like holds(${`${name}@`}) and strpos(${orderWords}, folded(${text})) > 0)`
  const ways = [...new Set([text, compact(text), afterCountry(text)])].filter(Boolean)
  const likes = ways.map(way => sql`${orderWords} like holds(${way})`)
  return sql`(${or(...likes, ...(orderIds.length ? [isOneOf(orderIds)] : []))})`
}

const isOneOf = (orderIds: string[]) => sql`orders.id = any(${sql.param(orderIds)}::uuid[])`

const compact = (word: string) => word.replace(/[-+./()\u2010-\u2015]/g, '')
const afterCountry = (word: string) => /^[a-z]{1,2}-(\d{3,})/i.exec(word)?.[1] ?? ''

async function orderIdsBy(db: Db, words: readonly string[]): Promise<Map<string, string[]>> {
  const all = sql`${sql.param(words)}::text[]`
  const uuids = words.filter(word => validate(word))
  const small = words.map(word => word.toLowerCase())
  const [named, skus] = await Promise.all([
    db.execute<{ word: string; id: string }>(sql`
      ${ordersByProviderId(all)}
      union select id::text, id from orders where id = any(${sql.param(uuids)}::uuid[])
      union select word, order_id from parcel_numbers where word = any(${sql.param(small)}::text[])`),
    db.execute<{ word: string; id: string }>(sql`
      select w.word, l.order_id as id from unnest(${all}) as w(word) cross join lateral (
        select order_id from order_lines where lower(sku) = lower(w.word) order by id desc limit ${ORDERS_OF_A_SKU}) l`),
  ])
  const found = new Map<string, Set<string>>()
  const note = (word: string, id: string) => found.set(word, (found.get(word) ?? new Set()).add(id))
  for (const { word, id } of skus) note(word, id)
  for (const { word, id } of named)
    for (const asked of words) if (asked === word || asked.toLowerCase() === word) note(asked, id)
  const starts = words.filter(word => !found.has(word) && word.length >= SKU_START_MIN)
  if (starts.length) for (const { word, id } of await ordersByStartOfSku(db, starts)) note(word, id)
  return new Map([...found].map(([word, ids]) => [word, [...ids]]))
}

/** A start with more lines than can be read is not the start of a SKU that anybody means. */
async function ordersByStartOfSku(
  db: Db,
  starts: readonly string[],
): Promise<{ word: string; id: string }[]> {
  const rows = await db.execute<{ word: string; id: string }>(sql`
    select w.word, l.order_id as id from unnest(${sql.param(starts)}::text[]) as w(word) cross join lateral (
      select order_id from order_lines
      where lower(sku) ~>=~ lower(w.word) and lower(sku) ~<~ (lower(w.word) || chr(1114111)) limit ${ORDERS_OF_A_SKU + 1}) l`)
  const counts = new Map<string, number>()
  for (const { word } of rows) counts.set(word, (counts.get(word) ?? 0) + 1)
  return rows.filter(({ word }) => (counts.get(word) ?? 0) <= ORDERS_OF_A_SKU)
}
