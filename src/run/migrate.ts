import { migrateDatabase } from '#platform/db/migrate.ts'
import { env } from '#platform/lib/env.ts'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { queues } from './what-follows.ts'

// `npm run migrate`: brings the database up to date, before the processes that need it start. With `--demo` an empty shop
// also gets the demo catalogue, its people, and what they bought before.
endWithStarter()
try {
  const { DATABASE_DIRECT_URL } = env()
  if (!DATABASE_DIRECT_URL)
    throw new Error('DATABASE_URL is not set. `npm start` brings a Postgres of its own and migrates it.')
  await migrateDatabase(DATABASE_DIRECT_URL, queues)
  if (process.argv.includes('--demo')) {
    await (await import('./seed/seed.ts')).seedDemo()
    await (await import('./seed/seed-history.ts')).seedDemoHistory()
  }
  console.log('The database is up to date.')
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
