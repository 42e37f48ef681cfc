import { type ChildProcess, spawn } from 'node:child_process'
import getPort from 'get-port'
import { Pool } from 'undici'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { ShopProcesses } from '#proof/chaos/processes.ts'
import { watchCpu } from './cpu.ts'
import { putOnSale } from './goods.ts'

export type BankManners = { latencyMs: number; tailMs?: number; tailShare?: number }
export type Books = {
  charges: { id: string; orderId: string; amount: number }[]
  mails: number
  shipments: number
}

/** A shop of processes on a database of its own, a bare outside world, and a line to it. Nothing is left after `close`. */
export type Stage = {
  shop: ShopProcesses
  /** The goods on sale. */
  skus: string[]
  http: Pool
  outsideUrl: string
  setBank: (manners: BankManners) => Promise<void>
  /** The calls that the outside world really got. */
  books: () => Promise<Books>
  /** Cores used by each since the call, told at the call of the answer. */
  watchCpu: () => () => Record<string, number> | null
  close: () => Promise<void>
}

export async function openStage(shape: {
  webs?: number
  workers?: number
  skus?: number
  units?: number
  env?: Record<string, string>
}): Promise<Stage> {
  const { webs = 1, workers = 0, skus: count = 1_000, units = 1_000_000, env = {} } = shape
  const outsidePort = await getPort()
  const outsideUrl = `http://127.0.0.1:${outsidePort}`
  const outside = spawn(process.execPath, ['--import', 'tsx', 'bench/outside.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, OUTSIDE_PORT: String(outsidePort) },
  })
  endWithUs(outside)
  const shop = await ShopProcesses.open({
    web: 'next',
    webs,
    workers,
    warehouseStepSeconds: 2,
    balanced: webs > 1,
    env: {
      STRIPE_API_BASE: outsideUrl,
      RESEND_BASE_URL: outsideUrl,
      WAREHOUSE_URL: `${outsideUrl}/warehouse`,
      FAULTS_DIR: '',
      ...env,
    },
  })
  // The code that is measured in this process signs as the shop does.
  process.env.AUTH_SECRET = shop.env.AUTH_SECRET
  const http = new Pool(shop.url, { connections: 256, pipelining: 1 })
  const skus = await putOnSale(shop.db, { skus: count, units })
  return {
    shop,
    skus,
    http,
    outsideUrl,
    async setBank(manners) {
      const body = JSON.stringify({ tailMs: 0, tailShare: 0, ...manners })
      await fetch(`${outsideUrl}/_bench/bank`, { method: 'POST', body })
    },
    books: async () => (await fetch(`${outsideUrl}/_bench/books`)).json() as Promise<Books>,
    watchCpu: () =>
      watchCpu({
        web: shop.pids('web'),
        worker: shop.pids('worker'),
        Postgres: shop.pids('postgres'),
        'outside world': outside.pid ? [outside.pid] : [],
        load: [process.pid],
      }),
    async close() {
      await http.close()
      await shop.close()
      await ended(outside)
    },
  }
}

async function ended(child: ChildProcess) {
  const gone = new Promise(done => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
}
