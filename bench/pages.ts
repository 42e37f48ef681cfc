import { createHistogram } from 'node:perf_hooks'
import { sql } from 'drizzle-orm'
import { chromium } from 'playwright/test'
import { Pool } from 'undici'
import { ShopProcesses } from '#proof/chaos/processes.ts'
import { fillCatalogue } from '#slices/catalog/demo/fill-catalogue.ts'
import { stockShelves } from '#slices/inventory/demo/stock-shelves.ts'
import { browserPath } from '../e2e/browser.ts'
import { watchCpu } from './cpu.ts'
import { cpuWords, figuresHead, figuresRow } from './figures.ts'
import { type Device, installLighthouse, openLighthouse } from './lighthouse/examine.ts'
import { closedLoop, openLoop, type Shot } from './load.ts'
import { type BenchOptions, ms, type Results, rate, type Section, type Table } from './section.ts'

const read = { home: '/', category: '/categories/tableware', product: '/products/stoneware-mug' }
const BOUGHT = 'MUG-STONE-BLUE-L'
const GOOD_SCORE = 95
const GOOD_LCP_MS = 1_000

export const pages: Section = {
  name: 'pages',
  about: 'reading the shop: pages from the cache and without it, in a browser, before Lighthouse',
  async run(options) {
    await installLighthouse(options.say)
    const shop = await ShopProcesses.open({
      web: 'next',
      webs: 3,
      workers: 0,
      warehouseStepSeconds: 2,
      webSettings: [{ PAGE_CACHE: 'on' }, { PAGE_CACHE: 'on' }, { PAGE_CACHE: 'off' }],
    })
    try {
      await shop.db.transaction(async tx => {
        await fillCatalogue(tx)
        await stockShelves(tx)
      })
      return await measure(shop, options)
    } finally {
      await shop.close()
    }
  },
}

async function measure(shop: ShopProcesses, options: BenchOptions): Promise<Results> {
  const [cached = '', other = '', rendered = ''] = shop.webUrls
  const tables = [
    await throughput(shop, { cached, rendered }, options),
    await seen(cached, options),
    await told(shop, [cached, other], options),
  ]
  const examined = await examine(cached, options)
  const scores = examined.flatMap(({ found }) => Object.values(found.scores))
  const lcps = (tables[1]?.rows.slice(1) ?? []).map(row => Number(row[2]))
  return {
    tables: [...tables, lighthouseTable(examined)],
    bars: [
      {
        bar: 'LCP < 1 s on a local production build',
        figure: `${ms(Math.max(...lcps))} ms at most, unthrottled`,
        met: Math.max(...lcps) < GOOD_LCP_MS,
      },
      {
        bar: 'a change is seen by every process within a second',
        figure: `${tables[2]?.rows[1]?.[2]} ms at most`,
        met: Number(tables[2]?.rows[1]?.[2]) < 1_000,
      },
      {
        bar: `Lighthouse ≥ ${GOOD_SCORE} in all four, mobile and desktop`,
        figure: `${Math.min(...scores)} at least`,
        met: Math.min(...scores) >= GOOD_SCORE,
        why: examined.flatMap(one => complaintsOf(one)).join('; '),
      },
    ],
  }
}

/** Two processes on the same database, one after the other: with the cache and with every page rendered. */
async function throughput(
  shop: ShopProcesses,
  urls: { cached: string; rendered: string },
  { seconds, say }: BenchOptions,
): Promise<Table> {
  const rows = [['page', 'how', 'load', ...figuresHead, 'cores used']]
  for (const [how, url] of Object.entries(urls)) {
    const line = new Pool(url, { connections: 64, pipelining: 1 })
    for (const [page, path] of Object.entries(read)) {
      const shot: Shot = async () => {
        const { statusCode, body } = await line.request({
          path,
          method: 'GET',
          headers: { accept: 'text/html', 'accept-encoding': 'gzip' },
        })
        await body.dump({ limit: Number.POSITIVE_INFINITY })
        return String(statusCode)
      }
      say(`${page}, ${how}`)
      await closedLoop({ inFlight: 8, seconds: Math.min(seconds, 3), shot })
      const cpu = watchCpu({ web: shop.pids('web'), Postgres: shop.pids('postgres'), load: [process.pid] })
      const best = await closedLoop({ inFlight: 32, seconds, shot })
      rows.push([page, how, '32 at once', ...figuresRow(best, ['200']), cpuWords(cpu())])
      const half = Math.max(1, Math.round(best.perSecond / 2))
      const arrivals = await openLoop({ perSecond: half, seconds, shot })
      rows.push([page, how, `${rate(half)} arrive a second`, ...figuresRow(arrivals, ['200']), ''])
    }
    await line.close()
  }
  return { title: 'Anonymous pages over HTTP, packed by gzip', rows }
}

const looks: Record<Device, { width: number; height: number }> = {
  mobile: { width: 390, height: 844 },
  desktop: { width: 1_440, height: 900 },
}

