import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { prepareQueues } from '#platform/jobs/prepare-queues.ts'
import type { Queue } from '#platform/jobs/queue.ts'
import { runBeside } from './beside.ts'
import { withShortLocks } from './short-locks.ts'

/** Any number: it names the lock that keeps two processes from migrating at once. */
const MIGRATION_LOCK = 7_201_405

/** Brings a database up to date: our tables, then pg-boss' own and the queues. Safe to run again and from many at once. */
export async function migrateDatabase(url: string, queues: readonly Queue[]): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await lock(client)
    await withShortLocks(client, () => runMigrations(drizzle(client), { migrationsFolder: 'drizzle' }))
    await runBeside(client, 'drizzle/beside')
    await prepareQueues(url, queues)
  } finally {
    await client.end({ timeout: 5 })
  }
}

const LOOK_EVERY_MS = 200

/** Asks for the lock again and again: a statement that waits for it would block a concurrent index build for ever. */
async function lock(client: postgres.Sql) {
  for (;;) {
    const [row] = await client<{ mine: boolean }[]>`select pg_try_advisory_lock(${MIGRATION_LOCK}) as mine`
    if (row?.mine) return
    await new Promise(done => setTimeout(done, LOOK_EVERY_MS))
  }
}
