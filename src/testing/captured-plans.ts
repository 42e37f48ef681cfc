import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Db } from '#db/client.ts'

export type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Plan[] }
export type Captured = { statement: string; parameters: unknown[] }

/** Runs `work` on a database that listens, and answers with the statements that it sent: the real ones, not copies of them. */
export async function statementsOf(url: string, work: (db: Db) => Promise<unknown>): Promise<Captured[]> {
  const captured: Captured[] = []
  const client = postgres(url, {
    max: 4,
    onnotice: () => {},
    debug: (_connection, statement, parameters) => captured.push({ statement, parameters: [...parameters] }),
  })
  try {
    await work(Object.assign(drizzle(client, { casing: 'snake_case' })))
  } finally {
    await client.end({ timeout: 5 })
  }
  return captured.filter(({ statement }) => /^\s*(select|with|insert|update|delete)/i.test(statement))
}

/** How Postgres would go about a statement with these very parameters. Nothing is run. */
export async function planOf(sql: postgres.Sql, { statement, parameters }: Captured): Promise<Plan> {
  const [row] = await sql.unsafe<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(
    `explain (format json) ${statement}`,
    parameters as postgres.ParameterOrJSON<never>[],
  )
  if (!row) throw new Error('Postgres told no plan.')
  return row['QUERY PLAN'][0].Plan
}

/** The tables that the plan reads from beginning to end. */
export function tablesScanned(plan: Plan): string[] {
  const own = plan['Node Type'].endsWith('Seq Scan') && plan['Relation Name'] ? [plan['Relation Name']] : []
  return [...own, ...(plan.Plans ?? []).flatMap(tablesScanned)]
}
