import { setTimeout as wait } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { walkKey } from '#slices/floor/bins/walk-key.ts'
import { askAsStaff, newKey } from './ask-as-staff.ts'
import { cpuWords } from './figures.ts'
import { rawOrders } from './limit.ts'
import { closedLoop, openLoop } from './load.ts'
import { placeByRest } from './orders.ts'
import { ms, percent, type Section } from './section.ts'
import { openStage, type Stage } from './stage.ts'

const ORDERS = 1_000
const LINES = 3
const SKUS = 1_200
const AT_ONCE = 12
/** At a raw limit of 1,000 orders a second, which is what rates are meant at (DESIGN.md §11). */
const SCANS_PER_SECOND = 200
const MEANT_AT = 1_000
const LIMIT_SECONDS = 5
const AT_ONCE_RAW = 8
const WARM_PER_SECOND = 80
const WARM_SECONDS = 5
const MOST_OF_WAVE_MS = 2_000
const MOST_OF_SCAN_MS = 100
const LEAST_LINES_AN_HOUR = 120
const LEAST_SAVED = 0.4

type Task = {
  id: string
  sku: string
  bin: string
  trolley: number
  wanted: number
  parcels: { parcel: string }[]
}

/** A wave of a thousand orders, the scans of many people, and how far they walk. */
export const floor: Section = {
  name: 'floor',
  about: 'planning a wave, taking in scans, and the way that people walk',
  async run({ seconds, say }) {
    const limit = await rawLimit()
    const perSecond = Math.round((SCANS_PER_SECOND * limit) / MEANT_AT)
    const stage = await openStage({ skus: SKUS, workers: 1, env: { RATE_LIMITS: 'off' } })
    try {
      await layOut(stage)
      say(`${ORDERS} orders of ${LINES} lines are placed and handed over`)
      await fill(stage)
      const secret = await newKey(stage)
      const began = performance.now()
      const wave = await askAsStaff<{ id: string; parcels: number }>(stage, secret, 'POST', '/waves', {
        warehouse: 'bench',
        kind: 'cluster',
      })
      const waveMs = performance.now() - began
      // Only what was filled: a table that was looked at while empty is planned as one to read whole.
      await stage.shop.db.$client.unsafe(
        'analyze floor_parcels, floor_lines, pick_tasks, pick_shares, scans, homes, waves',
      )
      const tasks = await walkOf(stage, secret, wave.id)
      say(`${tasks.length} grabs for ${wave.parcels} parcels`)
      const { figures, length, cores } = await scanned(stage, secret, { tasks, seconds, perSecond })
      const walked = walks(tasks)
      const picked = figures.answers.picked?.count ?? 0
      return {
        tables: [
          {
            title: `${wave.parcels} parcels, ${ORDERS * LINES} lines, ${SKUS} bins in ${AISLES.length} aisles`,
            rows: [
              ['what', 'figure'],
              ['a wave planned, over REST', `${ms(waveMs)} ms`],
              ['orders as SQL alone, eight at once, a second', String(Math.round(limit))],
              [
                `scans a second, ${length} s long`,
                `${Math.round(figures.perSecond)} of ${perSecond} (${SCANS_PER_SECOND} at ${MEANT_AT} orders)`,
              ],
              ['of them taken in', `${picked} of ${figures.count}`],
              [
                'a scan, p50 · p95 · p99',
                (['p50', 'p95', 'p99'] as const).map(at => ms(figures.latency[at])).join(' · '),
              ],
              ['cores used', cpuWords(cores)],
              ['metres a line, order by order', (walked.single.metres / walked.lines).toFixed(1)],
              ['metres a line, twelve totes', (walked.cluster.metres / walked.lines).toFixed(1)],
              ['lines an hour and person, order by order', String(walked.single.linesAnHour)],
              ['lines an hour and person, twelve totes', String(walked.cluster.linesAnHour)],
            ],
            note: `The walk is a model: aisles 3 m apart, bins 1 m apart, every trolley begins and ends at the front; ${WALK_METRES_A_SECOND} m/s, ${GRAB_SECONDS} s a grab, ${TOTE_SECONDS} s a tote.`,
          },
        ],
        bars: [
          {
            bar: 'a wave of 1,000 orders and 3,000 lines is planned in 2 s',
            figure: `${ms(waveMs)} ms`,
            met: waveMs <= MOST_OF_WAVE_MS && wave.parcels === ORDERS,
          },
          {
            bar: `a scan is acknowledged in ${MOST_OF_SCAN_MS} ms (p95) at ${SCANS_PER_SECOND} a second, both at a raw limit of ${MEANT_AT}`,
            figure: `${ms(figures.latency.p95)} ms`,
            met: figures.latency.p95 <= (MOST_OF_SCAN_MS * MEANT_AT) / limit && picked === figures.count,
          },
          {
            bar: 'at least 120 lines an hour and person',
            figure: String(walked.cluster.linesAnHour),
            met: walked.cluster.linesAnHour >= LEAST_LINES_AN_HOUR,
          },
          {
            bar: 'at least 40 % less walking than order by order',
            figure: percent(walked.saved),
            met: walked.saved >= LEAST_SAVED,
          },
        ],
      }
    } finally {
      await stage.close()
    }
  },
}

