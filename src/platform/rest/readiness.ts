import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { type Db, database } from '#platform/db/client.ts'
import { isDraining } from '#platform/lib/draining.ts'
import { log } from '#platform/lib/log.ts'

const PATIENCE_MS = 2_000

/**
 * 200 when the database answers and holds the newest migration this process knows; otherwise, and while it is stopping, 503. The facts
 * of `beside` are told and change nothing: a shop whose card network is away still shows its goods and keeps its orders.
 */
export async function readiness(beside: () => object): Promise<Response> {
  const state = isDraining()
    ? ('stopping' as const)
    : await Promise.race([looking(), tooLate()]).catch(error => {
        log.warn({ error: String(error) }, 'not ready')
        return 'database_unavailable' as const
      })
  return Response.json(
    { status: state, ...beside() },
    { status: state === 'ready' ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}

let look: ReturnType<typeof stateOf> | null = null

/** However many ask at once, the database is asked once. */
function looking(): ReturnType<typeof stateOf> {
  look ??= stateOf(database).finally(() => {
    look = null
  })
  return look
}

/**
 * `migrations_pending`: the database is older than the program. `limits_missing`: a pooler did not pass on the limits that every
 * connection asks for (db/client.ts), so that a statement could run and hold its locks for ever.
 */
export async function stateOf(db: () => Db): Promise<'ready' | 'migrations_pending' | 'limits_missing'> {
  const [found] = await db().execute<{ newest: string | null; limit: string }>(
    sql`select max(created_at)::text as newest, current_setting('statement_timeout') as limit from drizzle.__drizzle_migrations`,
  )
  if (Number(found?.newest ?? 0) < newestMigrationAt()) return 'migrations_pending'
  return found?.limit === '0' ? 'limits_missing' : 'ready'
}

/** When the newest migration was made, in milliseconds, as drizzle's journal has it. */
function newestMigrationAt(): number {
  const journal = JSON.parse(readFileSync('drizzle/meta/_journal.json', 'utf8')) as {
    entries: { when: number }[]
  }
  return Math.max(0, ...journal.entries.map(entry => entry.when))
}

function tooLate(): Promise<never> {
  return new Promise((_, refuse) =>
    setTimeout(refuse, PATIENCE_MS, new Error('the database did not answer in time')).unref(),
  )
}
