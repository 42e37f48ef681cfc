import type { Db } from './client.ts'

/** The rows of one table that belong to a customer, whose id is `$1`. */
export type OwnRows = {
  where: string
  /** Columns that are no data about the person: keys and secrets of the shop. */
  without?: readonly string[]
  /** What the person should read beside each row. */
  note?: string
}

/** More than anybody has. */
const MOST_ROWS = 10_000

/** What each of the tables holds of the customer, as it stands there. */
export async function readOwnData(
  db: Db,
  tables: Readonly<Record<string, OwnRows>>,
  customerId: string,
): Promise<Record<string, object[]>> {
  const found: Record<string, object[]> = {}
  for (const [table, { where, without = [], note }] of Object.entries(tables)) {
    const rows = await db.$client.unsafe<{ row: object }[]>(
      `select to_jsonb(${table}) - $2::text[] as row from ${table} where ${where} limit ${MOST_ROWS}`,
      [customerId, [...without]],
    )
    found[table] = rows.map(({ row }) => (note ? { ...row, note } : row))
  }
  return found
}
