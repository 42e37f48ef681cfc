import { createHistogram } from 'node:perf_hooks'
import { type Db, openDatabase } from '#platform/db/client.ts'
import { connectForScale } from '#proof/seed-scale/open-database.ts'
import { seedScale } from '#proof/seed-scale/seed-scale.ts'
import { factsOf, hotQueries } from '#proof/testing/hot-queries.ts'
import { openLoop } from './load.ts'
import { placeByRest } from './orders.ts'
import { type BenchOptions, ms, type Results, type Section } from './section.ts'
import { openStage, type Stage } from './stage.ts'

const LIMIT = 1.5
/** Below this a p99 tells of the machine's other work, and a ratio of two of them of nothing. */
const NOTHING_MS = 5
const ORDERS_PER_SECOND = 50
/** Two thousand orders, so that the slowest of a hundred is not one of five. */
const PLACING_SECONDS = 40
const FEWEST_RUNS = 200

type Size = { skus: number; orders: number }
type Quantiles = { p50: number; p99: number }

/** Sizes by flags: `--skus 1000000 --orders 10000000` is the whole, and needs half an hour and 70 GB. */
export const growth: Section = {
  name: 'growth',
  about: 'the same figures on a small database and, in the same run, on a large one',
  async run(options) {
    const flag = (name: string, usual: number) => Number(options.flags[name] ?? usual)
    const small = { skus: flag('small-skus', 10_000), orders: flag('small-orders', 100_000) }
    const large = { skus: flag('skus', 100_000), orders: flag('orders', 1_000_000) }
    const stage = await openStage({ skus: 10 })
    try {
      await fill(stage, small, options)
      const before = await measure(stage, small, options)
      await fill(stage, { skus: large.skus - small.skus, orders: large.orders - small.orders }, options)
      return compare(before, await measure(stage, large, options), { small, large })
    } finally {
      await stage.close()
    }
  },
}

async function fill(stage: Stage, size: Size, { say }: BenchOptions) {
  const sql = connectForScale(stage.shop.databaseUrl)
  const bar = (what: string, total: number) => {
    say(`filling: ${total.toLocaleString('en')} ${what}`)
    return { step: () => {}, stop: () => {} }
  }
  await seedScale({ sql, folder: null }, { ...size, add: true }, { print: say, bar })
  await sql.end()
}

async function measure(stage: Stage, size: Size, options: BenchOptions): Promise<Map<string, Quantiles>> {
  const figures = new Map<string, Quantiles>()
  options.say('placing')
  figures.set('placing over HTTP', await placing(stage, size))
  const db = openDatabase(stage.shop.databaseUrl, { connections: 8, name: 'bench' })
  try {
    for (const { name, run } of hotQueries(await factsOf(db.$client))) {
      options.say(name)
      figures.set(name, await timed(db, run, options.seconds / 10))
    }
  } finally {
    await db.$client.end({ timeout: 5 })
  }
  return figures
}

/** At a rate that leaves the machine idle for most of the time: the question is the database's size. */
async function placing(stage: Stage, { skus }: Size): Promise<Quantiles> {
  const shot = (index: number) => {
    const sku = `S-${String((index * 7_919) % skus).padStart(7, '0')}`
    return placeByRest(stage, [{ sku, quantity: 1 }])
  }
  await openLoop({ perSecond: ORDERS_PER_SECOND, seconds: 3, shot })
  const { latency } = await openLoop({
    perSecond: ORDERS_PER_SECOND,
    seconds: PLACING_SECONDS,
    shot,
    from: 1_000,
  })
  return latency
}

async function timed(db: Db, run: (db: Db) => Promise<unknown>, seconds: number): Promise<Quantiles> {
  for (let warm = 0; warm < 3; warm++) await run(db)
  const took = createHistogram()
  const end = performance.now() + seconds * 1_000
  for (let runs = 0; runs < FEWEST_RUNS || performance.now() < end; runs++) {
    const since = performance.now()
    await run(db)
    took.record(Math.max(1, Math.round((performance.now() - since) * 1_000)))
  }
  return { p50: took.percentile(50) / 1_000, p99: took.percentile(99) / 1_000 }
}

function compare(
  small: Map<string, Quantiles>,
  large: Map<string, Quantiles>,
  sizes: { small: Size; large: Size },
): Results {
  const words = ({ skus, orders }: Size) =>
    `${skus.toLocaleString('en')} SKUs, ${orders.toLocaleString('en')} orders`
  const pairs = [...small].flatMap(([name, before]) => {
    const after = large.get(name)
    return after ? [{ name, before, after, ratio: after.p99 / before.p99 }] : []
  })
  const slower = pairs.filter(({ after, ratio }) => ratio > LIMIT && after.p99 > NOTHING_MS)
  return {
    tables: [
      {
        title: `Small: ${words(sizes.small)}. Large: ${words(sizes.large)}`,
        rows: [
          ['what', 'small p50 ms', 'small p99 ms', 'large p50 ms', 'large p99 ms', 'p50 ×', 'p99 ×'],
          ...pairs.map(({ name, before, after, ratio }) => [
            name,
            ...[before.p50, before.p99, after.p50, after.p99].map(ms),
            (after.p50 / before.p50).toFixed(1),
            ratio.toFixed(1),
          ]),
        ],
        note: `All but placing are the shop's own queries, one after the other, without HTTP. Times below ${NOTHING_MS} ms are not held to the bar.`,
      },
    ],
    bars: [
      {
        bar: `the same p99 within ${LIMIT} × (${words(sizes.large)})`,
        figure: `${pairs.length - slower.length} of ${pairs.length}`,
        met: slower.length === 0,
        why: slower.map(({ name, ratio }) => `${name} ${ratio.toFixed(1)} ×`).join(', '),
      },
    ],
  }
}
