import { sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'

/**
 * Folds each text for the search: it removes case, accents, width and variants of a letter that readers do not tell
 * apart, and makes every Chinese, Japanese or Korean character its own word. Postgres folds stored texts
 * with the same function (`folded`, a migration), so that the two can never differ.
 */
export async function foldWords(db: DbOrTx, texts: readonly string[]): Promise<string[]> {
  const rows = await db.execute<{ folded: string }>(sql`
    select folded(text) from unnest(${sql.param([...texts])}::text[]) with ordinality as each (text, place) order by place`)
  return rows.map(row => row.folded)
}
