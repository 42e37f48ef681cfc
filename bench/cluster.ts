import { balancerKinds, installedBalancers } from '../src/cluster/balancers.ts'
import { type ClusterStage, openCluster } from './cluster-stage.ts'
import { cpuWords, figuresHead, figuresRow } from './figures.ts'
import { closedLoop, type Figures, type Shot } from './load.ts'
import { placeByRest } from './orders.ts'
import { type BenchOptions, ms, rate, type Section } from './section.ts'

const PLACED = ['confirmed']

export const cluster: Section = {
  name: 'cluster',
  about: 'several processes behind a balancer: restarted under load, and more of them',
  async run(options) {
    const kinds = options.flags.balancer ? [options.flags.balancer] : installedBalancers()
    const rolled = [
      ['balancer', 'load', 'requests', 'failed', 'cut off', 'rate/s', 'p50 ms', 'p99 ms', 'longest ms'],
    ]
    const failed: number[] = []
    const { part } = options.flags
    for (const balancer of part === 'more' ? [] : kinds)
      failed.push(await restarted(balancer, options, rolled))
    const more = [['web processes', 'balancer', ...figuresHead, 'cores used']]
    for (const webs of part === 'restart' ? [] : [1, 2]) await several(webs, kinds[0] ?? 'own', options, more)
    return {
      tables: [
        {
          title: 'Every web (2) and worker (1) replaced under load',
          rows: rolled,
          note: `Load: orders of which one in ten waits six seconds for the bank, quotes (which no balancer may repeat), product lists and home pages, over connections kept open. Not installed here: ${balancerKinds.filter(kind => !kinds.includes(kind)).join(', ') || 'none'}.`,
        },
        { title: 'Orders over REST, 32 at once, bank at 0 ms', rows: more },
      ],
      bars: [
        {
          bar: 'rolling restart under load: no failed request',
          figure: kinds.map((kind, index) => `${kind} ${failed[index]}`).join(', '),
          met: failed.every(count => count === 0),
        },
      ],
    }
  },
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

async function several(webs: number, balancer: string, { seconds, say }: BenchOptions, rows: string[][]) {
  say(`${webs} web processes behind ${balancer}`)
  const stage = await openCluster({ webs, workers: 1, balancer })
  try {
    const shot: Shot = index => placeByRest(stage, [lineOf(stage, index)])
    await closedLoop({ inFlight: 32, seconds: 5, shot })
    const cpu = stage.watchCpu()
    const figures = await closedLoop({ inFlight: 32, seconds, shot })
    rows.push([String(webs), balancer, ...figuresRow(figures, PLACED), cpuWords(cpu())])
  } finally {
    await stage.close()
  }
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
