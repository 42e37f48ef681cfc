import type { ExtractTablesWithRelations } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '#platform/lib/env.ts'
import { perProcess } from '#platform/lib/per-process.ts'
import { endWithConnection } from './lost-connections.ts'
import { mendResults } from './whole-rows.ts'

type NoSchema = Record<string, never>
export type Db = PostgresJsDatabase<NoSchema> & { $client: postgres.Sql }
export type Tx = PostgresJsTransaction<NoSchema, ExtractTablesWithRelations<NoSchema>>
/** The database, or a transaction on it. */
export type DbOrTx = Pick<
  Tx,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute' | 'with' | '$with'
>

/** Longest a statement of a request may run and wait for a lock; beyond that something is wrong and the caller retries. */
const STATEMENT_TIMEOUT_MS = 15_000
const LOCK_TIMEOUT_MS = 5_000
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 15_000
/**
 * Longest that a connection waits before it tries a database again that is away. The requests that it serves wait with it, and hear only then
 * that the shop cannot answer; postgres.js itself would wait 20 seconds.
 */
const LONGEST_BACKOFF_SECONDS = 1

/** The settings of each connection of the shop. */
export const sessionSettings = {
  statement_timeout: STATEMENT_TIMEOUT_MS,
  lock_timeout: LOCK_TIMEOUT_MS,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  // Pages come from memory or a solid disk, where one here and one there cost hardly more than neighbours.
  random_page_cost: 1.1,
  // Compiling a plan takes longer than any of ours runs.
  jit: 'off',
}

export function openDatabase(url: string, options: { connections: number; name: string }): Db {
  const client = postgres(url, {
    max: options.connections,
    idle_timeout: 60,
    connect_timeout: 5,
    backoff: tries => Math.min(3 ** tries / 100, LONGEST_BACKOFF_SECONDS) * (0.5 + Math.random() / 2),
    onnotice: () => {},
    connection: {
      application_name: options.name,
      ...sessionSettings,
    },
  })
  mendResults(client)
  return drizzle(endWithConnection(client), { casing: 'snake_case' })
}

/** The process's pool of connections. */
export const database = perProcess('database', () => {
  const { DATABASE_URL, DATABASE_POOL } = env()
  if (!DATABASE_URL)
    throw new Error('DATABASE_URL is not set. `npm start` brings a Postgres of its own and sets it.')
  return openDatabase(DATABASE_URL, {
    connections: DATABASE_POOL,
    name: `orderly-${process.env.ORDERLY_PROCESS ?? 'web'}`,
  })
})
