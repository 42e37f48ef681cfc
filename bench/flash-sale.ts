import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { planLaunch } from '#slices/inventory/plan-launch.ts'
import { splitStock } from '#slices/inventory/split-stock.ts'
import { cpuWords } from './figures.ts'
import { type Figures, openLoop } from './load.ts'
import { type BenchOptions, ms, percent, type Results, rate, type Section } from './section.ts'
import { openStage, type Stage } from './stage.ts'

const SPREAD = 1_000
const SOLD = 'confirmed'
const REFUSED = 'out_of_stock'

export const flashSale: Section = {
  name: 'flash-sale',
  about: 'three buyers for each unit, arriving faster than can be served',
  async run(options) {
    const units = Number(options.flags.units ?? 10_000)
    const stage = await openStage({ skus: SPREAD + 3, units: units / SPREAD })
    try {
      return await measure(stage, options, units)
    } finally {
      await stage.close()
    }
  },
}

type Sale = { name: string; figures: Figures; soldSeconds: number; fairShare: number; cpu: string }

async function measure(stage: Stage, { flags, say }: BenchOptions, units: number): Promise<Results> {
  const buyers = Number(flags.buyers ?? units * 3)
  const perSecond = Number(flags.arrivals ?? 2_000)
  const sell = async (name: string, skus: readonly string[], place = placeOnce) => {
    say(`${name}: ${buyers} buyers, ${perSecond} arrive a second`)
    const sale = await sellAll(stage, {
      ...{ name, units, buyers, perSecond, place },
      skuOf: index => skus[index % skus.length] ?? '',
    })
    await assertExactlySold(stage, skus, name)
    return sale
  }
  const [one = '', sixteen = '', lined = ''] = await makeHot(stage, units)
  const spread = await sell('1,000 SKUs', stage.skus.slice(0, SPREAD))
  const single = await sell('one SKU, 1 bucket', [one])
  await splitStock(await ctxOf(stage), { variantId: await variantOf(stage, sixteen), buckets: 16 })
  const split = await sell('one SKU, 16 buckets', [sixteen])
  await planLaunch(await ctxOf(stage), {
    variantId: await variantOf(stage, lined),
    startsAt: new Date(Date.now() - 1_000),
    endsAt: new Date(Date.now() + 3_600_000),
    buckets: 16,
    admitPerMinute: Number(flags.admit ?? 30_000),
    unitsPerTurn: 4,
    turnMinutes: 10,
  })
  // Every process has to hear of the launch.
  await new Promise(done => setTimeout(done, 1_500))
  const waits = { requests: 0, times: [] as number[] }
  const inLine = await sell('one SKU, 16 buckets, a line', [lined], waitInLine(waits))
  const broken = await brokenBooks(stage)
  return resultsOf([spread, single, split, inLine], { units, buyers, perSecond, waits, broken, stage })
}

/** Three SKUs have all the units; what they had is there already. */
async function makeHot({ shop, skus }: Stage, units: number): Promise<string[]> {
  const hot = skus.slice(SPREAD)
  const more = units - units / SPREAD
  await shop.db.execute(sql`
    with hot as (
      update stock_levels set on_hand = on_hand + ${more}
      where variant_id in (select id from variants where sku = any(${sql.param(hot)}::text[]))
      returning variant_id, warehouse_id
    )
    insert into stock_movements (variant_id, warehouse_id, quantity, reason, actor)
    select variant_id, warehouse_id, ${more}, 'received', 'system:command' from hot`)
  return hot
}

async function variantOf({ shop }: Stage, sku: string): Promise<string> {
  const [row] = await shop.db.execute<{ id: string }>(sql`select id from variants where sku = ${sku}`)
  return row?.id ?? ''
}

const ctxOf = async ({ shop }: Stage) => ({
  db: shop.db,
  actor: { kind: 'system', name: 'command' } as const,
  now: () => new Date(),
})

type Place = (stage: Stage, sku: string) => Promise<string>

async function sellAll(
  stage: Stage,
  sale: {
    name: string
    units: number
    buyers: number
    perSecond: number
    skuOf: (index: number) => string
    place: Place
  },
): Promise<Sale> {
  const cpu = stage.watchCpu()
  const startedAt = performance.now()
  let soldSeconds = 0
  const sold: number[] = []
  const figures = await openLoop({
    perSecond: sale.perSecond,
    seconds: sale.buyers / sale.perSecond,
    async shot(index) {
      const word = await sale.place(stage, sale.skuOf(index))
      if (word === SOLD || word === 'processing') {
        sold.push(index)
        soldSeconds = (performance.now() - startedAt) / 1_000
      }
      return word
    },
  })
  if (sold.length !== sale.units)
    throw new Error(`${sale.name}: ${sold.length} were told that they have one of ${sale.units}.`)
  // Of those who got one, how many had come among the first: as many as there are units, and a tenth more.
  const early = sold.filter(index => index < sale.units * 1.1).length
  return { name: sale.name, figures, soldSeconds, fairShare: early / sale.units, cpu: cpuWords(cpu()) }
}

const { orderId: _, locale: _locale, ...fixed } = orderInput({ lines: [] })

