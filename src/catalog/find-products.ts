import { type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#db/client.ts'
import { MAX_QUERY_LENGTH, type SearchOutcome } from './browsing.ts'
import { allowedDistance, oneEditAway, wordDistance } from './spelling.ts'

/** Nobody reads further into a search: words narrow better than pages. */
const FOUND_LIMIT = 240
const WORDS_LIMIT = 8
/** Up to this length every word one edit away is tried; longer ones are looked up by their trigrams. */
const TRIED_LENGTH = 12

export type Found = { ids: string[]; search: SearchOutcome }

/**
 * The products that a query means, best first: a SKU as it stands, then all the words (stemmed, or as beginnings of
 * words), then the words with their spelling mended, then any of them.
 */
export async function findProducts(db: DbOrTx, query: string, limit = FOUND_LIMIT): Promise<Found> {
  const text = query.slice(0, MAX_QUERY_LENGTH).trim()
  const words = wordsOf(text)
  const outcome = (ids: string[], kind: SearchOutcome['kind'], searched = text): Found => ({
    ids,
    search: { words: searched, kind },
  })
  if (!words.length) return outcome([], 'nothing')

  const bySku = looksLikeSku(text) ? await matchSku(db, text, limit) : []
  if (bySku.length) return outcome(bySku, 'exact')
  const exact = await matchWords(db, asTyped(text, words), limit)
  if (exact.length) return outcome(exact, 'exact')

  const mended = await mendWords(db, words)
  const mendedText = mended.join(' ')
  if (mendedText !== words.join(' ')) {
    const corrected = await matchWords(db, allOf(mended), limit)
    if (corrected.length) return outcome(corrected, 'corrected', mendedText)
  }
  const some = mended.length > 1 ? await matchWords(db, anyOf(mended), limit) : []
  return outcome(some, some.length ? 'loosened' : 'nothing', some.length ? mendedText : text)
}

const wordsOf = (text: string) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, WORDS_LIMIT)

const looksLikeSku = (text: string) => /^[a-z0-9]+(-[a-z0-9]+)+$/i.test(text)

async function matchSku(db: DbOrTx, text: string, limit: number): Promise<string[]> {
  const sku = text.toUpperCase()
  const rows = await db.execute<{ id: string }>(sql`
    select p.id from products p join variants v on v.product_id = p.id and v.active
    where p.active and v.sku like ${`${sku}%`}
    group by p.id, p.position order by bool_or(v.sku = ${sku}) desc, p.position limit ${limit}`)
  return rows.map(row => row.id)
}

// Only letters and digits come into these, so nothing in them can be an operator.
const allOf = (words: string[]) => sql`to_tsquery('english', ${words.map(word => `${word}:*`).join(' & ')})`
const anyOf = (words: string[]) => sql`to_tsquery('english', ${words.map(word => `${word}:*`).join(' | ')})`

/** Quotes, minus and OR mean what they mean elsewhere on the web; without them beginnings of words count too. */
function asTyped(text: string, words: string[]): SQL {
  const exact = sql`websearch_to_tsquery('english', ${text})`
  return /["“]|(^|\s)-|\sor\s/i.test(text) ? exact : sql`(${exact} || ${allOf(words)})`
}

/** So many of those that have the words are ranked: a word that half the catalogue has ranks nothing. */
const RANKED_MOST = 2_000

async function matchWords(db: DbOrTx, tsquery: SQL, limit: number): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select p.id from (
      select p.id, p.position, ts_rank(p.search, wanted) as rank from products p cross join (select ${tsquery} as wanted) query
      where p.active and p.search @@ wanted limit ${RANKED_MOST}
    ) p order by p.rank desc, p.position limit ${limit}`)
  return rows.map(row => row.id)
}

/** Each word that the catalogue does not know, replaced by the nearest one that it does. */
async function mendWords(db: DbOrTx, words: string[]): Promise<string[]> {
  return Promise.all(words.map(async word => (await nearestWord(db, word)) ?? word))
}

async function nearestWord(db: DbOrTx, word: string): Promise<string | null> {
  const allowed = allowedDistance(word)
  if (allowed === 0 || /\d/.test(word)) return null
  const tried = word.length <= TRIED_LENGTH ? oneEditAway(word) : []
  // A neighbour is a word of the shop when some product's index holds it; the rest of the candidates are words of
  // products whose spelling shares enough trigrams. Both are answered by an index, whatever the catalogue's size.
  const rows = await db.execute<{ word: string; known: boolean }>(sql`
    select candidate as word, candidate = ${word} as known
    from unnest(${sql.param([word, ...tried])}::text[]) as candidate
    where exists (select from products where active and search @@ plainto_tsquery('english', candidate))
      or (candidate = ${word} and numnode(plainto_tsquery('english', candidate)) = 0)
    union
    select candidate, false
    from (select spelling from products where active and ${word} <% spelling limit 200) near,
      regexp_split_to_table(near.spelling, '[^a-z]+') as candidate
    where length(candidate) > 2`)
  if (rows.some(row => row.known)) return word
  const near = rows.map(row => ({ word: row.word, distance: wordDistance(word, row.word) }))
  near.sort((a, b) => a.distance - b.distance || b.word.length - a.word.length || (a.word < b.word ? -1 : 1))
  const [nearest] = near
  return nearest && nearest.distance <= allowed ? nearest.word : null
}
