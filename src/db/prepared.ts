import type postgres from 'postgres'
import type { DbOrTx } from './client.ts'

/**
 * Runs a statement that Postgres parses and plans once a connection, in one round trip. Drizzle's own statements are described
 * and planned anew each time, which on the hot path costs more than running them. `values` stand for $1, $2 …; cast arrays
 * in the text (`$1::uuid[]`). Times come as text, as Drizzle has set it; read them as numbers (`extract(epoch from at)::float8`).
 */
export async function prepared<Row extends object>(
  db: DbOrTx,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  // Drizzle keeps the connection of a transaction in a field that its types leave out.
  const { client } = (db as unknown as { session: { client: postgres.Sql } }).session
  return client.unsafe<Row[]>(text, values as postgres.ParameterOrJSON<never>[], { prepare: true })
}
