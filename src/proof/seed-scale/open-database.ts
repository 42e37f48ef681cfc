import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import getPort from 'get-port'
import postgres from 'postgres'
import { startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts'
import { migrateDatabase } from '#platform/db/migrate.ts'
import { env, parseEnv } from '#platform/lib/env.ts'
import { claimDataDir } from '#run/start/one-shop.ts'
import { queues } from '#run/what-follows.ts'

/** Two cores load and index twice as fast as one; more would only wait for the disk. */
const CONNECTIONS = 3

export type ScaleDatabase = {
  sql: postgres.Sql
  /** Where its files lie, when they lie on this machine. */
  folder: string | null
  close: () => Promise<void>
}

/**
 * The database of the shop in DATA_DIR, which must be stopped, or that of DATABASE_URL, to which no process of a shop may be
 * connected: while indexes are set aside nothing keeps two orders from taking the same number.
 */
export async function openScaleDatabase(): Promise<ScaleDatabase> {
  const given = parseEnv(process.env)
  if (given.stripe.takesRealMoney)
    throw new Error('This shop takes real money: made-up orders have no place among real ones.')
  const own = given.DATABASE_URL ? null : await startOwn(given.DATA_DIR)
  const url = given.DATABASE_URL ?? own?.url('orderly') ?? ''
  const sql = connectForScale(url)
  const close = async () => {
    await sql.end({ timeout: 5 })
    await own?.stop()
  }
  try {
    await refuseLiveShop(sql)
    await migrateDatabase(url, queues)
    await seedDemoInto(url)
    return { sql, folder: own?.folder ?? null, close }
  } catch (error) {
    await close()
    throw error
  }
}

export function connectForScale(url: string): postgres.Sql {
  return postgres(url, {
    max: CONNECTIONS,
    onnotice: () => {},
    connection: {
      application_name: 'seed-scale',
      synchronous_commit: 'off',
      maintenance_work_mem: '1GB',
      work_mem: '128MB',
      max_parallel_maintenance_workers: 1,
      statement_timeout: 0,
    },
  })
}

async function startOwn(dataDir: string) {
  await claimDataDir(dataDir)
  const server = await startEmbeddedPostgres({
    folder: join(dataDir, 'postgres'),
    port: await getPort(),
    // For this process' life only: fewer checkpoints, and no log for replicas.
    settings: {
      max_wal_size: '6GB',
      checkpoint_timeout: '15min',
      wal_level: 'minimal',
      max_wal_senders: '0',
      shared_buffers: '1GB',
      autovacuum: 'off',
    },
  })
  const admin = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
  const [found] = await admin`select 1 from pg_database where datname = 'orderly'`
  if (!found) await admin.unsafe('create database orderly')
  await admin.end()
  return server
}

async function refuseLiveShop(sql: postgres.Sql) {
  const [row] = await sql<{ open: number; mighty: boolean }[]>`
    select (select count(*)::int from pg_stat_activity where datname = current_database() and application_name like 'orderly%') as open,
      (select rolsuper from pg_roles where rolname = current_user) as mighty`
  if (row?.open) throw new Error('A shop is connected to this database. Stop it first.')
  if (!row?.mighty)
    throw new Error('Filling needs a superuser of the database: foreign keys are not checked meanwhile.')
}

/** The demo catalogue's pictures, warehouses and people are what the scale's are made with. */
async function seedDemoInto(url: string) {
  process.env.DATABASE_URL = url
  // Only for this process: its rows depend on no secret.
  process.env.AUTH_SECRET ||= randomBytes(32).toString('base64url')
  const [{ seedDemo }, { database }] = await Promise.all([
    import('#run/seed/seed.ts'),
    import('#platform/db/client.ts'),
  ])
  env()
  await seedDemo()
  await database().$client.end({ timeout: 5 })
}
