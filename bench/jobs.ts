import { spawn } from 'node:child_process'
import { sql } from 'drizzle-orm'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { followersOf } from '#run/what-follows.ts'
import { orderConfirmed } from '#slices/orders/events.ts'
import { copyOrder, type Drained, emptyQueues, fillQueues, readDrained } from './backlog.ts'
import { watchCpu } from './cpu.ts'
import { cpuWords, figuresHead, figuresRow } from './figures.ts'
import { type Figures, openLoop } from './load.ts'
import { placeByRest } from './orders.ts'
import { type Bar, type BenchOptions, ms, rate, type Section, type Table } from './section.ts'
import { openStage, type Stage } from './stage.ts'

const RELAY = orderConfirmed.name
const consequences = followersOf(orderConfirmed).map(({ name }) => name)
/** Jobs of the size at which a queue is drained for some seconds; drawing takes the longest by far. */
const ALONE: Record<string, number> = {
  [RELAY]: 20_000,
  'analytics.record-sale': 20_000,
  'invoices.render': 300,
}
const ALONE_OTHERS = 2_000
const LIGHT = [RELAY, 'analytics.record-sale']
const LIGHT_PER_SECOND = 1_000
const MORE_P99_ALLOWED = 1.2
const ROUNDS = 2
/** The results of these are there before anything is measured: a shop with a backlog has a past. */
const WARM_UP_ORDERS = 500
/** The peak of a busy shop, twice over. */
const STEADY_PER_SECOND = 5

export const jobs: Section = {
  name: 'jobs',
  about: 'what happens after the answer: how soon, how fast, and what checkout feels of it',
  async run(options) {
    const steady = await steadyState(options)
    // Mailbox and warehouse answer at once, so that their cost is left out.
    const stage = await openStage({ skus: 1_000 })
    try {
      const backlog = Number(options.flags.jobs ?? 100_000)
      const orders = Math.ceil(backlog / consequences.length)
      options.say(`copying ${orders.toLocaleString('en-GB')} orders`)
      const most = Math.min(backlog, Math.max(...Object.values(ALONE)))
      await copyOrder(stage.shop.db, await placeOne(stage), most + WARM_UP_ORDERS + ROUNDS * orders)
      const alone = await eachQueueAlone(stage, backlog, options)
      const beside = await checkoutBeside(stage, { orders, from: most }, options)
      return {
        tables: [steady.table, alone.table, ...beside.tables],
        bars: [...steady.bars, ...alone.bars, ...beside.bars],
      }
    } finally {
      await stage.close()
    }
  },
}

const three = (stage: Stage, index: number) =>
  [0, 1, 2].map(line => ({ sku: stage.skus[(index * 3 + line) % stage.skus.length] ?? '', quantity: 1 }))

async function placeOne(stage: Stage): Promise<string> {
  const word = await placeByRest(stage, three(stage, 0))
  const [order] = await stage.shop.db.execute<{ id: string }>(
    sql`select id from orders where confirmed_at is not null limit 1`,
  )
  if (!order) throw new Error(`The order was answered ${word}.`)
  return order.id
}

