import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type postgres from 'postgres'

/**
 * Builds indexes while the shop goes on selling, which no migration can do inside its transaction. Each
 * statement may be run again and changes nothing then. A build that was killed leaves an invalid index behind, which goes first.
 */
export async function runBeside(client: postgres.Sql, folder: string): Promise<void> {
  const left = await client<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indexrelid
    where not i.indisvalid and c.relnamespace = 'public'::regnamespace`
  for (const { name } of left) await client.unsafe(`drop index concurrently if exists ${name}`)
  const before = new Set(await indexNames(client))
  for (const file of readdirSync(folder).toSorted())
    for (const statement of statementsIn(readFileSync(join(folder, file), 'utf8')))
      await client.unsafe(statement)
  // The planner knows nothing of an expression's values until its table is analysed.
  const grown = new Set((await indexRows(client)).filter(row => !before.has(row.index)).map(row => row.table))
  for (const table of grown) await client.unsafe(`analyze ${table}`)
}

function statementsIn(text: string): string[] {
  return text
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map(statement => statement.trim())
    .filter(Boolean)
}

const indexRows = (client: postgres.Sql) => client<{ index: string; table: string }[]>`
  select indexrelid::regclass::text as index, indrelid::regclass::text as table from pg_index
  where indexrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`

const indexNames = async (client: postgres.Sql) => (await indexRows(client)).map(row => row.index)
