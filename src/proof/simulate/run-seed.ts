import type { PgBoss, TestClock } from 'pg-boss'
import type { Db } from '#platform/db/client.ts'
import type { JobSender } from '#platform/jobs/job-sender.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { forgetPauses } from '#platform/outside/outside-pace.ts'
import type { RunningSandbox } from '#sandbox/start-sandbox.ts'
import type { PaymentGateway } from '#slices/payments/provider.ts'
import { actAtTheBank } from './bank-acts.ts'
import { careForParcels, judgeCases } from './cases.ts'
import { parcelsEverywhere, seeParcels, workTheFloor } from './floor.ts'
import { hoard } from './hoarder.ts'
import { judgeEnd, stepJudge } from './judge.ts'
import { OurFloor } from './our-floor.ts'
import { Process } from './process.ts'
import { type Random, random } from './random.ts'
import { judgeCards, openAccounts, type Regular, shopAsRegular } from './regular.ts'
import { judgeLabels, trackOnce, workTheRoad } from './road.ts'
import { setRunClock } from './run-clock.ts'
import { Scheduler } from './scheduler.ts'
import { emptyShop, type Goods } from './shop-floor.ts'
import { shop, type Told } from './shopper.ts'
import { actAtTheDesk } from './staff.ts'
import { workInTheStockroom } from './stockroom.ts'
import { StockroomBooks } from './stockroom-books.ts'
import { setVirtualTime } from './virtual-time.ts'
import { supplyWhatWaits } from './waiting.ts'
import { carry, type Postbag } from './webhooks.ts'
import { askOnce, keepOnce, lookForJobs, sweepOnce, waitWithoutChance } from './worker.ts'
import type { Weather, World } from './world.ts'

export type Stage = {
  db: Db
  jobs: JobSender
  boss: PgBoss
  clock: TestClock
  sandbox: RunningSandbox
  postbag: Postbag
  goods: Goods
  /** To compare books with, outside of every process. */
  gateway: PaymentGateway
}

/** The people who take part; a shrunk run has fewer of them. */
export type Cast = {
  shoppers: number[]
  regulars: number[]
  staff: number[]
  hoarders: number[]
  bank: number[]
  stockroom: number[]
  cases: number[]
}

export type Run = {
  seed: number
  cast: Cast
  failures: string[]
  history: string[]
  seen: Map<string, number>
  steps: number
}

const FIRST_DAY_MS = Date.UTC(2026, 0, 5, 9)
const DAYS = 365
const DAY_MS = 86_400_000
const STORM_MS = 8 * 60_000
/** Holds last 15 minutes; the sweeper and retries have a good while after that. */
const REST_MS = 22 * 60_000
const SWEEP_EVERY_MS = 15_000
/** Nothing new happens then; fewer looks save time. */
const REST_ROUND_MS = 60_000
const MOST_STEPS = 20_000
/** How far the clock of the round is ahead that looks at promises. */
const DAYS_AHEAD = [0, 0, 3, 9, 25]

export function castOf(seed: number): Cast {
  const draw = random(seed, 'cast')
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)
  return {
    shoppers: upTo(draw.int(3, 14)),
    staff: upTo(draw.int(0, 6)),
    hoarders: upTo(draw.int(0, 2)),
    bank: upTo(draw.int(0, 4)),
    regulars: upTo(draw.int(0, 3)),
    stockroom: upTo(draw.pick([0, 1, 2, 2])),
    cases: upTo(draw.pick([0, 1, 2, 2])),
  }
}

function weatherOf(draw: Random): Weather {
  const or = (...chances: number[]) => draw.pick(chances)
  return {
    killChance: or(0, 0.01, 0.04),
    throwChance: or(0, 0, 0.01, 0.03),
    lostChance: or(0, 0.05, 0.25),
    bankFaultChance: or(0, 0.05, 0.2),
    dropChance: or(0, 0.2, 1),
    doubleChance: or(0, 0.3),
  }
}