/** One order at a time, with the sandbox's own mailbox and warehouse, over HTTP, and invoices on disk. */
async function steadyState({ seconds, say }: BenchOptions): Promise<{ table: Table; bars: Bar[] }> {
  const stage = await openStage({ skus: 100, workers: 1, env: { RESEND_BASE_URL: '', WAREHOUSE_URL: '' } })
  try {
    const shot = (index: number) => placeByRest(stage, three(stage, index))
    say('warming up the steady state')
    await openLoop({ perSecond: STEADY_PER_SECOND, seconds: 10, shot })
    await pause(3_000)
    const { db } = stage.shop
    const [{ now = '' } = {}] = await db.execute<{ now: string }>(sql`select now()::text as now`)
    const spanSeconds = Math.max(seconds, 30)
    say(`${STEADY_PER_SECOND} orders a second for ${spanSeconds} s`)
    const cpu = stage.watchCpu()
    await openLoop({ perSecond: STEADY_PER_SECOND, seconds: spanSeconds, shot })
    const split = cpu()
    await untilDone(stage)
    const woken = await db.execute<Spread & { queue: string }>(sql`
      select name as queue, ${spread(sql`started_on - created_on`)} from pgboss.job
      where name = any(${sql.param([RELAY, ...consequences])}::text[]) and created_on >= ${now}::timestamptz group by name`)
    const [done] = await db.execute<Spread>(sql`
      select ${spread(sql`took`)} from (
        select max(j.completed_on) - min(j.created_on) as took from pgboss.job j
        where j.name = any(${sql.param([RELAY, ...consequences])}::text[]) and j.created_on >= ${now}::timestamptz
        group by j.data ->> 'orderId' having count(*) filter (where j.state = 'completed') = ${consequences.length + 1}) whole`)
    if (!done) throw new Error('No order had all of its consequences.')
    const ordered = [RELAY, ...consequences].flatMap(name => woken.filter(({ queue }) => queue === name))
    const row = (what: string, of: Spread) => [what, String(of.count), ms(of.p50), ms(of.p95), ms(of.max)]
    const slowest = Math.max(...ordered.map(({ p95 }) => p95))
    return {
      table: {
        title: `Steady state: ${STEADY_PER_SECOND} orders/s, sandbox mail and warehouse, invoices on disk`,
        rows: [
          ['what', 'count', 'p50 ms', 'p95 ms', 'most ms'],
          ...ordered.map(of => row(`${of.queue}: from the transaction that wrote it to its start`, of)),
          row('from the confirmation to all four done', done),
        ],
        note: `Counted from the beginning of the writing transaction, by the database’s clock. Cores used: ${cpuWords(split)}.`,
      },
      bars: [
        {
          bar: 'jobs: wake-up p95 < 100 ms',
          figure: `${ms(slowest)} ms, the slowest queue`,
          met: slowest < 100,
        },
        {
          bar: 'jobs: all four done p95 < 2 s in steady state',
          figure: `${ms(done.p95)} ms`,
          met: done.p95 < 2_000,
        },
      ],
    }
  } finally {
    await stage.close()
  }
}

/** A machine that cannot keep up says so by its figures, not by leaving out those that never began. */
const DONE_WITHIN_MS = 120_000

async function untilDone({ shop }: Stage) {
  for (const end = Date.now() + DONE_WITHIN_MS; Date.now() < end; await pause(200)) {
    const open = await shop.db.execute(
      sql`select 1 from pgboss.job where name = any(${sql.param([RELAY, ...consequences])}::text[]) and state < 'completed' limit 1`,
    )
    if (!open.length) return
  }
  throw new Error('The jobs of the steady state were not done two minutes after the last order.')
}

type Spread = { count: number; p50: number; p95: number; max: number }

const spread = (of: ReturnType<typeof sql>) => sql`count(*)::int as count,
  1000 * extract(epoch from percentile_cont(0.5) within group (order by ${of}))::float as p50,
  1000 * extract(epoch from percentile_cont(0.95) within group (order by ${of}))::float as p95,
  1000 * extract(epoch from max(${of}))::float as max`

async function eachQueueAlone(
  stage: Stage,
  atMost: number,
  { say }: BenchOptions,
): Promise<{ table: Table; bars: Bar[] }> {
  const rows = [['queue', 'jobs', 'jobs/s', 'ms of a core a job', 'event loop held, p99 ms']]
  let slowest = Number.POSITIVE_INFINITY
  for (const queue of [RELAY, ...consequences]) {
    const count = Math.min(ALONE[queue] ?? ALONE_OTHERS, atMost)
    say(`${queue} alone`)
    await fillQueues(stage.shop.db, { queues: [queue], orders: count, run: queue })
    const { drained, cores, loop } = await drainAlone(stage, queue)
    if (LIGHT.includes(queue)) slowest = Math.min(slowest, drained.perSecond)
    const costs = cores === null ? 'not known here' : ms((cores * 1_000) / drained.perSecond)
    rows.push([queue, String(drained.done), rate(drained.perSecond), costs, ms(loop.p99)])
    await emptyQueues(stage.shop.db)
  }
  return {
    table: {
      title: 'Each queue alone, a worker with nothing else to do',
      rows,
      note: 'From the start of the first job to the end of the last. Mailbox and warehouse answer at once, without the sandbox. The cost is that of worker and Postgres.',
    },
    bars: [
      {
        bar: 'jobs: a backlog of light jobs drains at ≥ 1,000 jobs/s',
        figure: `${rate(slowest)}/s, the slower of relay and sales`,
        met: slowest >= LIGHT_PER_SECOND,
      },
    ],
  }
}

