import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import getPort, { portNumbers } from 'get-port'
import postgres from 'postgres'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts'
import { type Env, isLoopback, parseEnv } from '#platform/lib/env.ts'
import type { DemoPerson } from '#slices/customers/demo/demo-people.ts'
import { buildIfChanged } from './build.ts'
import { fillDatabase } from './fill-database.ts'
import { fingerprint } from './fingerprint.ts'
import { floorKey } from './floor-key.ts'
import { type Kept, keepRunning, type Told } from './keep-running.ts'
import { claimDataDir } from './one-shop.ts'
import type { Part } from './part.ts'
import type { Progress } from './progress.ts'

/** The settings that every process of the shop starts with. */
export type PreparedShop = {
  env: NodeJS.ProcessEnv
  /** Those of the sandbox, which alone gets the key to our floors. */
  sandboxEnv: NodeJS.ProcessEnv
  dataDir: string
  logFolder: string
  /** Its host, as seen from this machine. */
  reachedAt: string
  port: number
  sandboxPort: number
  databaseUrl: string
  /** The demo's people who can sign in. */
  demo: readonly DemoPerson[]
  /** The Postgres that we started, kept running; none when it is somebody else's. */
  ownPostgres: Kept | null
}

type Options = {
  develop: boolean
  /** How many the Postgres of our own has to hold. */
  connections?: number
  /** Called when a Postgres of our own dies and is started again, or is given up. */
  told: Told
  progress: Progress
}

/**
 * Everything that stands before the first process: data folder, ports, database, migrations, seed and build. The pages are built
 * meanwhile, since they need nothing of the rest.
 */
export async function prepareShop(options: Options): Promise<PreparedShop> {
  const given = parseEnv(process.env)
  const dataDir = resolve(given.DATA_DIR)
  await claimDataDir(dataDir)
  const port = await getPort({ port: portNumbers(given.PORT, given.PORT + 99) })
  const sandboxPort = await getPort({
    port: portNumbers(given.SANDBOX_PORT, given.SANDBOX_PORT + 99),
    exclude: [port],
  })
  const place = { given, dataDir, port, sandboxPort, from: fingerprint() }
  const [database] = await Promise.all([
    openDatabase(place, options),
    options.develop ? null : buildIfChanged(options.progress, place.from),
  ])
  return {
    ...database,
    dataDir,
    logFolder: join(dataDir, 'logs'),
    reachedAt: given.reachedAt,
    port,
    sandboxPort,
  }
}

type Place = { given: Env; dataDir: string; port: number; sandboxPort: number; from: string }

async function openDatabase(
  { given, dataDir, port, sandboxPort, from }: Place,
  options: Options,
): Promise<Pick<PreparedShop, 'env' | 'sandboxEnv' | 'databaseUrl' | 'demo' | 'ownPostgres'>> {
  const { develop, progress } = options
  const own = given.DATABASE_URL
    ? null
    : await progress.during('database', () => openOwnPostgres(dataDir, options))
  const databaseUrl = given.DATABASE_URL ?? own?.url ?? ''
  const directUrl = given.DATABASE_DIRECT_URL ?? databaseUrl
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SHOP_URL: given.SHOP_URL ?? `http://${given.reachedAt}:${port}`,
    DATABASE_URL: databaseUrl,
    DATABASE_DIRECT_URL: directUrl,
    AUTH_SECRET: given.AUTH_SECRET ?? ownSecret(dataDir),
    NODE_ENV: develop ? 'development' : 'production',
  }
  Object.assign(process.env, env)
  const standsIn = !given.stripe.takesRealMoney
  const demo = await fillDatabase(directUrl, { isOurs: own !== null, from, standsIn, progress })
  const sandboxEnv = standsIn ? { ...env, FLOOR_KEY: await floorKey(dataDir, directUrl) } : env
  return { env, sandboxEnv, databaseUrl, demo, ownPostgres: own?.kept ?? null }
}

const USUAL_CONNECTIONS = 120

async function openOwnPostgres(
  dataDir: string,
  { connections = 0, told }: { connections?: number; told: Told },
): Promise<{ url: string; kept: Kept }> {
  const options = {
    folder: join(dataDir, 'postgres'),
    port: await getPort(),
    settings: { max_connections: String(Math.max(USUAL_CONNECTIONS, connections)) },
  }
  const server = await startEmbeddedPostgres(options)
  let next: Promise<EmbeddedPostgres> | null = Promise.resolve(server)
  const kept = keepRunning(() => {
    const opening = next ?? startEmbeddedPostgres(options)
    next = null
    return databasePart(opening, server.pid)
  }, told)
  const admin = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
  const [found] = await admin`select 1 from pg_database where datname = 'orderly'`
  if (!found) await admin.unsafe('create database orderly')
  await admin.end()
  return { url: server.url('orderly'), kept }
}

/** A Postgres that is only just starting, as a part like the others. */
function databasePart(opening: Promise<EmbeddedPostgres>, firstPid: number): Part {
  const part = {
    name: 'database',
    pid: firstPid,
    ready: opening.then(() => {}),
    gone: opening.then(server => server.gone, String),
    stop: async (limitMs?: number) => (await opening.catch(() => null))?.stop(limitMs),
  }
  opening.then(
    server => {
      part.pid = server.pid
    },
    () => {},
  )
  part.ready.catch(() => {})
  return part
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

const INDENT = `\n${' '.repeat(17)}`
const signInOf = ({ role = '', email, password }: DemoPerson) =>
  `${email.padEnd(27)} / ${password.padEnd(17)} ${role.toLowerCase()}`.trimEnd()

export function welcome(at: PreparedShop): string {
  const { BIND_ADDRESS } = parseEnv(process.env)
  const shop = `http://${at.reachedAt}:${at.port}`
  const sandbox = `http://${at.reachedAt}:${at.sandboxPort}`
  const whom = isLoopback(BIND_ADDRESS)
    ? 'this machine only; BIND_ADDRESS=0.0.0.0 opens shop and sandbox to the network'
    : `BIND_ADDRESS is ${BIND_ADDRESS}: anybody who reaches it also reaches the demo accounts and the sandbox`
  return `
  Orderly is open.

  Shop           ${shop}
  Staff          ${shop}/admin
  REST           ${shop}/api/v1/openapi.json
  Outside world  ${sandbox}   inbox, bank, warehouse floor, carrier, faults

  Sign in        ${at.demo.map(signInOf).join(INDENT) || 'nobody of a demo; `npm run staff` makes the first owner'}
  Test cards     4242 4242 4242 4242 pays · 4000 0000 0000 9995 declines · 4000 0027 6000 3184 asks for 3-D Secure
                 any future date, any security code

  Open to        ${whom}
  Database       ${at.databaseUrl.replace(/:[^:@/]+@/, ':…@')}
  Logs           ${at.logFolder}
  Ctrl-C stops everything; data is kept.
`
}
