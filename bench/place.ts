import { cpuWords, figuresHead, figuresRow } from './figures.ts'
import { rawOrders } from './limit.ts'
import { closedLoop, type Figures, openLoop } from './load.ts'
import { type Line, placeByRest, placeByTrpc, shop } from './orders.ts'
import { type BenchOptions, ms, percent, type Results, rate, type Section } from './section.ts'
import { openStage, type Stage } from './stage.ts'

/** What Vendure 3 does on such a machine at its best (FACTS.md): its place step alone, and a shopper from cart to order. */
const VENDURE_PLACE_PER_SECOND = 90
const VENDURE_SEQUENCE_PER_SECOND = 23
const PLACED = ['confirmed']
/** Of what the same SQL does alone. */
const LEAST_SHARE = 0.2

export const place: Section = {
  name: 'place',
  about: 'placing an order over HTTP, from the request to the answer',
  async run(options) {
    const stage = await openStage({ skus: 1_000, env: { RATE_LIMITS: 'on', TRUSTED_PROXY_HOPS: '1' } })
    // Pages prove that a person fills them in; programs do not, so here these checks and the limits are off.
    const pages = await openStage({ skus: 1_000 })
    try {
      return await measure(stage, pages, options)
    } finally {
      await stage.close()
      await pages.close()
    }
  },
}

async function measure(stage: Stage, pages: Stage, options: BenchOptions): Promise<Results> {
  const { seconds, say } = options
  const one = (index: number) => [{ sku: stage.skus[index % 1_000] ?? '', quantity: 1 }]
  const rest = (lines: (index: number) => Line[]) => (index: number) => placeByRest(stage, lines(index))
  say('warming up')
  await closedLoop({ inFlight: 32, seconds: Math.min(seconds, 5), shot: rest(one) })
  say('the same SQL alone')
  const raw = await rawOrders(stage, 8)
  await closedLoop({ inFlight: 8, seconds: 2, shot: raw.shot, from: 1e6 })
  const limit = await closedLoop({ inFlight: 8, seconds, shot: raw.shot, from: 2e6 })
  await raw.close()

  const rows = [['what', 'at once', ...figuresHead, 'of the limit', 'cores used']]
  let costs = ''
  const run = async (
    what: string,
    inFlight: number,
    shot: (index: number) => Promise<string>,
    { watchCpu } = stage,
  ) => {
    say(`${what}, ${inFlight} at once`)
    const cpu = watchCpu()
    const figures = await closedLoop({ inFlight, seconds, shot })
    const cores = cpu()
    const share = percent(placedPerSecond(figures) / limit.perSecond)
    rows.push([what, String(inFlight), ...figuresRow(figures, PLACED), share, cpuWords(cores)])
    costs = cores ? costWords(cores, figures.perSecond) : ''
    return figures
  }
  const spread: Figures[] = []
  for (const inFlight of [1, 8, 32, 128]) spread.push(await run('REST, 1,000 SKUs', inFlight, rest(one)))
  const placeCosts = costs
  const best = Math.max(...spread.map(placedPerSecond))
  const hot = await run(
    'REST, one SKU',
    32,
    rest(() => one(0)),
  )
  await run('REST, 5 lines', 32, rest(linesOf(stage, 5)))
  await run('REST, 50 lines', 8, rest(linesOf(stage, 50)))
  await run('tRPC, 1,000 SKUs', 32, index => placeByTrpc(pages, one(index)), pages)
  const sequence = await run('tRPC, cart to order', 32, index => shop(pages, one(index)), pages)
  const sequenceCosts = costs

  const open = [['what', 'arrivals/s', ...figuresHead]]
  const arrive = async (what: string, perSecond: number, runSeconds = seconds) => {
    say(`${what}, ${perSecond} arrivals a second`)
    const figures = await openLoop({ perSecond, seconds: runSeconds, shot: rest(one) })
    open.push([what, String(perSecond), ...figuresRow(figures, PLACED)])
    return figures
  }
  const half = await arrive('bank at 0 ms, half of the best rate', Math.round(best / 2))
  await stage.setBank({ latencyMs: 150 })
  const peak = await arrive('bank at 150 ms, twice the peak', 7, Math.max(seconds, 20))
  const hundred = await arrive('bank at 150 ms', 100)
  await stage.setBank({ latencyMs: 150, tailMs: 1_500, tailShare: 0.05 })
  await arrive('bank at 150 ms, one in twenty 1.5 s', 100)
  await stage.setBank({ latencyMs: 0 })
  return {
    tables: [
      {
        title: 'Closed loop, bank at 0 ms',
        rows,
        note: `The limit, the same two transactions as SQL alone in this run, 8 at once: ${rate(limit.perSecond)}/s.`,
      },
      { title: 'Open loop, REST, 1,000 SKUs', rows: open },
    ],
    bars: bars({
      best,
      limit,
      sequence,
      half,
      peak,
      hundred,
      hot,
      spread: spread[2],
      placeCosts,
      sequenceCosts,
    }),
  }
}

