import { sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'

/**
 * Each text as it is searched for: without case, accents, width and the ways of writing one letter that no reader tells
 * apart, and with every Chinese, Japanese or Korean character a word of its own. Postgres folds what is kept
 * with the same function (`folded`, a migration), so that the two can never differ.
 */
export async function foldWords(db: DbOrTx, texts: readonly string[]): Promise<string[]> {
  const rows = await db.execute<{ folded: string }>(sql`
    select folded(text) from unnest(${sql.param([...texts])}::text[]) with ordinality as each (text, place) order by place`)
  return rows.map(row => row.folded)
}