/** The worker's slower rounds, and what happens outside meanwhile. */
function lookAround(
  world: World,
  workers: readonly Process[],
  { ourFloor, promisesAheadMs }: { ourFloor: OurFloor; promisesAheadMs: number },
) {
  sweepOnce(world, world.faults.pick(workers))
  askOnce(world, world.faults.pick(workers))
  keepOnce(world, world.faults.pick(workers), promisesAheadMs)
  trackOnce(world, world.faults.pick(workers))
  world.scheduler.after(1, 'the floor', () => workTheFloor(world))
  world.scheduler.after(2, 'our floor', () => ourFloor.work())
  world.scheduler.after(3, 'the road', () => workTheRoad(world))
}

/** One run of the shop from opening to rest, judged after every step and at its end. The same seed and cast give the same run. */
export async function runSeed(stage: Stage, seed: number, cast: Cast): Promise<Run> {
  // The day is the seed's, too: what is promised depends on the weekday, on holidays and on the time of the year.
  const startsMs = FIRST_DAY_MS + random(seed, 'day').int(0, DAYS - 1) * DAY_MS
  setVirtualTime(startsMs)
  forgetPauses()
  const scheduler = new Scheduler(startsMs)
  await stage.clock.setTime(startsMs)
  await setRunClock(stage.db, startsMs)
  await emptyShop(stage.db, random(seed, 'shelves'), stage.goods, { floors: random(seed, 'floors') })
  await fetch(`${stage.sandbox.url}/_sandbox/reset`, { method: 'POST' })
  const world: World = {
    db: stage.db,
    scheduler,
    weather: weatherOf(random(seed, 'weather')),
    stormy: true,
    seen: new Map(),
    surprises: [],
    sandboxUrl: stage.sandbox.url,
    faults: random(seed, 'faults'),
  }
  const webs = ['web-1', 'web-2'].map(name => new Process(world, name, stage.jobs))
  const workers = ['worker-1', 'worker-2'].map(name => new Process(world, name, stage.jobs))
  const processes = [...webs, ...workers]
  strikeWith(point => {
    const task = scheduler.running()
    return task && processes.find(process => process.owns(task))?.reach(point, task)
  })
  const told: Told[] = []
  const regulars = await openAccounts(stage.db, seed, cast.regulars)
  comeIn(world, webs, { stage, seed, cast, told, regulars })
  const books = new StockroomBooks(world)
  comeToWork(world, webs, { seed, cast, books })
  const ourFloor = new OurFloor(world, webs, random(seed, 'our floor'))
  const promisesAhead = random(seed, 'promises')
  const failures: string[] = []
  const judgeStep = stepJudge(stage.db)
  let steps = 0
  const runUntil = async (untilMs: number) => {
    while (failures.length === 0 && steps < MOST_STEPS && (await scheduler.step(untilMs))) {
      steps++
      setVirtualTime(scheduler.nowMs)
      await stage.sandbox.quiet()
      carry(world, webs, stage.postbag.take())
      failures.push(...(await judgeStep()), ...world.surprises)
    }
    setVirtualTime(scheduler.nowMs)
  }
  /** The worker's own rounds: jobs each few seconds, a sweep each fifteen. */
  const rounds = async (untilMs: number, everyMs: number) => {
    for (let at = scheduler.nowMs + everyMs; at <= untilMs && failures.length === 0; at += everyMs) {
      await runUntil(at)
      if (!world.stormy) await supplyWhatWaits(world)
      await stage.clock.setTime(scheduler.nowMs)
      const isSweepDue = Math.floor(at / SWEEP_EVERY_MS) !== Math.floor((at - everyMs) / SWEEP_EVERY_MS)
      if (isSweepDue) {
        lookAround(world, workers, { ourFloor, promisesAheadMs: promisesAhead.pick(DAYS_AHEAD) * DAY_MS })
        await stage.boss.supervise()
      }
      await waitWithoutChance(world)
      await lookForJobs(world, stage.boss, world.faults.pick(workers))
    }
  }
  await rounds(startsMs + STORM_MS, 3_000)
  world.stormy = false
  await fetch(`${stage.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
  await rounds(startsMs + STORM_MS + REST_MS, REST_ROUND_MS)
  strikeWith(undefined)
  await seeParcels(world)
  if (failures.length === 0)
    failures.push(...(await judgeRest(world, { stage, cast, told, regulars, ourFloor, books })))
  return { seed, cast, failures, history: scheduler.history, seen: world.seen, steps }
}

type Rest = {
  stage: Stage
  cast: Cast
  told: Told[]
  regulars: Regular[]
  ourFloor: OurFloor
  books: StockroomBooks
}

/** What is wrong when everything has come to rest. */
async function judgeRest(world: World, { stage, cast, told, regulars, ourFloor, books }: Rest) {
  const { db, gateway } = stage
  const at = new Date(world.scheduler.nowMs)
  return [
    ...(await judgeEnd(db, gateway, told, at, await parcelsEverywhere(world))),
    ...(await ourFloor.judge()),
    ...(await judgeLabels(world)),
    ...(await judgeCards(world, gateway, regulars)),
    ...(await books.judge()),
    ...(await judgeCases(world, cast.cases.length > 0)),
  ]
}

/** Everybody of the cast comes at a moment of their own. */
function comeIn(
  world: World,
  webs: readonly Process[],
  {
    stage,
    seed,
    cast,
    told,
    regulars,
  }: { stage: Stage; seed: number; cast: Cast; told: Told[]; regulars: Regular[] },
) {
  const { scheduler } = world
  for (const number of cast.shoppers) {
    const draw = random(seed, 'shopper', number)
    scheduler.after(draw.int(0, STORM_MS * 0.6), `shopper ${number}`, () =>
      shop(world, webs, stage.goods, { number, random: draw, told }),
    )
  }
  const leavesMs = scheduler.nowMs + STORM_MS
  for (const regular of regulars) {
    const draw = random(seed, 'regular', regular.number)
    scheduler.after(draw.int(0, STORM_MS * 0.2), `regular ${regular.number}`, () =>
      shopAsRegular(world, webs, stage.goods, { regular, others: regulars, random: draw, told, leavesMs }),
    )
  }
  for (const number of cast.staff) {
    const draw = random(seed, 'staff', number)
    scheduler.after(draw.int(30_000, STORM_MS), `staff ${number}`, () =>
      actAtTheDesk(world, webs, { random: draw, told, goods: stage.goods }),
    )
  }
  for (const number of cast.hoarders) {
    const draw = random(seed, 'hoarder', number)
    scheduler.after(draw.int(0, STORM_MS * 0.6), `hoarder ${number}`, () =>
      hoard(world, webs, stage.goods, { number, random: draw }),
    )
  }
  for (const number of cast.bank) {
    const draw = random(seed, 'bank', number)
    scheduler.after(draw.int(60_000, STORM_MS), `bank ${number}`, () =>
      actAtTheBank(world, { random: draw, told }),
    )
  }
}

/** Those whose work goes on through the whole storm, and who carry on until all of it is done. */
function comeToWork(
  world: World,
  webs: readonly Process[],
  { seed, cast, books }: { seed: number; cast: Cast; books: StockroomBooks },
) {
  const { scheduler } = world
  const leavesMs = scheduler.nowMs + STORM_MS
  for (const number of cast.stockroom) {
    const draw = random(seed, 'stockroom', number)
    scheduler.after(draw.int(0, STORM_MS * 0.3), `stockroom ${number}`, () =>
      workInTheStockroom(world, webs, { number, random: draw, books, leavesMs }),
    )
  }
  for (const number of cast.cases) {
    const draw = random(seed, 'cases', number)
    scheduler.after(draw.int(30_000, STORM_MS * 0.5), `cases ${number}`, () =>
      careForParcels(world, webs, { number, random: draw, leavesMs }),
    )
  }
}
