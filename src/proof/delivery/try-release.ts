import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, createWriteStream, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { endWhatWasStarted, endWithUs, removeWithUs } from '#platform/processes/watchdog.ts'
import { brokenInvariants, inWords, lookIntoBooks } from '#run/release/books.ts'
import { readReleases, type Verdict } from '#run/release/release-notes.ts'
import { runningCluster } from '#run/start/one-shop.ts'
import { openShoppers, type Shoppers } from './shoppers.ts'
import { printTable, Tally } from './tally.ts'
import {
  forgetVersions,
  isDirty,
  PLANTED,
  prepareVersions,
  type Versions,
  versionBefore,
} from './versions.ts'

/** As long as a look into the books of this small shop needs a few times over. */
const JUDGE_SECONDS = '30'
/** A cluster ends its processes, its database last. */
const STOP_LIMIT_MS = 20_000
/** Shoppers alone, before the first release and after the last. */
const QUIET_MS = 15_000

/**
 * `npm run release -- --try`: a shop of the version before, under load, gets this one, goes back, gets it again, and then a version with
 * a planted bug, which must be taken back by itself. Nothing is left. Answers the exit code.
 */
export async function tryRelease({ from = versionBefore() }: { from?: string }): Promise<number> {
  const root = mkdtempSync(join(tmpdir(), 'orderly-release-'))
  // The database runs as a user of its own when we are root.
  chmodSync(root, 0o755)
  removeWithUs(root)
  const clean = async () => {
    await endWhatWasStarted(STOP_LIMIT_MS)
    forgetVersions()
  }
  endWithStarter(clean)
  if (isDirty()) console.log('There are changes that are not committed: only HEAD is tried.')
  try {
    const begunMs = performance.now()
    console.log(`Installing and building ${from} and HEAD in ${root} …`)
    const versions = await prepareVersions(root, from)
    console.log(`  ${seconds(begunMs)} s\nOpening a shop of ${from}: 2 webs, 1 worker, a balancer …`)
    const shop = await openShop(root, versions.former)
    const found = await playThrough(shop, versions)
    console.log(`${seconds(begunMs)} s in all.`)
    return found
  } finally {
    await clean()
  }
}

const seconds = (sinceMs: number) => Math.round((performance.now() - sinceMs) / 1_000)

async function playThrough(shop: TrialShop, { former, head, bad }: Versions): Promise<number> {
  const tally = new Tally()
  const wrong: string[] = []
  const step = async (name: string, running: string, work: () => Promise<unknown>) => {
    console.log(`\n— ${name}`)
    tally.begin(name)
    await work()
    tally.now.broken = await brokenInvariants(() => lookIntoBooks(running, shop.settings))
    tally.end()
  }
  const released = async (folder: string, args: string[], expected: Verdict) => {
    await shop.release(folder, args)
    const last = readReleases(shop.dataDir).at(-1)
    if (last?.verdict !== expected)
      wrong.push(`"${tally.now.name}" ended ${last?.verdict ?? 'without a verdict'}.`)
    return last?.why
  }
  const judged = ['--judge', JUDGE_SECONDS]
  let shoppers: Shoppers | undefined
  let why: string | undefined

  await step('the version before', former, async () => {
    shoppers = await openShoppers(shop.url, tally)
    await quiet()
  })
  await step('a release of HEAD', head, () => released(head, judged, 'kept'))
  await step('back to the version before', former, () => released(head, ['--back'], 'kept'))
  await step('forward again', head, () => released(head, judged, 'kept'))
  await step('a version with a planted bug', head, async () => {
    why = await released(bad, judged, 'taken_back')
  })
  await step('HEAD, after it was taken back', head, quiet)
  await shoppers?.leave()

  console.log()
  printTable(tally.phases)
  const [planted, after] = tally.phases.slice(-2).map(({ broken }) => broken)
  console.log(`\nPlanted: "${PLANTED}". ${why}`)
  console.log(`Its traces stay in the books: ${inWords(after ?? []) || 'none'}.`)
  for (const { name, failed } of tally.phases)
    if (failed) wrong.push(`${failed} requests failed in "${name}".`)
  for (const { name, broken } of tally.phases.slice(0, -2))
    if (broken.length) wrong.push(`In "${name}" ${inWords(broken)}.`)
  if (!planted?.length) wrong.push('The planted bug left no trace.')
  if (!why?.includes('invariant')) wrong.push('The planted bug was not taken back for the books.')
  for (const { number, violations } of after ?? [])
    if (violations > (planted?.find(one => one.number === number)?.violations ?? 0))
      wrong.push(`Invariant ${number} was broken further after the planted bug was taken back.`)
  console.log(wrong.length ? `\nNOT AS IT SHOULD BE\n${wrong.join('\n')}` : '\nEverything went as it should.')
  return wrong.length ? 1 : 0
}

const quiet = () => new Promise(done => setTimeout(done, QUIET_MS))

type TrialShop = {
  url: string
  dataDir: string
  settings: NodeJS.ProcessEnv
  /** Runs `npm run release` in a folder, and prints what it says. */
  release: (folder: string, args: string[]) => Promise<void>
}

/** Settings of the shop in this folder that the trial's own must not have. */
const OURS = [
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'SHOP_URL',
  'AUTH_SECRET',
  'DRAIN_SECONDS',
  'SANDBOX_URL',
]

async function openShop(root: string, folder: string): Promise<TrialShop> {
  const dataDir = join(root, 'data')
  const port = await getPort()
  const settings: NodeJS.ProcessEnv = {
    ...process.env,
    ...Object.fromEntries(OURS.map(name => [name, ''])),
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_PORT: String(await getPort({ exclude: [port] })),
    // All shoppers come from one address.
    RATE_LIMITS: 'off',
  }
  const begin = (at: string, args: string[]) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
      cwd: at,
      env: settings,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    endWithUs(child)
    return child
  }
  const cluster = begin(folder, ['src/run/cluster/command.ts', '--web', '2', '--workers', '1'])
  const log = createWriteStream(join(root, 'cluster.log'))
  for (const output of [cluster.stdout, cluster.stderr]) output.pipe(log, { end: false })
  await opened(cluster)
  return {
    url: `http://localhost:${runningCluster(dataDir)?.port ?? port}`,
    dataDir,
    settings,
    async release(at, args) {
      const child = begin(at, ['src/run/release/command.ts', ...args])
      for (const output of [child.stdout, child.stderr])
        output.on('data', chunk => process.stdout.write(String(chunk).replace(/^(?=.)/gm, '  ')))
      await new Promise(done => child.once('close', done))
    },
  }
}

/** Until the cluster says so; what it said before is the reason when it does not. */
function opened(cluster: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((done, refuse) => {
    cluster.stdout?.on('data', chunk => {
      said += chunk
      if (said.includes('replaces them one by one')) done()
    })
    cluster.stderr?.on('data', chunk => {
      said += chunk
    })
    cluster.once('exit', () => refuse(new Error(`The shop did not open.\n${said}`)))
  })
}
