import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts'
import { migrateDatabase } from '#platform/db/migrate.ts'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { removeWithUs } from '#platform/processes/watchdog.ts'
import { queues } from '#run/what-follows.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/** The database every test's own is copied from. */
export const TEMPLATE = 'orderly_template'

/** One Postgres for the whole run; a crash must not lose data here, so it need not flush. */
export default async function setup(project: TestProject) {
  endWithStarter()
  const folder = mkdtempSync(join(tmpdir(), 'orderly-test-'))
  chmodSync(folder, 0o755)
  removeWithUs(folder)
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    port: await getPort(),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  })
  const admin = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${TEMPLATE}`)
  await admin.end()
  await migrateDatabase(server.url(TEMPLATE), queues)
  project.provide('postgresUrl', server.url('postgres'))
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
