import { join } from 'node:path'
import getPort from 'get-port'
import type { EmbeddedPostgres } from '#db/embedded-postgres.ts'
import { parseEnv } from '#lib/env.ts'
import { noteRunning, noteStopped } from '../start/one-shop.ts'
import { type Part, startPart } from '../start/part.ts'
import { answering, type PreparedShop, prepareShop, welcome } from '../start/prepare-shop.ts'
import { type BalancerKind, balancerStart, installedBalancers } from './balancers.ts'
import { connectionsNeeded } from './connections.ts'
import { type Kept, keepRunning } from './keep-running.ts'
import { readRestart, writeRestart } from './restart-request.ts'
import { roll, type Web } from './roll.ts'

export type ClusterShape = { webs: number; workers: number; balancer: BalancerKind | null }

/** Longer than any balancer takes to notice that a web is leaving: two looks of half a second, and a busy machine. */
const DRAIN_SECONDS = 4

type Cluster = {
  ownPostgres?: EmbeddedPostgres
  shop?: PreparedShop
  sandbox?: Kept
  balancer?: Kept
  webs: Web[]
  workers: Kept[]
  sparePort: number
}

/** What `npm start` starts, in several processes behind one address, each started again when it dies. Ctrl-C stops all in order. */
export async function runCluster(shape: ClusterShape): Promise<void> {
  const cluster: Cluster = { webs: [], workers: [], sparePort: 0 }
  const stop = stopOnce(cluster)
  // Whoever read what we print may be gone; the shop goes on.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => {})
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  try {
    await open(cluster, shape, sentence => {
      console.error(`${sentence} Its last words are in ${cluster.shop?.logFolder}. The shop stops.`)
      process.exitCode = 1
      void stop()
    })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
    await stop()
  }
}

async function open(cluster: Cluster, shape: ClusterShape, gaveUp: (sentence: string) => void) {
  const { TRUSTED_PROXY_HOPS, DATABASE_POOL } = parseEnv(process.env)
  const shop = await prepareShop({
    develop: false,
    connections: connectionsNeeded({ ...shape, pool: DATABASE_POOL }),
    opened: server => {
      cluster.ownPostgres = server
    },
  })
  cluster.shop = shop
  const note = () => noteRunning(shop.dataDir, { ...shop, parts: pidsOf(cluster), cluster: true })
  const told = { started: note, died: (sentence: string) => console.error(sentence), gaveUp }
  const keep = (start: () => Part) => keepRunning(start, told)
  const ports = await freePorts(shape.webs + 1)
  const start = starts(shop, { hops: TRUSTED_PROXY_HOPS + 1 })

  cluster.sparePort = ports.pop() ?? 0
  cluster.sandbox = keep(() => startPart('sandbox', ['--import', 'tsx', 'src/sandbox/main.ts'], shop))
  cluster.webs = ports.map((port, index) => ({ port, kept: keep(() => start.web(`web-${index + 1}`, port)) }))
  cluster.workers = Array.from({ length: shape.workers }, (_, index) =>
    keep(() => start.worker(`worker-${index + 1}`)),
  )
  note()
  for (const { port } of cluster.webs) await answering(`http://127.0.0.1:${port}/api/health/ready`)
  const kind = shape.balancer ?? installedBalancers()[0] ?? 'own'
  const balanced = {
    port: shop.port,
    webPorts: [...ports, cluster.sparePort],
    folder: join(shop.dataDir, 'balancer'),
  }
  const { args, env, ...how } = balancerStart(kind, { ...balanced, behindProxy: TRUSTED_PROXY_HOPS > 0 })
  cluster.balancer = keep(() =>
    startPart('balancer', args, { ...how, env: { ...process.env, ...env }, logFolder: shop.logFolder }),
  )
  note()
  await answering(`http://localhost:${shop.port}/api/health/ready`)
  rollOnHangup(cluster, shop, start)
  console.log(`${welcome(shop)}
  ${shape.webs} web and ${shape.workers} worker processes behind ${kind === 'own' ? 'the balancer that came with the shop' : kind}.
  \`npm run cluster -- restart\` replaces them one by one.
`)
}

/** The folder that new processes run in; a restart may bring that of another release. */
let release = process.cwd()

function starts(shop: PreparedShop, { hops }: { hops: number }) {
  const env = (own: Record<string, string>) => ({
    ...shop.env,
    // Nobody but the balancer may say who calls.
    BIND_ADDRESS: '127.0.0.1',
    TRUSTED_PROXY_HOPS: String(hops),
    DRAIN_SECONDS: process.env.DRAIN_SECONDS || String(DRAIN_SECONDS),
    ...own,
  })
  const { logFolder } = shop
  return {
    web: (name: string, port: number) =>
      startPart(name, ['--import', 'tsx', 'src/web.ts'], {
        env: env({ PORT: String(port) }),
        logFolder,
        folder: release,
      }),
    worker: (name: string) =>
      startPart(name, ['--import', 'tsx', 'src/worker.ts'], { env: env({}), logFolder, folder: release }),
  }
}

function rollOnHangup(cluster: Cluster, shop: PreparedShop, start: ReturnType<typeof starts>) {
  let rolling = false
  process.on('SIGHUP', async () => {
    if (rolling) return
    rolling = true
    const before = release
    const request = readRestart(shop.dataDir)
    const asked =
      request?.state === 'asked' ? request : { id: '', release, state: 'asked' as const, told: [] }
    const tell = (state: 'rolling' | 'done' | 'failed', sentence: string) => {
      console.log(sentence)
      asked.told.push(sentence)
      writeRestart(shop.dataDir, { ...asked, state })
    }
    try {
      release = asked.release
      tell(
        'rolling',
        `Replacing ${cluster.webs.length} webs and ${cluster.workers.length} workers one by one …`,
      )
      await roll(cluster, start, sentence => tell('rolling', sentence))
      tell('done', 'Every process is new.')
    } catch (error) {
      release = before
      const reason = error instanceof Error ? error.message : String(error)
      tell(
        'failed',
        `${reason} It and those after it stay as they were; the shop serves on. Look into ${shop.logFolder}.`,
      )
    }
    rolling = false
  })
}

async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = []
  while (ports.length < count) ports.push(await getPort({ exclude: ports }))
  return ports
}

function pidsOf({ ownPostgres, balancer, sandbox, webs, workers }: Cluster): number[] {
  const kept = [balancer, ...webs.map(web => web.kept), ...workers, sandbox]
  return [...kept.flatMap(part => (part ? [part.pid()] : [])), ...(ownPostgres ? [ownPostgres.pid] : [])]
}

/** First who brings work, then who does it, then whom it calls; the database last of all. */
function stopOnce(cluster: Cluster): () => Promise<void> {
  let stopping: Promise<void> | undefined
  const stop = async () => {
    const { balancer, sandbox, webs, workers, ownPostgres, shop } = cluster
    if (sandbox) console.log('\nStopping: running requests and jobs end first …')
    await balancer?.stop()
    await Promise.all(webs.map(web => web.kept.stop()))
    await Promise.all(workers.map(worker => worker.stop()))
    await sandbox?.stop()
    await ownPostgres?.stop()
    if (shop) noteStopped(shop.dataDir)
    if (sandbox) console.log('Stopped. Everything is kept.')
    process.exit(process.exitCode ?? 0)
  }
  return () => {
    stopping ??= stop()
    return stopping
  }
}
