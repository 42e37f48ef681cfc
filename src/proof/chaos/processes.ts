import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import postgres from 'postgres'
import { type Db, openDatabase } from '#platform/db/client.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts'
import { migrateDatabase } from '#platform/db/migrate.ts'
import type { Strike } from '#platform/lib/fault-points.ts'
import { endWithUs, removeWithUs } from '#platform/processes/watchdog.ts'
import { type OwnBalancer, openOwnBalancer } from '#run/cluster/own-balancer.ts'
import { buildIfChanged } from '#run/start/build.ts'
import { showProgress } from '#run/start/progress.ts'
import { queues } from '#run/what-follows.ts'
import { stripeGateway } from '#slices/payments/stripe-gateway.ts'

export type WebKind = 'next' | 'rest'
type Name = `web-${number}` | `worker-${number}` | 'sandbox'

const UP_LIMIT_MS = 60_000
const LOOK_EVERY_MS = 25

/**
 * A whole shop in processes of its own, each of which can be killed and started again: Postgres (flushing, as in earnest), the
 * sandbox, webs and workers. Nothing is left of it after `close`.
 */
export class ShopProcesses {
  readonly db: Db
  readonly sandboxUrl: string
  readonly webUrls: string[]
  /** Where buyers go. */
  readonly url: string
  readonly #balancer: OwnBalancer | null
  readonly faultsFolder: string
  readonly env: NodeJS.ProcessEnv
  readonly #folder: string
  readonly #webKind: WebKind
  /** The settings of one web that differ from the others. */
  readonly #webSettings: Record<string, string>[]
  #postgres: EmbeddedPostgres
  readonly #running = new Map<Name, ChildProcess>()
  #closing = false