/** How many orders a second this machine writes today as SQL alone. */
async function rawLimit(): Promise<number> {
  const stage = await openStage({})
  try {
    const raw = await rawOrders(stage, AT_ONCE_RAW)
    await closedLoop({ inFlight: AT_ONCE_RAW, seconds: 2, shot: raw.shot })
    const { perSecond } = await closedLoop({
      inFlight: AT_ONCE_RAW,
      seconds: LIMIT_SECONDS,
      shot: raw.shot,
      from: 1e6,
    })
    await raw.close()
    return perSecond
  } finally {
    await stage.close()
  }
}

/** What the shop does with the scans of many people at once, after a few that warm it up. */
async function scanned(
  stage: Stage,
  secret: string,
  { tasks, seconds, perSecond }: { tasks: readonly Task[]; seconds: number; perSecond: number },
) {
  const scans = inTurn(tasks)
  const shot = async (index: number) => {
    const { id: task, sku } = scans[index % scans.length] ?? { id: '', sku: '' }
    const scan = {
      id: uuidv7(),
      kind: 'pick',
      task,
      code: sku,
      quantity: 1,
      at: new Date().toISOString(),
    }
    const [answer] = await askAsStaff<{ outcome: string }[]>(stage, secret, 'POST', '/scans', [scan])
    return answer?.outcome ?? 'nothing'
  }
  await openLoop({ perSecond: WARM_PER_SECOND, seconds: WARM_SECONDS, shot })
  const from = WARM_PER_SECOND * WARM_SECONDS
  const length = Math.min(seconds, Math.floor((scans.length - from) / perSecond))
  const cpu = stage.watchCpu()
  const figures = await openLoop({ perSecond, seconds: length, shot, from })
  return { figures, length, cores: cpu() }
}

const AISLES = 'ABCDEFGHIJKL'
const RACKS = 50

/** Our own people pack there, and each thing has a bin. */
async function layOut({ shop: { db }, skus }: Stage) {
  await db.$client`update warehouses set floor = 'own' where code = 'bench'`
  const bins = skus.map((sku, index) => {
    const bin = `${AISLES[index % AISLES.length]}-${(Math.floor(index / AISLES.length) % RACKS) + 1}-${Math.floor(index / AISLES.length / RACKS) + 1}`
    return { sku, bin, key: walkKey(bin) }
  })
  await db.$client`
    insert into homes (warehouse_id, variant_id, bin, walk_key)
    select w.id, v.id, b.bin, b.key from jsonb_to_recordset(${JSON.stringify(bins)}::text::jsonb) as b(sku text, bin text, key text)
    join variants v on v.sku = b.sku cross join warehouses w where w.code = 'bench'`
}