/** The view of a browser on this machine, with nothing in its own cache. */
async function seen(shopUrl: string, { say }: BenchOptions): Promise<Table> {
  const rows = [
    ['page', 'as', 'LCP ms', 'first byte ms', 'layout shift', 'requests', 'kB in all', 'kB of script'],
  ]
  const browser = await chromium.launch({
    executablePath: await browserPath(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  for (const [device, viewport] of Object.entries(looks)) {
    for (const [page, path] of Object.entries(read)) {
      say(`${page} in a browser, ${device}`)
      const context = await browser.newContext({ viewport })
      const tab = await context.newPage()
      await tab.goto(shopUrl + path)
      await tab.waitForLoadState('networkidle')
      const { lcp, firstByte, shift, fetched } = await tab.evaluate(readPaints)
      const kB = (of: Fetched[]) => ms(of.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000)
      const scripts = fetched.filter(({ isScript }) => isScript)
      rows.push([
        page,
        device,
        ms(lcp),
        ms(firstByte),
        shift.toFixed(3),
        String(fetched.length),
        kB(fetched),
        kB(scripts),
      ])
      await context.close()
    }
  }
  await browser.close()
  return { title: 'In a browser on the same machine, from the cache, unthrottled', rows }
}

type Fetched = { bytes: number; isScript: boolean }

/** Runs in the page, so it can use nothing from outside, not even what a compiler adds to functions with a name. */
async function readPaints() {
  const [paints = [], shifts = []] = await Promise.all(
    ['largest-contentful-paint', 'layout-shift'].map(
      type =>
        new Promise<(PerformanceEntry & { value?: number })[]>(done => {
          new PerformanceObserver(list => done(list.getEntries())).observe({ type, buffered: true })
          setTimeout(() => done([]), 500)
        }),
    ),
  )
  const [own] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const others = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  return {
    lcp: paints.at(-1)?.startTime ?? 0,
    firstByte: own?.responseStart ?? 0,
    shift: shifts.reduce((sum, { value = 0 }) => sum + value, 0),
    fetched: [own, ...others].flatMap(one =>
      one ? [{ bytes: one.transferSize, isScript: one.name.endsWith('.js') }] : [],
    ),
  }
}

const CHANGES = 20

/** From the commit of a new price until the pages of both processes show it. */
async function told(shop: ShopProcesses, urls: string[], { say }: BenchOptions): Promise<Table> {
  say('a changed price in two processes')
  const delays = createHistogram()
  for (let change = 1; change <= CHANGES; change++) {
    const pounds = `£${100 + change}.50`
    await shop.db.transaction(async tx => {
      const mugs = sql`select v.id from variants v join products p on p.id = v.product_id where p.slug = 'stoneware-mug'`
      await tx.execute(
        sql`update prices set valid_to = now() where valid_to is null and variant_id in (${mugs})`,
      )
      await tx.execute(sql`
        insert into prices (id, variant_id, amount_minor, currency)
        select gen_random_uuid(), id, ${10_050 + change * 100}, 'GBP' from (${mugs}) mug`)
    })
    const committed = performance.now()
    await Promise.all(
      urls.map(async url => {
        while (!(await (await fetch(url + read.product)).text()).includes(pounds));
      }),
    )
    delays.record(Math.max(1, Math.round(performance.now() - committed)))
  }
  return {
    title: 'A changed price on the pages of two processes',
    rows: [
      ['changes', 'p50 ms', 'slowest ms'],
      [String(CHANGES), String(delays.percentile(50)), String(delays.max)],
    ],
    note: 'From the commit to the last process that shows it, the new rendering included.',
  }
}

type OnePage = {
  page: string
  device: Device
  found: Awaited<ReturnType<Awaited<ReturnType<typeof openLighthouse>>['examine']>>
}

async function examine(shopUrl: string, { say }: BenchOptions): Promise<OnePage[]> {
  const cookie = await cartCookie(shopUrl)
  const all = { ...read, cart: '/cart', checkout: '/checkout' }
  const examiner = await openLighthouse(await browserPath())
  const results: OnePage[] = []
  for (const device of ['mobile', 'desktop'] as const) {
    for (const [page, path] of Object.entries(all)) {
      say(`${page} before Lighthouse, ${device}`)
      const isPrivate = !(page in read)
      const found = await examiner.examine(shopUrl + path, {
        device,
        isPrivate,
        ...(isPrivate && { cookie }),
      })
      results.push({ page, device, found })
    }
  }
  await examiner.close()
  return results
}

/** The session of somebody who has put something into the cart. */
async function cartCookie(shopUrl: string): Promise<string> {
  const added = await fetch(`${shopUrl}/api/trpc/cart.add`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: shopUrl },
    body: JSON.stringify({ json: { sku: BOUGHT, quantity: 1 } }),
  })
  if (!added.ok) throw new Error(`Nothing could be put into the cart: ${await added.text()}`)
  return added.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}

function lighthouseTable(examined: OnePage[]): Table {
  return {
    title: 'Lighthouse, its own simulated line and processor',
    rows: [
      [
        'page',
        'as',
        'performance',
        'accessibility',
        'best practices',
        'SEO',
        'LCP ms',
        'shift',
        'blocked ms',
        'kB of script',
      ],
      ...examined.map(({ page, device, found }) => [
        page,
        device,
        ...Object.values(found.scores).map(String),
        ms(found.lcpMs),
        found.layoutShift.toFixed(3),
        ms(found.blockedMs),
        ms(found.scriptBytes / 1_000),
      ]),
    ],
    note: 'Of three runs the middle one by its performance. Cart and checkout bear `noindex` on purpose, so that one audit of SEO is left out for them.',
  }
}

function complaintsOf({ page, device, found }: OnePage): string[] {
  const low = Object.values(found.scores).some(score => score < GOOD_SCORE)
  return low ? [`${page} ${device}: ${found.complaints.join(', ')}`] : []
}
