import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { bookTables, schemaSql, schemaVersion, upgradeSql } from './schema.ts'

/**
 * The sandbox's durable memory. Every call is synchronous and one process owns the file, so a `transaction`
 * is never interleaved with another request. `get` and `all` trust the caller for the row's shape.
 */
export type Store = {
  get<Row>(sql: string, ...params: SQLInputValue[]): Row | undefined
  all<Row>(sql: string, ...params: SQLInputValue[]): Row[]
  run(sql: string, ...params: SQLInputValue[]): { changes: number; lastInsertRowid: number }
  transaction<Result>(work: () => Result): Result
  /** Empties every book and every live fault; ids start at the beginning. */
  reset(): void
  close(): void
}

/** Opens (or makes) the SQLite file; `:memory:` forgets everything at `close`. Throws when the file is from another version. */
export function openStore(databaseFile: string): Store {
  if (databaseFile !== ':memory:') mkdirSync(dirname(databaseFile), { recursive: true })
  const database = new DatabaseSync(databaseFile)
  // NORMAL with WAL survives a killed process, which is what the sandbox promises; a power cut may cost the last commits.
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000',
  )
  // Checkpoints wait for the disk: one each 40 MB of log instead of each 4.
  database.exec('PRAGMA wal_autocheckpoint = 10000')
  createSchema(database, databaseFile)

  const statements = new Map<string, StatementSync>()
  const prepared = (sql: string) => {
    let statement = statements.get(sql)
    if (!statement) {
      statement = database.prepare(sql)
      statements.set(sql, statement)
    }
    return statement
  }
  let inTransaction = false

  const store: Store = {
    get: <Row>(sql: string, ...params: SQLInputValue[]) => prepared(sql).get(...params) as Row | undefined,
    all: <Row>(sql: string, ...params: SQLInputValue[]) => prepared(sql).all(...params) as Row[],
    run(sql, ...params) {
      const { changes, lastInsertRowid } = prepared(sql).run(...params)
      return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) }
    },
    transaction(work) {
      if (inTransaction) return work()
      prepared('BEGIN IMMEDIATE').run()
      inTransaction = true
      try {
        const result = work()
        prepared('COMMIT').run()
        return result
      } catch (error) {
        prepared('ROLLBACK').run()
        throw error
      } finally {
        inTransaction = false
      }
    },
    reset() {
      store.transaction(() => {
        for (const table of bookTables) store.run(`DELETE FROM ${table}`)
        store.run('UPDATE floor SET paused = 0')
        store.run('UPDATE road SET paused = 0')
      })
    },
    close: () => database.close(),
  }
  return store
}

function createSchema(database: DatabaseSync, databaseFile: string) {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  if (version === schemaVersion) return
  if (version === 0)
    return database.exec(`BEGIN; ${schemaSql} PRAGMA user_version = ${schemaVersion}; COMMIT`)
  for (let from = version; from !== schemaVersion; from++) {
    const upgrade = upgradeSql[from]
    if (!upgrade) {
      throw new Error(
        `${databaseFile} was written by another version of the sandbox: delete it and start again.`,
      )
    }
    database.exec(`BEGIN; ${upgrade} PRAGMA user_version = ${from + 1}; COMMIT`)
  }
}