async function fill(stage: Stage) {
  let next = 0
  const lane = async () => {
    while (next < ORDERS) {
      const order = next++
      // Numbers that share no divisor with the count spread each order over the house.
      const lines = Array.from({ length: LINES }, (_, line) => ({
        sku: stage.skus[(order * 457 + line * 701) % stage.skus.length] ?? '',
        quantity: 1,
      }))
      const answer = await placeByRest(stage, lines)
      // One that is still being settled is handed over as soon as it is.
      if (answer !== 'confirmed' && answer !== 'processing')
        throw new Error(`An order was answered ${answer}.`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  for (let waiting = 0, tries = 0; waiting < ORDERS; tries++) {
    if (tries > 600) throw new Error(`Only ${waiting} parcels came to the floor.`)
    const [row] = await stage.shop.db.$client<
      { count: number }[]
    >`select count(*)::int as count from floor_parcels`
    waiting = row?.count ?? 0
    await wait(200)
  }
}

async function walkOf(stage: Stage, secret: string, wave: string): Promise<Task[]> {
  const tasks: Task[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const from: string = cursor === '' ? '' : `&cursor=${cursor}`
    const page: { tasks: Task[]; nextCursor: string | null } = await askAsStaff(
      stage,
      secret,
      'GET',
      `/tasks?wave=${wave}${from}`,
    )
    tasks.push(...page.tasks)
    cursor = page.nextCursor
  }
  return tasks
}

/** One scan for each unit, a trolley after the other's turn, as many people scan at once. */
function inTurn(tasks: readonly Task[]): Task[] {
  const trolleys = [
    ...Map.groupBy(
      tasks.flatMap(task => Array(task.wanted).fill(task) as Task[]),
      ({ trolley }) => trolley,
    ).values(),
  ]
  const longest = Math.max(...trolleys.map(({ length }) => length))
  return Array.from({ length: longest }, (_, at) => trolleys.flatMap(trolley => trolley[at] ?? [])).flat()
}

const WALK_METRES_A_SECOND = 1.2
const GRAB_SECONDS = 8
const TOTE_SECONDS = 20
const AISLE_METRES = 3

function walks(tasks: readonly Task[]) {
  const trolleys = Map.groupBy(tasks, ({ trolley }) => trolley)
  const orders = Map.groupBy(
    tasks.flatMap(task => task.parcels.map(({ parcel }) => ({ parcel, bin: task.bin }))),
    ({ parcel }) => parcel,
  )
  const lines = [...orders.values()].reduce((sum, bins) => sum + bins.length, 0)
  const walk = (rounds: readonly string[][], grabs: number) => {
    const metres = rounds.reduce((sum, bins) => sum + roundOf(bins), 0)
    const secondsOfAll = metres / WALK_METRES_A_SECOND + grabs * GRAB_SECONDS + orders.size * TOTE_SECONDS
    return { metres, linesAnHour: Math.round((lines * 3_600) / secondsOfAll) }
  }
  const single = walk(
    [...orders.values()].map(each => each.map(({ bin }) => bin)),
    lines,
  )
  const cluster = walk(
    [...trolleys.values()].map(each => each.map(({ bin }) => bin)),
    lines,
  )
  return { lines, single, cluster, saved: 1 - cluster.metres / single.metres }
}

/** Metres from the front past these bins in the order of their codes, and back. */
function roundOf(bins: readonly string[]): number {
  const stops = [...bins].sort((one, other) => walkKey(one).localeCompare(walkKey(other))).map(placeOf)
  const front = { aisle: 0, rack: 0 }
  return [...stops, front].reduce(
    ({ metres, at }, stop) => ({ metres: metres + between(at, stop), at: stop }),
    { metres: 0, at: front },
  ).metres
}

type Place = { aisle: number; rack: number }
function placeOf(bin: string): Place {
  const [aisle = 'A', rack = '0'] = bin.split('-')
  return { aisle: AISLES.indexOf(aisle), rack: Number(rack) }
}
const between = (from: Place, to: Place) =>
  from.aisle === to.aisle
    ? Math.abs(from.rack - to.rack)
    : from.rack + to.rack + AISLE_METRES * Math.abs(from.aisle - to.aisle)
