import { type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { escapeLike } from '#platform/lib/escape-like.ts'
import { pagesAnswering } from './answer-pages.ts'
import { MAX_QUERY_LENGTH, type SearchOutcome } from './browsing.ts'
import { foldWords } from './fold-words.ts'
import { mayMean, oneEditAway, wordDistance } from './spelling.ts'

/** The most results of a search. Nobody reads further, and more words help more than more pages. */
const FOUND_LIMIT = 240
/** A search uses all its words, but looks up another spelling only for this many unknown ones. */
const MENDED_MOST = 8
/** For words up to this length the search tries every word one edit away. It looks longer ones up by their trigrams. */
const TRIED_LENGTH = 12

export type Found = { ids: string[]; search: SearchOutcome }

/** A typed word and its parts: several for `tea-towel` and for words written without spaces. */
type Word = { typed: string; parts: string[]; isRun: boolean }

/**
 * Finds the products for a query, best first: an exact SKU, then all the words (stemmed, or as beginnings of
 * words), then the words with corrected spelling, then any of them. `asTyped` turns spelling correction off.
 */
export async function findProducts(
  db: DbOrTx,
  query: string,
  { limit = FOUND_LIMIT, asTyped = false }: { limit?: number; asTyped?: boolean } = {},
): Promise<Found> {
  const text = query.slice(0, MAX_QUERY_LENGTH).trim()
  const typed = text.split(/\s+/).filter(Boolean)
  const [folded = '', ...foldedWords] = typed.length ? await foldWords(db, [text, ...typed]) : []
  const words = typed.map((word, at) => wordOf(word, foldedWords[at] ?? '')).filter(word => word.parts.length)
  const pages = pagesAnswering(words.map(word => word.parts.join(' ')))
  const outcome = (ids: string[], kind: SearchOutcome['kind'], searched = text): Found => ({
    ids,
    search: { words: searched, kind, pages },
  })
  if (!words.length) return outcome([], 'nothing')

  const bySku = looksLikeSku(folded) ? await matchSku(db, folded, limit) : []
  if (bySku.length) return outcome(bySku, 'exact')
  const exact = await matchWords(db, wanted(folded, words), limit)
  if (exact.length) return outcome(exact, 'exact')

  const mended = asTyped ? words : await mendWords(db, words)
  const mendedText = mended.map(word => word.typed).join(' ')
  if (mended.some((word, at) => word !== words[at])) {
    const corrected = await matchWords(db, allOf(mended), limit)
    if (corrected.length) return outcome(corrected, 'corrected', mendedText)
  }
  const some = mended.length > 1 ? await matchWords(db, anyOf(mended), limit) : []
  return outcome(some, some.length ? 'loosened' : 'nothing', some.length ? mendedText : text)
}

function wordOf(typed: string, folded: string): Word {
  const parts = folded.match(/[\p{L}\p{N}]+/gu) ?? []
  return {
    typed: typed.toLowerCase(),
    parts,
    isRun: parts.length > 1 && parts.every(part => isOneSign(part)),
  }
}

/** Characters of scripts that write without spaces. Our dictionary has no words of these scripts. */
const isOneSign = (part: string) =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆〇]$/u.test(part)

const looksLikeSku = (text: string) => /^[a-z0-9]+(-[a-z0-9]+)+$/i.test(text)

async function matchSku(db: DbOrTx, text: string, limit: number): Promise<string[]> {
  const sku = text.toUpperCase()
  const rows = await db.execute<{ id: string }>(sql`
    select p.id from products p join variants v on v.product_id = p.id and v.active
    where p.active and v.sku like ${`${escapeLike(sku)}%`}
    group by p.id, p.position order by bool_or(v.sku = ${sku}) desc, p.position limit ${limit}`)
  return rows.map(row => row.id)
}

// These texts hold only letters and digits, so nothing in them can be an operator.
const allOf = (words: Word[]) => sql`to_tsquery('english', ${words.map(queryOf).join(' & ')})`
const anyOf = (words: Word[]) => sql`to_tsquery('english', ${words.map(queryOf).join(' | ')})`

/** Searches for the parts of a word as beginnings of words, and for a run of characters as an exact phrase. */
function queryOf({ parts, isRun }: Word): string {
  return `(${isRun ? parts.join(' <-> ') : parts.map(part => `${part}:*`).join(' & ')})`
}

/** Quotes, minus and OR work like elsewhere on the web. Without them beginnings of words match too. */
function wanted(folded: string, words: Word[]): SQL {
  const exact = sql`websearch_to_tsquery('english', ${folded})`
  return /"|(^|\s)-|\sor\s/.test(folded) ? exact : sql`(${exact} || ${allOf(words)})`
}

/** The search ranks only this many matches. Ranking is useless for a word that half the catalogue has. */
const RANKED_MOST = 2_000

async function matchWords(db: DbOrTx, tsquery: SQL, limit: number): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select p.id from (
      select p.id, p.position, ts_rank(p.search, wanted) as rank from products p cross join (select ${tsquery} as wanted) query
      where p.active and p.search @@ wanted limit ${RANKED_MOST}
    ) p order by p.rank desc, p.position limit ${limit}`)
  return rows.map(row => row.id)
}

/** Replaces each word that the catalogue does not know by the nearest one that it knows. */
async function mendWords(db: DbOrTx, words: Word[]): Promise<Word[]> {
  let tried = 0
  return Promise.all(
    words.map(async word => {
      const [one, ...others] = word.parts
      if (!one || others.length || !/^[a-z]{3,}$/.test(one) || ++tried > MENDED_MOST) return word
      const nearest = await nearestWord(db, one)
      return nearest ? { typed: nearest, parts: [nearest], isRun: false } : word
    }),
  )
}

/** The search looks at only this many products with a word to see whether their name has it. */
const ASKED_MOST = 200

/** Null when the catalogue has the word, or none of its words is near enough. */
async function nearestWord(db: DbOrTx, word: string): Promise<string | null> {
  const tried = word.length <= TRIED_LENGTH ? oneEditAway(word) : []
  // A correction must be a word of a product's name: a word that only a description uses does not count. The other
  // candidates are words of names whose spelling shares enough trigrams. An index answers both, in a catalogue of any
  // size. A word that is anywhere in the catalogue is right as it is.
  const rows = await db.execute<{ word: string; known: boolean }>(sql`
    select ${word}::text as word, true as known
    where numnode(plainto_tsquery('english', ${word})) = 0
      or exists (select from products where search @@ plainto_tsquery('english', ${word}))
    union all
    select candidate, false
    from unnest(${sql.param(tried)}::text[]) as candidate
    where exists (
      select from (
        select search from products where active and search @@ plainto_tsquery('english', candidate) limit ${ASKED_MOST}
      ) having_it where search @@ to_tsquery('english', candidate || ':AB'))
    union all
    select candidate, false
    from (select spelling from products where active and ${word} <% spelling limit ${ASKED_MOST}) near,
      regexp_split_to_table(near.spelling, '[^a-z]+') as candidate
    where length(candidate) > 2`)
  if (rows.some(row => row.known)) return null
  const near = rows
    .filter(row => mayMean(word, row.word))
    .map(row => ({ word: row.word, distance: wordDistance(word, row.word) }))
  near.sort((a, b) => a.distance - b.distance || b.word.length - a.word.length || (a.word < b.word ? -1 : 1))
  return near[0]?.word ?? null
}
