import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { prepareQueues } from '#jobs/prepare-queues.ts'
import type { Queue } from '#jobs/queue.ts'

/** Any number: it names the lock that keeps two processes from migrating at once. */
const MIGRATION_LOCK = 7_201_405

/** Brings a database up to date: our tables, then pg-boss' own and the queues. Safe to run again and from many at once. */
export async function migrateDatabase(url: string, queues: readonly Queue[]): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`
    await runMigrations(drizzle(client), { migrationsFolder: 'drizzle' })
    await prepareQueues(url, queues)
  } finally {
    await client.end({ timeout: 5 })
  }
}
