import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import getPort, { portNumbers } from 'get-port'
import postgres from 'postgres'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#db/embedded-postgres.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { parseEnv } from '#lib/env.ts'
import { buildIfChanged } from './start/build.ts'
import { claimDataDir, noteRunning, noteStopped } from './start/one-shop.ts'
import { type Part, startPart } from './start/part.ts'
import { queues } from './subscriptions.ts'

/** `npm start`: database, migrations, seed, sandbox, web, worker, and one Ctrl-C for all of them. */
async function start() {
  const develop = process.argv.includes('--dev')
  const given = parseEnv(process.env)
  const dataDir = given.DATA_DIR
  await claimDataDir(dataDir)
  const port = await getPort({ port: portNumbers(given.PORT, given.PORT + 99) })
  const sandboxPort = await getPort({
    port: portNumbers(given.SANDBOX_PORT, given.SANDBOX_PORT + 99),
    exclude: [port],
  })

  const ownPostgres = given.DATABASE_URL ? null : await startOwnPostgres(dataDir)
  const databaseUrl = given.DATABASE_URL ?? ownPostgres?.url('orderly') ?? ''
  const parts: Part[] = []
  stopOnSignal(parts, ownPostgres, dataDir)

  await migrateDatabase(databaseUrl, queues)
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SHOP_URL: given.SHOP_URL ?? `http://localhost:${port}`,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: given.AUTH_SECRET ?? ownSecret(dataDir),
    NODE_ENV: develop ? 'development' : 'production',
  }
  Object.assign(process.env, env)
  const { seedDemo } = await import('#db/seed.ts')
  await seedDemo()
  if (!develop) buildIfChanged()

  const logFolder = join(dataDir, 'logs')
  parts.push(
    startPart('sandbox', ['--import', 'tsx', 'src/sandbox/main.ts'], { env, logFolder }),
    startPart('worker', ['--import', 'tsx', 'src/worker.ts'], { env, logFolder }),
    startPart('web', ['--import', 'tsx', 'src/web.ts'], { env, logFolder }),
  )
  const pids = [...parts.map(part => part.pid), ...(ownPostgres ? [ownPostgres.pid] : [])]
  noteRunning(dataDir, { parts: pids, port, sandboxPort, databaseUrl })
  for (const part of parts) void part.gone.then(how => noticeGone(part, how, logFolder))
  await answering(`http://localhost:${port}/api/health/live`)
  console.log(welcome({ port, sandboxPort, databaseUrl, logFolder }))
}

async function startOwnPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ folder: join(dataDir, 'postgres'), port: await getPort() })
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

let stopping = false
/** First who brings work, then who does it, then whom it calls; the database last of all. */
const STOP_ORDER = ['web', 'worker', 'sandbox']

function stopOnSignal(parts: Part[], ownPostgres: EmbeddedPostgres | null, dataDir: string) {
  const stop = async () => {
    if (stopping) return
    stopping = true
    console.log('\nStopping: running requests and jobs end first …')
    for (const name of STOP_ORDER) await parts.find(part => part.name === name)?.stop()
    await ownPostgres?.stop()
    noteStopped(dataDir)
    console.log('Stopped. Everything is kept; `npm start` goes on from here.')
    process.exit(process.exitCode ?? 0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
}

function noticeGone(part: Part, how: string, logFolder: string) {
  if (stopping) return
  console.error(`The ${part.name} process ended (${how}). See ${join(logFolder, `${part.name}.log`)}.`)
  process.exitCode = 1
  process.kill(process.pid, 'SIGTERM')
}

const START_LIMIT_MS = 120_000

async function answering(url: string) {
  for (const deadline = Date.now() + START_LIMIT_MS; Date.now() < deadline; ) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise(done => setTimeout(done, 200))
  }
  throw new Error(`The shop did not answer at ${url}.`)
}

function welcome(at: { port: number; sandboxPort: number; databaseUrl: string; logFolder: string }): string {
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

start().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
  process.kill(process.pid, 'SIGTERM')
})