async function drainAlone({ shop }: Stage, queue: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/one-queue.ts', queue], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...shop.env, LOG_LEVEL: 'warn' },
  })
  endWithUs(child)
  let printed = ''
  child.stdout.on('data', text => {
    printed += text
  })
  const drained = async () => (await readDrained(shop.db, queue)).find(each => each.queue === queue)
  while (!(await drained())?.done) await pause(20)
  const cpu = watchCpu({ worker: child.pid ? [child.pid] : [], Postgres: shop.pids('postgres') })
  while ((await drained())?.left) await pause(100)
  const split = cpu()
  const gone = new Promise(done => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
  const end = await drained()
  if (!end) throw new Error(`${queue} had nothing to do.`)
  const loop = JSON.parse(printed.trim().split('\n').at(-1) ?? '{}') as { p99: number }
  return { drained: end, cores: split && Object.values(split).reduce((sum, cores) => sum + cores, 0), loop }
}

/** Of fewer orders a hundredth says nothing. */
const BESIDE_SECONDS = 40

/** Checkout at a steady rate with no backlog and with one, twice in turn, since a shared machine has moods. */
async function checkoutBeside(
  stage: Stage,
  { orders, from }: { orders: number; from: number },
  { seconds: least, flags, say }: BenchOptions,
): Promise<{ tables: Table[]; bars: Bar[] }> {
  const { db } = stage.shop
  const perSecond = Number(flags.rate ?? 15)
  const seconds = Math.max(least, BESIDE_SECONDS)
  const shot = (index: number) => placeByRest(stage, three(stage, index))
  await stage.shop.start('worker-1')
  say('warming up checkout and worker')
  await fillQueues(db, { queues: consequences, orders: WARM_UP_ORDERS, from, run: 'warm-up' })
  await openLoop({ perSecond, seconds: 20, shot })
  await emptyQueues(db)
  await db.execute(sql`analyze`)
  const rows = [['what', ...figuresHead, 'cores used']]
  const p99 = { without: [] as number[], with: [] as number[] }
  let drained: Drained[] = []
  let cores = ''
  const run = async (what: string, kind: 'with' | 'without'): Promise<Figures> => {
    say(what)
    const cpu = stage.watchCpu()
    const figures = await openLoop({ perSecond, seconds, shot })
    cores = cpuWords(cpu())
    rows.push([what, ...figuresRow(figures, ['confirmed']), cores])
    p99[kind].push(figures.latency.p99)
    return figures
  }
  for (let round = 1; round <= ROUNDS; round++) {
    await run(`no backlog, ${round}`, 'without')
    const filling = { orders, from: from + WARM_UP_ORDERS + (round - 1) * orders, run: `beside ${round}` }
    await fillQueues(db, { queues: consequences, ...filling })
    await run(`${(orders * consequences.length).toLocaleString('en-GB')} jobs wait, ${round}`, 'with')
    drained = await readDrained(db, filling.run)
    await emptyQueues(db)
    await pause(3_000)
  }
  const mean = (of: number[]) => of.reduce((sum, each) => sum + each, 0) / of.length
  const ratio = mean(p99.with) / mean(p99.without)
  return {
    tables: [
      {
        title: `Checkout at ${perSecond} orders/s beside a backlog`,
        rows,
        note: 'One web process, one worker.',
      },
      {
        title: `The backlog meanwhile, after ${seconds} s beside checkout`,
        rows: [
          ['queue', 'done', 'left', 'jobs/s'],
          ...drained.map(each => [each.queue, String(each.done), String(each.left), rate(each.perSecond)]),
        ],
      },
    ],
    bars: [
      {
        bar: `jobs: checkout’s p99 grows by ≤ 20 % while ${(orders * consequences.length).toLocaleString('en-GB')} jobs drain`,
        figure: `${ms(mean(p99.without))} → ${ms(mean(p99.with))} ms, × ${ratio.toFixed(2)}`,
        met: ratio <= MORE_P99_ALLOWED,
        // The last run is one beside a backlog.
        why: `cores used beside it: ${cores}`,
      },
    ],
  }
}

const pause = (milliseconds: number) => new Promise(done => setTimeout(done, milliseconds))
