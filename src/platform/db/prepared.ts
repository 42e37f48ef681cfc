import { getTableColumns, getTableName } from 'drizzle-orm'
import { CasingCache } from 'drizzle-orm/casing'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import { assert } from '#platform/lib/assert.ts'
import type { Db, DbOrTx } from './client.ts'
import { isAfterFailure } from './database-errors.ts'

// Statements of the hot path. Each connection describes and plans each of them once; every other query pays a round trip and a plan
// each time. They are sent in the order of the calls, so that several that are awaited together make one round trip.

/**
 * Runs a statement whose text never varies, since every connection keeps each text it has seen. Rows come as Postgres names their
 * columns, with times as text.
 */
export async function prepared<Row extends object>(
  db: DbOrTx,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  // Drizzle keeps the connection in a field that its types leave out.
  const { client } = (db as unknown as { session: { client: postgres.Sql } }).session
  return client.unsafe<Row[]>(text, values as postgres.ParameterOrJSON<never>[], { prepare: true }).execute()
}

/**
 * Waits for statements of one transaction that were sent one after the other without waiting. If several fail, the error is that of the one that failed
 * by itself: the others only find the transaction ended, and Drizzle sends its own a little later than they stand here.
 */
export async function together<Sent extends readonly unknown[] | []>(
  sent: Sent,
): Promise<{ -readonly [At in keyof Sent]: Awaited<Sent[At]> }> {
  const failed = (await Promise.allSettled(sent)).flatMap(one =>
    one.status === 'rejected' ? [one.reason] : [],
  )
  if (failed.length > 0) throw failed.find(reason => !isAfterFailure(reason)) ?? failed[0]
  return Promise.all(sent)
}

/** A query of Drizzle's that is built once for each database, and prepared by each connection. A transaction builds it again. */
export function preparedQuery<Query>(build: (db: DbOrTx) => Query): (db: DbOrTx) => Query {
  const known = new WeakMap<DbOrTx, Query>()
  return db => {
    const query = known.get(db) ?? build(db)
    known.set(db, query)
    return query
  }
}

const preparingDbs = new WeakMap<Db, Db>()

/**
 * The same database with every query prepared, in transactions too. For callers with few queries, which differ only
 * in their values.
 */
export function preparing(db: Db): Db {
  const known = preparingDbs.get(db) ?? drizzle(preparingClient(db.$client), { casing: 'snake_case' })
  preparingDbs.set(db, known)
  return known
}

type Work = (sql: postgres.TransactionSql) => unknown

function preparingClient<Client extends postgres.ISql>(client: Client): Client {
  return new Proxy(client, {
    get(target, name) {
      const own = Reflect.get(target, name) as (...given: unknown[]) => unknown
      switch (name) {
        case 'unsafe':
          return (text: string, values: unknown[]) => own(text, values, { prepare: true })
        case 'begin':
        case 'savepoint':
          return (...given: [...string[], Work]) => {
            const work = given.pop() as Work
            return own(...given, (sql: postgres.TransactionSql) => work(preparingClient(sql)))
          }
        default:
          return own
      }
    },
  })
}

/** Inserts rows that all have the same columns. A few texts serve any number of rows, in groups of 64, 32, 16, … */
export async function insertPrepared<Table extends PgTable>(
  db: DbOrTx,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> {
  const sent: Promise<void>[] = []
  for (let from = 0; from < rows.length; ) {
    const size = 2 ** Math.min(Math.floor(Math.log2(rows.length - from)), MOST_DOUBLINGS)
    sent.push(insertGroup(db, table, rows.slice(from, from + size)))
    from += size
  }
  await together(sent)
}

const MOST_DOUBLINGS = 6
const casing = new CasingCache('snake_case')
const texts = new Map<string, string>()

async function insertGroup(db: DbOrTx, table: PgTable, rows: readonly Record<string, unknown>[]) {
  const columns = columnsGiven(table, rows[0] ?? {})
  const key = `${getTableName(table)} ${rows.length} ${columns.map(([name]) => name).join()}`
  const text = texts.get(key) ?? insertText(table, columns, rows.length)
  texts.set(key, text)
  await prepared(
    db,
    text,
    rows.flatMap(row => columns.map(([name, column]) => driverValue(column, row[name]))),
  )
}

type Given = [name: string, column: PgColumn]

function columnsGiven(table: PgTable, row: Record<string, unknown>): Given[] {
  return Object.entries(getTableColumns(table) as Record<string, PgColumn>).filter(
    ([name]) => row[name] !== undefined,
  )
}

function insertText(table: PgTable, columns: readonly Given[], rows: number): string {
  const groups = Array.from(
    { length: rows },
    (_, row) => `(${columns.map((_, at) => `$${row * columns.length + at + 1}`).join(', ')})`,
  )
  return `insert into "${getTableName(table)}" (${columns.map(columnName).join(', ')}) values ${groups.join(', ')}`
}

/** `"place" = $2, …` for an UPDATE that sets all of the row's columns, counted from the parameter named. */
export function assignments(table: PgTable, names: readonly string[], firstParameter: number): string {
  const columns = getTableColumns(table) as Record<string, PgColumn>
  return names
    .map((name, at) => `${columnName([name, columnOf(columns, name)])} = $${firstParameter + at}`)
    .join(', ')
}

/** The row's values as Postgres takes them, in the order of the names. */
export function driverValues(
  table: PgTable,
  names: readonly string[],
  row: Record<string, unknown>,
): unknown[] {
  const columns = getTableColumns(table) as Record<string, PgColumn>
  return names.map(name => driverValue(columnOf(columns, name), row[name]))
}

function columnOf(columns: Record<string, PgColumn>, name: string): PgColumn {
  const column = columns[name]
  assert(column, `there is no column ${name}`)
  return column
}

const columnName = ([, column]: Given) => `"${casing.getColumnCasing(column)}"`

const driverValue = (column: PgColumn, value: unknown) =>
  value === null || value === undefined ? null : column.mapToDriverValue(value)