async function send({ http }: Stage, sku: string, headers: Record<string, string> = {}) {
  const answer = await http.request({
    method: 'POST',
    path: '/api/v1/orders',
    headers: { 'content-type': 'application/json', 'idempotency-key': uuidv7(), ...headers },
    body: JSON.stringify({ ...fixed, lines: [{ sku, quantity: 1 }] }),
  })
  const body = (await answer.body.json()) as { status?: string | number; code?: string; ticket?: string }
  const word = answer.statusCode === 201 ? String(body.status) : (body.code ?? `status ${answer.statusCode}`)
  return { word, ticket: body.ticket, retryAfterSeconds: Number(answer.headers['retry-after'] ?? 1) }
}

const placeOnce: Place = async (stage, sku) => (await send(stage, sku)).word

/** As a program should: it comes, is given a number, waits as long as it is told, and asks again with it. */
function waitInLine(waits: { requests: number; times: number[] }): Place {
  return async (stage, sku) => {
    let ticket: string | undefined
    for (;;) {
      const sentAt = performance.now()
      const answer = await send(stage, sku, ticket ? { 'line-ticket': ticket } : {})
      waits.requests++
      waits.times.push(performance.now() - sentAt)
      if (answer.word !== 'rate_limited') return answer.word
      ticket = answer.ticket ?? ticket
      await new Promise(done => setTimeout(done, answer.retryAfterSeconds * 1_000))
    }
  }
}

/** Nothing free, nothing over: the shelf agrees with what buyers were told. */
async function assertExactlySold({ shop }: Stage, skus: readonly string[], name: string) {
  const [left] = await shop.db.execute<{ free: number }>(sql`
    select sum(on_hand - reserved)::int as free from stock_levels
    where variant_id in (select id from variants where sku = any(${sql.param(skus)}::text[]))`)
  if (left?.free !== 0) throw new Error(`${name}: ${left?.free} units were left on the shelf.`)
}

/** Sentences about what does not agree: our books within themselves and with the bank's. */
async function brokenBooks(stage: Stage): Promise<string[]> {
  const { charges } = await stage.books()
  const listed = charges.map(({ id, orderId, amount }) => ({
    status: 'succeeded' as const,
    providerId: id,
    orderId,
    capturedMinor: amount,
    refundedMinor: 0,
  }))
  const checked = await checkInvariants(stage.shop.db, {
    listSince: async () =>
      listed as unknown as Awaited<ReturnType<Parameters<typeof checkInvariants>[1]['listSince']>>,
    listDisputes: async () => ({ items: [], next: null }),
  })
  return checked
    .filter(({ violations }) => violations > 0)
    .map(({ number, says, violations }) => `${number} (${violations}×): ${says}`)
}

async function resultsOf(
  sales: Sale[],
  of: {
    units: number
    buyers: number
    perSecond: number
    waits: { requests: number; times: number[] }
    broken: string[]
    stage: Stage
  },
): Promise<Results> {
  const [spread, single, split, inLine] = sales as [Sale, Sale, Sale, Sale]
  const speed = (sale: Sale) => of.units / sale.soldSeconds
  const share = (sale: Sale) => speed(sale) / speed(spread)
  const at = ({ figures }: Sale, word: string, which: 'p50' | 'p99') =>
    ms(figures.answers[word]?.latency[which] ?? 0)
  const rows = [
    [
      'sale',
      'sold/s',
      'of spread',
      'sold p50 ms',
      'sold p99 ms',
      'refused p50 ms',
      'refused p99 ms',
      'sold to the first',
      'cores used',
    ],
    ...sales.map(sale => [
      sale.name,
      rate(speed(sale)),
      percent(share(sale)),
      at(sale, SOLD, 'p50'),
      at(sale, SOLD, 'p99'),
      at(sale, REFUSED, 'p50'),
      at(sale, REFUSED, 'p99'),
      percent(sale.fairShare),
      sale.cpu,
    ]),
  ]
  const times = of.waits.times.sort((a, b) => a - b)
  const answerP99 = times[Math.floor(times.length * 0.99)] ?? 0
  const charges = (await of.stage.books()).charges.length
  const exact = of.broken.length === 0 && charges === of.units * sales.length
  return {
    tables: [
      {
        title: `${of.units.toLocaleString('en-GB')} units, ${of.buyers.toLocaleString('en-GB')} buyers, ${of.perSecond.toLocaleString('en-GB')} arrive a second`,
        rows,
        note: `Latency from the moment a buyer was due; in the line it holds the wait for the turn. "Sold to the first": the share of the units that went to the first ${percent(1.1)} of as many buyers. In the line ${of.waits.requests.toLocaleString('en-GB')} requests were answered, each in ${ms(answerP99)} ms at p99.`,
      },
    ],
    bars: [
      {
        bar: 'one hot SKU ≥ 70 % of the spread case (flash sale, 16 buckets)',
        figure: percent(share(split)),
        met: share(split) >= 0.7,
      },
      {
        bar: 'one hot SKU ≥ 70 % of the spread case (flash sale, 1 bucket)',
        figure: percent(share(single)),
        met: share(single) >= 0.7,
      },
      {
        bar: 'exactly sold, in the database and in the bank’s books; all twelve invariants',
        figure: exact
          ? `${charges.toLocaleString('en-GB')} charges for as many units`
          : [`${charges} charges`, ...of.broken].join('; '),
        met: exact,
      },
      {
        bar: 'in the line ≥ 95 % of the units go to those who came first',
        figure: percent(inLine.fairShare),
        met: inLine.fairShare >= 0.95,
      },
    ],
  }
}