const linesOf =
  ({ skus }: Stage, count: number) =>
  (index: number) =>
    Array.from({ length: count }, (_, line) => ({
      sku: skus[(index * count + line) % skus.length] ?? '',
      quantity: 1,
    }))

const placedPerSecond = ({ answers, seconds }: Figures) => (answers.confirmed?.count ?? 0) / seconds

function costWords(cores: Record<string, number>, perSecond: number): string {
  const words = Object.entries(cores).flatMap(([name, used]) =>
    used > 0.01 ? [`${name} ${ms((used / perSecond) * 1_000)}`] : [],
  )
  return `milliseconds of a core each: ${words.join(', ')}`
}

function bars(of: {
  best: number
  limit: Figures
  placeCosts: string
  sequenceCosts: string
  sequence: Figures
  half: Figures
  peak: Figures
  hundred: Figures
  hot: Figures
  spread: Figures | undefined
}) {
  const times = (value: number, of: number) => `${rate(value)}/s, ${(value / of).toFixed(1)} ×`
  const within = (figures: Figures, limitMs: number) => ({
    figure: `p99 ${ms(figures.latency.p99)} ms`,
    met: figures.latency.p99 <= limitMs,
  })
  const hotShare = placedPerSecond(of.hot) / (of.spread ? placedPerSecond(of.spread) : 1)
  return [
    {
      bar: `placing ≥ 10 × Vendure’s place step (${VENDURE_PLACE_PER_SECOND}/s)`,
      figure: times(of.best, VENDURE_PLACE_PER_SECOND),
      met: of.best >= 10 * VENDURE_PLACE_PER_SECOND,
      why: of.placeCosts,
    },
    {
      bar: 'placing ≥ 20 % of the same SQL driven raw',
      figure: percent(of.best / of.limit.perSecond),
      met: of.best >= LEAST_SHARE * of.limit.perSecond,
    },
    {
      bar: `cart to order ≥ 25 × Vendure’s (${VENDURE_SEQUENCE_PER_SECOND}/s)`,
      figure: times(placedPerSecond(of.sequence), VENDURE_SEQUENCE_PER_SECOND),
      met: placedPerSecond(of.sequence) >= 25 * VENDURE_SEQUENCE_PER_SECOND,
      why: of.sequenceCosts,
    },
    { bar: 'p99 ≤ 50 ms at half of the best rate', ...within(of.half, 50) },
    { bar: 'bank at 150 ms, 7 orders/s: p99 < 500 ms', ...within(of.peak, 500) },
    { bar: 'bank at 150 ms, 100 orders/s: p99 < 500 ms', ...within(of.hundred, 500) },
    {
      bar: 'one hot SKU ≥ 70 % of the spread case (one bucket, 32 at once)',
      figure: percent(hotShare),
      met: hotShare >= 0.7,
    },
  ]
}
