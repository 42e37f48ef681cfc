import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import postgres from 'postgres'
import { startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts'
import { endWithUs, removeWithUs } from '#platform/processes/watchdog.ts'

/** Before it, transaction mode knew no prepared statements, and the shop prepares its hot statements. */
const OLDEST = [1, 21] as const

/** Null: it is not installed. */
export function pgbouncerVersion(): string | null {
  const said = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' }).stdout ?? ''
  return /PgBouncer (\S+)/.exec(said)?.[1] ?? null
}

export function isYoungEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

/** A Postgres that flushes, with PgBouncer in transaction mode before it as docs/scale.md describes it. */
export async function openPooledPostgres(poolSize: number) {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-pooler-'))
  chmodSync(folder, 0o755)
  removeWithUs(folder)
  const port = await getPort()
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    port,
    settings: { max_connections: '200' },
  })
  const admin = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
  await admin.unsafe('create database orderly')
  await admin.end()
  const poolerPort = await getPort()
  const file = join(folder, 'pgbouncer.ini')
  writeFileSync(file, configuration({ port, poolerPort, poolSize }))
  const pooler = spawn('pgbouncer', ['-q', file], { stdio: 'ignore' })
  endWithUs(pooler, { signal: 'SIGINT' })
  return {
    directUrl: server.url('orderly'),
    pids: [server.pid, pooler.pid ?? 0],
    pooledUrl: `postgres://postgres@127.0.0.1:${poolerPort}/orderly`,
    async close() {
      await ended(pooler)
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function configuration(at: { port: number; poolerPort: number; poolSize: number }): string {
  return `[databases]
orderly = host=127.0.0.1 port=${at.port} user=postgres connect_query='set statement_timeout = 15000; set lock_timeout = 5000; set idle_in_transaction_session_timeout = 15000; set random_page_cost = 1.1; set jit = off'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${at.poolerPort}
unix_socket_dir =
auth_type = any
${process.getuid?.() === 0 ? 'user = nobody\n' : ''}pool_mode = transaction
default_pool_size = ${at.poolSize}
max_client_conn = 1000
max_prepared_statements = 200
ignore_startup_parameters = extra_float_digits,statement_timeout,lock_timeout,idle_in_transaction_session_timeout,random_page_cost,jit
`
}

async function ended(child: ChildProcess) {
  if (child.exitCode !== null) return
  const gone = new Promise(done => child.once('exit', done))
  child.kill('SIGINT')
  await gone
}
