import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { Pool } from 'undici'
import { type Db, openDatabase } from '#platform/db/client.ts'
import { endWithUs, removeWithUs } from '#platform/processes/watchdog.ts'
import { watchCpu } from './cpu.ts'
import { putOnSale } from './goods.ts'
import type { BankManners } from './stage.ts'

export type ClusterStage = {
  db: Db
  http: Pool
  skus: string[]
  databaseUrl: string
  setBank: (manners: BankManners) => Promise<void>
  /** Replaces every process; answers once the last one is new. */
  restart: () => Promise<void>
  watchCpu: () => () => Record<string, number> | null
  close: () => Promise<void>
}

/** `npm run cluster` as anybody runs it, on a folder of its own, with a bare outside world. Nothing is left after `close`. */
export async function openCluster(shape: {
  webs: number
  workers: number
  balancer: string
  env?: Record<string, string>
  /** The database is not the cluster's own: its processes. */
  database?: readonly number[]
}): Promise<ClusterStage> {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-cluster-'))
  chmodSync(folder, 0o755)
  removeWithUs(folder)
  const outsidePort = await getPort()
  const outsideUrl = `http://127.0.0.1:${outsidePort}`
  const outside = spawn(process.execPath, ['--import', 'tsx', 'bench/outside.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, OUTSIDE_PORT: String(outsidePort) },
  })
  endWithUs(outside)
  const env = {
    ...process.env,
    DATA_DIR: join(folder, 'data'),
    PORT: String(await getPort()),
    SANDBOX_PORT: String(await getPort()),
    DATABASE_URL: '',
    RATE_LIMITS: 'off',
    // A request that hangs on a slow bank is one that a careless restart would cut.
    ANSWER_WITHIN_MS: '20000',
    STRIPE_API_BASE: outsideUrl,
    RESEND_BASE_URL: outsideUrl,
    WAREHOUSE_URL: `${outsideUrl}/warehouse`,
    ...shape.env,
  }
  const args = ['--web', shape.webs, '--workers', shape.workers, '--balancer', shape.balancer].map(String)
  const cluster = spawn(process.execPath, ['--import', 'tsx', 'src/run/cluster/command.ts', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  endWithUs(cluster)
  await said(cluster, 'Orderly is open')
  const { port, databaseUrl, parts } = JSON.parse(
    readFileSync(join(env.DATA_DIR, 'running.json'), 'utf8'),
  ) as { port: number; databaseUrl: string; parts: number[] }
  const db = openDatabase(databaseUrl, { connections: 4, name: 'orderly-judge' })
  const http = new Pool(`http://localhost:${port}`, { connections: 64, pipelining: 1 })
  return {
    db,
    http,
    databaseUrl,
    skus: await putOnSale(db, { skus: 1_000, units: 1_000_000 }),
    async setBank(manners) {
      await fetch(`${outsideUrl}/_bench/bank`, { method: 'POST', body: JSON.stringify(manners) })
    },
    async restart() {
      const asked = spawn(process.execPath, ['--import', 'tsx', 'src/run/cluster/command.ts', 'restart'], {
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      const code = await new Promise(done => asked.once('exit', done))
      if (code !== 0) throw new Error('The restart was not carried out.')
    },
    watchCpu: () =>
      watchCpu({
        balancer: parts.slice(0, 1),
        webs: parts.slice(1, 1 + shape.webs),
        workers: parts.slice(1 + shape.webs, 1 + shape.webs + shape.workers),
        Postgres: shape.database ?? parts.slice(-1),
        'outside world': outside.pid ? [outside.pid] : [],
        load: [process.pid],
      }),
    async close() {
      await http.close()
      await db.$client.end({ timeout: 2 })
      await ended(cluster)
      await ended(outside)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function said(child: ChildProcess, words: string) {
  const open = new Promise<void>(done => {
    child.stdout?.on('data', chunk => String(chunk).includes(words) && done())
  })
  const gone = new Promise<never>((_, refuse) =>
    child.once('exit', () => refuse(new Error('The cluster did not open.'))),
  )
  await Promise.race([open, gone])
}

async function ended(child: ChildProcess) {
  if (child.exitCode !== null) return
  const gone = new Promise(done => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
}