  static async open(shape: {
    web: WebKind
    webs: number
    workers: number
    webSettings?: Record<string, string>[]
    /** One address for all webs, also for the outside world's webhooks; otherwise it is the first web's. */
    balanced?: boolean
    warehouseStepSeconds: number
    /** Settings beside or instead of those of every run. */
    env?: Record<string, string>
  }): Promise<ShopProcesses> {
    const folder = mkdtempSync(join(tmpdir(), 'orderly-chaos-'))
    chmodSync(folder, 0o755)
    removeWithUs(folder)
    if (shape.web === 'next') {
      const progress = showProgress()
      await buildIfChanged(progress).finally(progress.end)
    }
    const postgresPort = await getPort()
    const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), port: postgresPort })
    const admin = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
    await admin.unsafe('create database orderly')
    await admin.end()
    await migrateDatabase(server.url('orderly'), queues)
    const ports = { sandbox: await getPort(), webs: [] as number[] }
    for (let index = 0; index < shape.webs; index++) ports.webs.push(await getPort())
    const balancer = shape.balanced
      ? await openOwnBalancer({ port: 0, webs: ports.webs.map(port => `http://localhost:${port}`) })
      : null
    const shop: ShopProcesses = new ShopProcesses(folder, server, postgresPort, ports, { ...shape, balancer })
    await Promise.all([
      shop.start('sandbox'),
      ...ports.webs.map((_, index) => shop.start(`web-${index + 1}`)),
      ...Array.from({ length: shape.workers }, (_, index) => shop.start(`worker-${index + 1}`)),
    ])
    return shop
  }

  readonly #postgresPort: number

  private constructor(
    folder: string,
    server: EmbeddedPostgres,
    postgresPort: number,
    ports: { sandbox: number; webs: number[] },
    shape: {
      web: WebKind
      webSettings?: Record<string, string>[]
      balancer: OwnBalancer | null
      warehouseStepSeconds: number
      env?: Record<string, string>
    },
  ) {
    this.#folder = folder
    this.#postgres = server
    this.#postgresPort = postgresPort
    this.#webKind = shape.web
    this.#webSettings = shape.webSettings ?? []
    this.faultsFolder = join(folder, 'faults')
    mkdirSync(this.faultsFolder)
    this.sandboxUrl = `http://localhost:${ports.sandbox}`
    this.webUrls = ports.webs.map(port => `http://localhost:${port}`)
    this.#balancer = shape.balancer
    this.url = shape.balancer?.url ?? this.webUrls[0] ?? ''
    this.env = {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: server.url('orderly'),
      DATABASE_DIRECT_URL: '',
      DATA_DIR: join(folder, 'data'),
      SANDBOX_PORT: String(ports.sandbox),
      SHOP_URL: this.url,
      AUTH_SECRET: 'only-for-runs-only-for-runs-only-for',
      RATE_LIMITS: 'off',
      FAULTS_DIR: this.faultsFolder,
      WAREHOUSE_STEP_SECONDS: String(shape.warehouseStepSeconds),
      LOG_LEVEL: 'info',
      ...shape.env,
    }
    this.db = openDatabase(server.url('orderly'), { connections: 4, name: 'orderly-judge' })
  }

  /** Our own view of the bank's books. */
  gateway() {
    return stripeGateway({ secretKey: 'sk_test_sandbox', apiBase: this.sandboxUrl })
  }

  async start(name: Name): Promise<void> {
    if (this.#closing) return
    const [kind, number] = name.split('-')
    const port = this.webUrls[Number(number) - 1]?.split(':').at(-1) ?? ''
    const file = {
      web: this.#webKind === 'next' ? 'src/run/web.ts' : 'src/proof/chaos/rest-web.ts',
      worker: 'src/run/worker.ts',
      sandbox: 'src/sandbox/main.ts',
    }[kind as 'web' | 'worker' | 'sandbox']
    const child = this.spawn(
      name,
      ['--import', 'tsx', file],
      kind === 'web' ? { PORT: port, ...this.#webSettings[Number(number) - 1] } : undefined,
    )
    this.#running.set(name, child)
    const log = join(this.#folder, `${name}.log`)
    if (kind === 'web') await answering(`${this.webUrls[Number(number) - 1]}/api/health/live`, child, log)
    if (kind === 'sandbox') await answering(`${this.sandboxUrl}/_sandbox/health`, child, log)
  }

  spawn(name: string, args: string[], env: Record<string, string> = {}): ChildProcess {
    const log = openSync(join(this.#folder, `${name}.log`), 'a')
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', log, log],
      env: { ...this.env, ...env, ORDERLY_PROCESS: name },
    })
    // All is thrown away, so there is nothing to be ended in order.
    endWithUs(child, { signal: 'SIGKILL' })
    return child
  }

  logFile(name: string): string {
    return join(this.#folder, `${name}.log`)
  }

  /** SIGKILL: no last words. Resolves when it is dead. */
  async kill(name: Name): Promise<void> {
    const child = this.#running.get(name)
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise(done => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
  }

  async restart(name: Name): Promise<void> {
    await this.kill(name)
    await this.start(name)
  }

  get databaseUrl(): string {
    return this.#postgres.url('orderly')
  }

  /** The processes of a kind, for a caller that counts their cost. */
  pids(kind: 'web' | 'worker' | 'sandbox' | 'postgres'): number[] {
    if (kind === 'postgres') return [this.#postgres.pid]
    return [...this.#running].flatMap(([name, child]) =>
      name.split('-')[0] === kind && child.pid ? [child.pid] : [],
    )
  }

  isRunning(name: Name): boolean {
    const child = this.#running.get(name)
    return child !== undefined && child.exitCode === null && child.signalCode === null
  }

  /** As if the machine had lost its power: nothing is flushed that was not flushed, and recovery begins from the log. */
  async restartPostgres(): Promise<void> {
    const { pid, folder } = this.#postgres
    process.kill(pid, 'SIGQUIT')
    while (isAlive(pid)) await pause(LOOK_EVERY_MS)
    this.#postgres = await startEmbeddedPostgres({
      folder: join(this.#folder, 'postgres'),
      port: this.#postgresPort,
    })
    if (this.#postgres.folder !== folder) throw new Error('Postgres came back in another folder.')
  }

  /** Every connection of webs and workers is cut. */
  async terminateBackends(): Promise<void> {
    await this.db.$client`
      select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and application_name not like 'orderly-judge%'`
  }

  arm(point: string, strike: Strike) {
    writeFileSync(join(this.faultsFolder, point), strike)
  }

  hasStruck(point: string): boolean {
    return existsSync(join(this.faultsFolder, `${point}.struck`))
  }

  /** Lets a process go that hangs there, and takes back a strike that nothing met. Answers whether it was met. */
  disarm(point: string): boolean {
    const met = this.hasStruck(point)
    rmSync(join(this.faultsFolder, point), { force: true })
    rmSync(join(this.faultsFolder, `${point}.struck`), { force: true })
    return met
  }

  async armBank(fault: { service: string; kind: string; count?: number; ms?: number }): Promise<void> {
    const answer = await fetch(`${this.sandboxUrl}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    })
    if (!answer.ok) throw new Error(`The sandbox refused the fault: ${await answer.text()}`)
  }

  async calmBank(): Promise<void> {
    await fetch(`${this.sandboxUrl}/_sandbox/faults`, { method: 'DELETE' })
  }

  async bank<T>(path: string): Promise<T> {
    return (await fetch(`${this.sandboxUrl}/_sandbox/${path}`)).json() as Promise<T>
  }

  /** Copies what the processes logged to a folder that stays, and answers where. */
  keepLogs(): string {
    const kept = mkdtempSync(join(tmpdir(), 'orderly-chaos-logs-'))
    for (const name of readdirSync(this.#folder).filter(file => file.endsWith('.log')))
      copyFileSync(join(this.#folder, name), join(kept, name))
    return kept
  }

  async close(): Promise<void> {
    this.#closing = true
    void this.#balancer?.close()
    await Promise.all([...this.#running.keys()].map(name => this.kill(name)))
    await this.db.$client.end({ timeout: 2 })
    await this.#postgres.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

const LAST_WORDS = 2_000
const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms))

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A process that ends or is silent takes its folder with it, so the error holds what it said last. */
async function answering(url: string, child: ChildProcess, log: string) {
  const lastWords = () => readFileSync(log, 'utf8').slice(-LAST_WORDS)
  for (let waited = 0; waited < UP_LIMIT_MS; waited += LOOK_EVERY_MS) {
    if (child.exitCode !== null) throw new Error(`A process ended at its start:\n${lastWords()}`)
    if ((await fetch(url).catch(() => null))?.ok) return
    await pause(LOOK_EVERY_MS)
  }
  throw new Error(`A process did not answer:\n${lastWords()}`)
}
