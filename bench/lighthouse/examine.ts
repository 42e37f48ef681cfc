import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import getPort from 'get-port'
import { chromium } from 'playwright/test'

export type Device = 'mobile' | 'desktop'

export type Examined = {
  /** Out of 100. */
  scores: { performance: number; accessibility: number; bestPractices: number; seo: number }
  /** As Lighthouse works it out for a slow line and a slow phone (mobile), or a fast line (desktop). */
  lcpMs: number
  layoutShift: number
  blockedMs: number
  scriptBytes: number
  /** Its settings otherwise. */
  complaints: string[]
}

export type Examiner = { examine: (url: string, as: Look) => Promise<Examined>; close: () => Promise<void> }
type Look = { device: Device; cookie?: string; isPrivate: boolean }

/** One run differs from the next by several points: of three, the middle one counts, as Lighthouse' own guide advises. */
const RUNS = 3

const FOLDER = import.meta.dirname

/** Lighthouse has a package of its own (package.json beside this file), which `npm ci` of the shop leaves out. */
export async function installLighthouse(say: (sentence: string) => void): Promise<void> {
  if (existsSync(join(FOLDER, 'node_modules/lighthouse'))) return
  say('installing Lighthouse, 150 MB')
  await promisify(execFile)('npm', ['ci', '--prefix', FOLDER]).catch(error => {
    throw new Error('Lighthouse cannot be installed; `npm ci --prefix bench/lighthouse` says why.', {
      cause: error,
    })
  })
}

/** Google's Lighthouse in a browser of its own. */
export async function openLighthouse(executablePath: string): Promise<Examiner> {
  const name = 'lighthouse'
  const lighthouse: Lighthouse = await import(name)
  const port = await getPort()
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
  })
  return {
    async examine(url, look) {
      const runs: Examined[] = []
      for (let run = 0; run < RUNS; run++) runs.push(await once(lighthouse, port, url, look))
      runs.sort((a, b) => a.scores.performance - b.scores.performance)
      const middle = runs[Math.floor(RUNS / 2)]
      if (!middle) throw new Error(`Lighthouse said nothing about ${url}.`)
      return middle
    },
    close: () => browser.close(),
  }
}

/** What we use of its module: its own types are there only once it is installed. */
type Lighthouse = {
  default: (url: string, flags: object, config?: object) => Promise<{ lhr: Report } | undefined>
  desktopConfig: object
}
type Report = { categories: Record<string, Category>; audits: Record<string, Audit> }
type Category = { score: number | null; auditRefs: { id: string; weight: number }[] }
type Audit = { score: number | null; numericValue?: number; displayValue?: string; details?: unknown }

async function once(
  { default: lighthouse, desktopConfig }: Lighthouse,
  port: number,
  url: string,
  { device, cookie, isPrivate }: Look,
): Promise<Examined> {
  const run = await lighthouse(
    url,
    {
      port,
      logLevel: 'silent',
      onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
      // A cart and a checkout are kept out of search engines on purpose.
      skipAudits: isPrivate ? ['is-crawlable'] : null,
      ...(cookie && { extraHeaders: { Cookie: cookie } }),
    },
    device === 'desktop' ? desktopConfig : undefined,
  )
  if (!run) throw new Error(`Lighthouse said nothing about ${url}.`)
  return examined(run.lhr)
}

function examined({ categories, audits }: Report): Examined {
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
  const number = (name: string) => audits[name]?.numericValue ?? 0
  const scripts = (audits['network-requests']?.details as { items?: Fetched[] } | undefined)?.items ?? []
  const weighed = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ weight }) => weight > 0),
  )
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      bestPractices: score('best-practices'),
      seo: score('seo'),
    },
    lcpMs: number('largest-contentful-paint'),
    layoutShift: number('cumulative-layout-shift'),
    blockedMs: number('total-blocking-time'),
    scriptBytes: scripts
      .filter(({ resourceType }) => resourceType === 'Script')
      .reduce((sum, { transferSize }) => sum + transferSize, 0),
    complaints: weighed.flatMap(({ id }) => {
      const audit = audits[id]
      return audit && audit.score !== null && audit.score < 0.9
        ? [`${id} ${audit.displayValue ?? ''}`.trim()]
        : []
    }),
  }
}

type Fetched = { resourceType: string; transferSize: number }
