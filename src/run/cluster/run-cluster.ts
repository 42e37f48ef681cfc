import { join } from 'node:path'
import getPort from 'get-port'
import { parseEnv } from '#platform/lib/env.ts'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { type Kept, keepRunning } from '#run/start/keep-running.ts'
import { noteRunning, noteStopped } from '#run/start/one-shop.ts'
import { type Part, startPart } from '#run/start/part.ts'
import { type PreparedShop, prepareShop, welcome } from '#run/start/prepare-shop.ts'
import { showProgress } from '#run/start/progress.ts'
import { stopInOrder } from '#run/start/stop-in-order.ts'
import { untilAnswering } from '#run/start/until-answering.ts'
import { type BalancerKind, balancerStart, installedBalancers } from './balancers.ts'
import { connectionsNeeded } from './connections.ts'
import { readRestart, writeRestart } from './restart-request.ts'
import { roll, type Web } from './roll.ts'

export type ClusterShape = { webs: number; workers: number; balancer: BalancerKind | null }

/** Longer than any balancer takes to notice that a web is leaving: two looks of half a second, and a busy machine. */
const DRAIN_SECONDS = 4

type Cluster = {
  shop?: PreparedShop
  sandbox?: Kept
  balancer?: Kept
  webs: Web[]
  workers: Kept[]
  sparePort: number
}

/** Runs the shop of `npm start` in several processes behind one address, each started again when it dies. Ctrl-C stops all in order. */
export async function runCluster(shape: ClusterShape): Promise<void> {
  const cluster: Cluster = { webs: [], workers: [], sparePort: 0 }
  let failed = false
  const end = endWithStarter(async () => {
    process.exitCode = failed ? 1 : 0
    await stop(cluster)
  })
  const fail = (sentence: string) => {
    console.error(sentence)
    failed = true
    void end()
  }
  try {
    await open(cluster, shape, sentence =>
      fail(`${sentence} Its last words are in ${cluster.shop?.logFolder}. The shop stops.`),
    )
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
  }
}

async function open(cluster: Cluster, shape: ClusterShape, gaveUp: (sentence: string) => void) {
  const { TRUSTED_PROXY_HOPS, DATABASE_POOL, BIND_ADDRESS } = parseEnv(process.env)
  const note = () => {
    const { shop } = cluster
    if (shop) noteRunning(shop.dataDir, { ...shop, parts: pidsOf(cluster), cluster: true })
  }
  const told = { started: note, died: console.error, gaveUp }
  const progress = showProgress()
  const shop = await prepareShop({
    develop: false,
    connections: connectionsNeeded({ ...shape, pool: DATABASE_POOL }),
    told,
    progress,
  }).finally(progress.end)
  cluster.shop = shop
  const keep = (start: () => Part, gone = goOnWithout) => keepRunning(start, { ...told, gaveUp: gone })
  let websLeft = shape.webs
  const lastOne = (sentence: string) => (--websLeft ? goOnWithout(sentence) : gaveUp(sentence))
  const ports = await freePorts(shape.webs + 1)
  const start = starts(shop, { hops: TRUSTED_PROXY_HOPS + 1 })

  cluster.sparePort = ports.pop() ?? 0
  cluster.sandbox = keep(() =>
    startPart('sandbox', ['--import', 'tsx', 'src/sandbox/main.ts'], { ...shop, env: shop.sandboxEnv }),
  )
  cluster.webs = ports.map((port, index) => ({
    port,
    kept: keep(() => start.web(`web-${index + 1}`, port), lastOne),
  }))
  cluster.workers = Array.from({ length: shape.workers }, (_, index) =>
    keep(() => start.worker(`worker-${index + 1}`)),
  )
  note()
  for (const { port, kept } of cluster.webs)
    await untilAnswering(`http://127.0.0.1:${port}/api/health/ready`, kept)
  const kind = shape.balancer ?? installedBalancers()[0] ?? 'own'
  const balanced = {
    port: shop.port,
    bindAddress: BIND_ADDRESS,
    webPorts: [...ports, cluster.sparePort],
    folder: join(shop.dataDir, 'balancer'),
  }
  const { args, env, ...how } = balancerStart(kind, { ...balanced, behindProxy: TRUSTED_PROXY_HOPS > 0 })
  cluster.balancer = keep(
    () => startPart('balancer', args, { ...how, env: { ...process.env, ...env }, logFolder: shop.logFolder }),
    gaveUp,
  )
  note()
  await untilAnswering(`http://${shop.reachedAt}:${shop.port}/api/health/ready`, cluster.balancer)
  rollWhenAsked(cluster, shop, start)
  console.log(`${welcome(shop)}
  ${shape.webs} web and ${shape.workers} worker processes behind ${kind === 'own' ? 'the balancer that came with the shop' : kind}.
  \`npm run cluster -- restart\` replaces them one by one.
`)
}

function goOnWithout(sentence: string) {
  console.error(`${sentence} It is not started again; the others go on.`)
}

/** The folder that new processes run in; a restart may bring that of another release. */
let release = process.cwd()

function starts(shop: PreparedShop, { hops }: { hops: number }) {
  const env = (own: Record<string, string>) => ({
    ...shop.env,
    // Only the balancer may tell the webs about the caller.
    BIND_ADDRESS: '127.0.0.1',
    SANDBOX_URL: process.env.SANDBOX_URL || `http://${shop.reachedAt}:${shop.sandboxPort}`,
    TRUSTED_PROXY_HOPS: String(hops),
    DRAIN_SECONDS: process.env.DRAIN_SECONDS || String(DRAIN_SECONDS),
    ...own,
  })
  const { logFolder } = shop
  return {
    web: (name: string, port: number) =>
      startPart(name, ['--import', 'tsx', 'src/run/web.ts'], {
        env: env({ PORT: String(port) }),
        logFolder,
        folder: release,
      }),
    worker: (name: string) =>
      startPart(name, ['--import', 'tsx', 'src/run/worker.ts'], { env: env({}), logFolder, folder: release }),
  }
}

function rollWhenAsked(cluster: Cluster, shop: PreparedShop, start: ReturnType<typeof starts>) {
  let rolling = false
  process.on('SIGUSR2', async () => {
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

function pidsOf(cluster: Cluster): number[] {
  return stepsOf(cluster).flatMap(step => step.map(part => part.pid()))
}

/** In the order in which they stop: the parts that bring work, those that do it, those that both call; the database last. */
function stepsOf({ balancer, webs, workers, sandbox, shop }: Cluster): Kept[][] {
  const one = (part: Kept | null | undefined) => (part ? [part] : [])
  return [one(balancer), webs.map(web => web.kept), workers, one(sandbox), one(shop?.ownPostgres)]
}

async function stop(cluster: Cluster) {
  const { sandbox, shop } = cluster
  if (sandbox) console.log('\nStopping: running requests and jobs end first …')
  await stopInOrder(stepsOf(cluster))
  if (shop) noteStopped(shop.dataDir)
  if (sandbox) console.log('Stopped. Everything is kept.')
}
