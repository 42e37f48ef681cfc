import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import getPort, { portNumbers } from 'get-port'
import postgres from 'postgres'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#db/embedded-postgres.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { parseEnv } from '#lib/env.ts'
import { queues } from '../subscriptions.ts'
import { buildIfChanged } from './build.ts'
import { claimDataDir } from './one-shop.ts'

/** What every process of the shop is started with. */
export type PreparedShop = {
  env: NodeJS.ProcessEnv
  dataDir: string
  logFolder: string
  port: number
  sandboxPort: number
  databaseUrl: string
}

/** Everything that stands before the first process: data folder, ports, database, migrations, seed and build. */
export async function prepareShop(options: {
  develop: boolean
  /** How many the Postgres of our own has to hold. */
  connections?: number
  /** Told of a Postgres of our own as soon as it runs, so that it can be stopped whatever comes after. */
  opened: (ownPostgres: EmbeddedPostgres) => void
}): Promise<PreparedShop> {
  const given = parseEnv(process.env)
  const dataDir = resolve(given.DATA_DIR)
  await claimDataDir(dataDir)
  const port = await getPort({ port: portNumbers(given.PORT, given.PORT + 99) })
  const sandboxPort = await getPort({
    port: portNumbers(given.SANDBOX_PORT, given.SANDBOX_PORT + 99),
    exclude: [port],
  })
  const ownPostgres = given.DATABASE_URL ? null : await startOwnPostgres(dataDir, options.connections)
  if (ownPostgres) options.opened(ownPostgres)
  const databaseUrl = given.DATABASE_URL ?? ownPostgres?.url('orderly') ?? ''
  const directUrl = given.DATABASE_DIRECT_URL ?? databaseUrl
  await migrateDatabase(directUrl, queues)
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SHOP_URL: given.SHOP_URL ?? `http://localhost:${port}`,
    DATABASE_URL: databaseUrl,
    DATABASE_DIRECT_URL: directUrl,
    AUTH_SECRET: given.AUTH_SECRET ?? ownSecret(dataDir),
    NODE_ENV: options.develop ? 'development' : 'production',
  }
  Object.assign(process.env, env)
  const { seedDemo } = await import('#db/seed.ts')
  await seedDemo()
  const { seedDemoHistory } = await import('#db/seed-history.ts')
  await seedDemoHistory()
  if (!options.develop) buildIfChanged()
  return { env, dataDir, logFolder: join(dataDir, 'logs'), port, sandboxPort, databaseUrl }
}

const USUAL_CONNECTIONS = 120

async function startOwnPostgres(dataDir: string, connections = 0): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    folder: join(dataDir, 'postgres'),
    port: await getPort(),
    settings: { max_connections: String(Math.max(USUAL_CONNECTIONS, connections)) },
  })
  const admin = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
  const [found] = await admin`select 1 from pg_database where datname = 'orderly'`
  if (!found) await admin.unsafe('create database orderly')
  await admin.end()
  return server
}

/** Kept between starts, so that sessions and tracking links stay good. */
function ownSecret(dataDir: string): string {
  const file = join(dataDir, 'auth-secret')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}

const START_LIMIT_MS = 120_000

export async function answering(url: string) {
  for (const deadline = Date.now() + START_LIMIT_MS; Date.now() < deadline; ) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise(done => setTimeout(done, 200))
  }
  throw new Error(`The shop did not answer at ${url}.`)
}

export function welcome(at: PreparedShop): string {
  const shop = `http://localhost:${at.port}`
  const sandbox = `http://localhost:${at.sandboxPort}`
  return `
  Orderly is open.

  Shop           ${shop}
  Staff          ${shop}/admin
  REST           ${shop}/api/v1/openapi.json
  Outside world  ${sandbox}   inbox, bank, warehouse floor, faults

  Sign in        shopper@orderly.example / shopper-demo
                 admin@orderly.example   / admin-demo-1   (staff)
  Test cards     4242 4242 4242 4242 pays · 4000 0000 0000 9995 declines · 4000 0027 6000 3184 asks for 3-D Secure
                 any future date, any security code

  Database       ${at.databaseUrl.replace(/:[^:@/]+@/, ':…@')}
  Logs           ${at.logFolder}
  Ctrl-C stops everything; data is kept.
`
}
