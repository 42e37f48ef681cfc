import { balancerKinds, installedBalancers } from '#run/cluster/balancers.ts'
import { jobsAreDone, mostConnections, perOrder, readMeter } from './cluster-order-cost.ts'
import { type ClusterStage, openCluster } from './cluster-stage.ts'
import { cpuWords, figuresHead, figuresRow } from './figures.ts'
import { closedLoop, type Figures, type Shot } from './load.ts'
import { placeByRest } from './orders.ts'
import { isYoungEnough, openPooledPostgres, pgbouncerVersion } from './pooler.ts'
import { type Bar, type BenchOptions, ms, rate, type Section, type Table } from './section.ts'

const PLACED = ['confirmed']

export const cluster: Section = {
  name: 'cluster',
  about: 'several processes behind a balancer: restarted under load, more of them, and with PgBouncer',
  async run(options) {
    const kinds = options.flags.balancer ? [options.flags.balancer] : installedBalancers()
    const [best = 'own'] = kinds
    const parts = options.flags.part ? [options.flags.part] : ['restart', 'more', 'pooler']
    const restart = parts.includes('restart') ? await restarts(kinds, options) : null
    return {
      tables: [
        ...(restart ? [restart.table] : []),
        ...(parts.includes('more') ? [await moreWebs(best, options)] : []),
        ...(parts.includes('pooler') ? [await withPooler(best, options)] : []),
      ],
      bars: restart ? [restart.bar] : [],
    }
  },
}

async function restarts(kinds: readonly string[], options: BenchOptions) {
  const rows = [
    ['balancer', 'load', 'requests', 'failed', 'cut off', 'rate/s', 'p50 ms', 'p99 ms', 'longest ms'],
  ]
  const failed: number[] = []
  for (const balancer of kinds) failed.push(await restarted(balancer, options, rows))
  const missing = balancerKinds.filter(kind => !kinds.includes(kind))
  const table: Table = {
    title: 'Every web (2) and worker (1) replaced under load',
    rows,
    note: `Load: orders of which one in ten waits six seconds for the bank, quotes (which no balancer may repeat), product lists and home pages, over connections kept open.${missing.length ? ` Not run: ${missing.join(', ')}.` : ''}`,
  }
  const bar: Bar = {
    bar: 'rolling restart under load: no failed request',
    figure: kinds.map((kind, index) => `${kind} ${failed[index]}`).join(', '),
    met: failed.every(count => count === 0),
  }
  return { table, bar }
}

const SLOW_BANK = { latencyMs: 20, tailMs: 6_000, tailShare: 0.1 }
const LANES = { place: 6, quote: 3, list: 3, home: 1 }
/** The load goes on for so long after the last process is new. */
const AFTER_MS = 3_000

async function restarted(balancer: string, { say }: BenchOptions, rows: string[][]): Promise<number> {
  say(`opening two webs and a worker behind ${balancer}`)
  const stage = await openCluster({ webs: 2, workers: 1, balancer })
  try {
    const shots: Record<keyof typeof LANES, Shot> = {
      place: index => placeByRest(stage, [lineOf(stage, index)]),
      quote: index => quote(stage, index),
      list: () => read(stage, '/api/v1/products?limit=12'),
      home: () => read(stage, '/'),
    }
    await closedLoop({ inFlight: 8, seconds: 3, shot: shots.place })
    await stage.setBank(SLOW_BANK)
    say(`replacing every process behind ${balancer} under load`)
    let seconds = Number.POSITIVE_INFINITY
    const startedAt = performance.now()
    const running = Promise.all(
      Object.entries(LANES).map(async ([name, inFlight]) => {
        const figures = await closedLoop({
          inFlight,
          seconds: () => seconds,
          shot: shots[name as keyof typeof LANES],
        })
        return [name, figures] as const
      }),
    )
    await new Promise(done => setTimeout(done, AFTER_MS))
    await stage.restart()
    seconds = (performance.now() - startedAt + AFTER_MS) / 1_000
    const all = await running
    for (const [name, figures] of all) rows.push([balancer, name, ...rolledRow(figures)])
    return all.reduce((sum, [, figures]) => sum + failuresOf(figures), 0)
  } finally {
    await stage.close()
  }
}

