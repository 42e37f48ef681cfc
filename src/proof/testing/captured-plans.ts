import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type Db, sessionSettings } from '#platform/db/client.ts'

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Cond'?: string; Plans?: Plan[] }
type Captured = { statement: string; parameters: unknown[] }

/** Runs `work` on a database that listens, and answers with the statements that it sent: the real ones, not copies of them. */
export async function statementsOf(url: string, work: (db: Db) => Promise<unknown>): Promise<Captured[]> {
  const captured: Captured[] = []
  const client = postgres(url, {
    max: 4,
    onnotice: () => {},
    connection: sessionSettings,
    debug: (_connection, statement, parameters) => captured.push({ statement, parameters: [...parameters] }),
  })
  try {
    await work(Object.assign(drizzle(client, { casing: 'snake_case' })))
  } finally {
    await client.end({ timeout: 5 })
  }
  // The driver asks for Postgres' own types; that is not the shop's doing.
  return captured.filter(
    ({ statement }) =>
      /^\s*(select|with|insert|update|delete)/i.test(statement) && !statement.includes('pg_catalog'),
  )
}

/**
 * The plan of a statement with these very parameters, if Postgres avoids reading whole tables wherever it can: no index serves
 * the tables that it then still reads whole. `asItLikes` is the plan it would really choose from its statistics. Nothing is run.
 */
export async function planOf(
  sql: postgres.Sql,
  { statement, parameters }: Captured,
  { asItLikes = false } = {},
): Promise<Plan> {
  return sql.begin(async tx => {
    if (!asItLikes) await tx`set local enable_seqscan = off`
    const [row] = await tx.unsafe<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(
      `explain (format json) ${statement}`,
      parameters as postgres.ParameterOrJSON<never>[],
    )
    if (!row) throw new Error('Postgres told no plan.')
    return row['QUERY PLAN'][0].Plan
  })
}

/** The tables that the plan reads from beginning to end: as they lie, or along an index with no condition and no end in sight. */
export function tablesScanned(plan: Plan, limited = false): string[] {
  const { 'Node Type': node, 'Relation Name': table, 'Index Cond': condition } = plan
  const whole = node.endsWith('Seq Scan') || (/^Index (Only )?Scan$/.test(node) && !condition && !limited)
  const below = (plan.Plans ?? []).flatMap(part => tablesScanned(part, limited || node === 'Limit'))
  return whole && table ? [table, ...below] : below
}