function rolledRow(figures: Figures): string[] {
  const cut = Object.entries(figures.answers)
    .filter(([word]) => word.startsWith('error'))
    .reduce((sum, [, { count }]) => sum + count, 0)
  const { p50, p99, max } = figures.latency
  const words = Object.keys(figures.answers).filter(word => !GOOD.has(word))
  const failures = failuresOf(figures)
  return [
    String(figures.count),
    failures ? `${failures} (${words.join(', ')})` : '0',
    String(cut),
    rate(figures.perSecond),
    ms(p50),
    ms(p99),
    ms(max),
  ]
}

const GOOD = new Set(['confirmed', 'status 200'])

function failuresOf({ answers }: Figures): number {
  return Object.entries(answers)
    .filter(([word]) => !GOOD.has(word))
    .reduce((sum, [, { count }]) => sum + count, 0)
}

async function moreWebs(balancer: string, options: BenchOptions): Promise<Table> {
  const rows = [
    ['web processes', ...figuresHead, 'connections', 'WAL kB/order', 'disk kB/order', 'cores used'],
  ]
  for (const webs of [1, 2]) {
    options.say(`${webs} web processes behind ${balancer}`)
    const stage = await openCluster({ webs, workers: 1, balancer })
    try {
      const { figures, most, cpu } = await placed(stage, options.seconds)
      const { walKb, kb } = figures.cost
      rows.push([String(webs), ...figuresRow(figures, PLACED), String(most), walKb, kb, cpu])
    } finally {
      await stage.close()
    }
  }
  return {
    title: `Orders over REST behind ${balancer}, 32 at once, bank at 0 ms`,
    rows,
    note: 'WAL and disk count the whole order: placing it and the jobs that follow, until none is waiting (or a minute has passed).',
  }
}

const POOL_SIZE = 20
const POOLED_WEBS = 4

async function withPooler(balancer: string, options: BenchOptions): Promise<Table> {
  const version = pgbouncerVersion()
  const rows = [['connections of the webs', ...figuresHead, 'connections at Postgres', 'cores used']]
  const title = `${POOLED_WEBS} webs with 16 connections each, with and without PgBouncer (${POOL_SIZE} in transaction mode)`
  if (!version || !isYoungEnough(version))
    return {
      title,
      rows,
      note: `Not run: PgBouncer is ${version ?? 'not installed'}; it must be 1.21 or newer.`,
    }
  for (const pooled of [false, true]) {
    options.say(`${POOLED_WEBS} webs ${pooled ? `through PgBouncer ${version}` : 'at Postgres itself'}`)
    const database = await openPooledPostgres(POOL_SIZE)
    const env = {
      DATABASE_URL: pooled ? database.pooledUrl : database.directUrl,
      DATABASE_DIRECT_URL: database.directUrl,
    }
    const stage = await openCluster({
      webs: POOLED_WEBS,
      workers: 1,
      balancer,
      env,
      database: database.pids,
    })
    try {
      const { figures, most, cpu } = await placed(stage, options.seconds)
      rows.push([
        pooled ? `PgBouncer ${version}` : 'Postgres',
        ...figuresRow(figures, PLACED),
        String(most),
        cpu,
      ])
    } finally {
      await stage.close()
      await database.close()
    }
  }
  return { title, rows }
}

const IN_FLIGHT = 32

async function placed(stage: ClusterStage, seconds: number) {
  const shot: Shot = index => placeByRest(stage, [lineOf(stage, index)])
  await closedLoop({ inFlight: IN_FLIGHT, seconds: 4, shot })
  await jobsAreDone(stage.db)
  const before = await readMeter(stage.db)
  const cpu = stage.watchCpu()
  const { result, most } = await mostConnections(stage.db, () =>
    closedLoop({ inFlight: IN_FLIGHT, seconds, shot }),
  )
  const words = cpuWords(cpu())
  await jobsAreDone(stage.db)
  const { walKb, kb } = perOrder(before, await readMeter(stage.db))
  const cost = { walKb: walKb.toFixed(1), kb: kb.toFixed(1) }
  return { figures: { ...result, cost }, most, cpu: words }
}

const lineOf = ({ skus }: ClusterStage, index: number) => ({
  sku: skus[index % skus.length] ?? '',
  quantity: 1,
})

async function quote(stage: ClusterStage, index: number): Promise<string> {
  const { statusCode, body } = await stage.http.request({
    method: 'POST',
    path: '/api/v1/quotes',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ lines: [lineOf(stage, index)], country: 'GB' }),
  })
  await body.dump()
  return `status ${statusCode}`
}

async function read(stage: ClusterStage, path: string): Promise<string> {
  const { statusCode, body } = await stage.http.request({ method: 'GET', path })
  await body.text()
  return `status ${statusCode}`
}
