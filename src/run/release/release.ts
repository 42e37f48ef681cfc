import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { askToRoll } from '#run/cluster/ask-for-restart.ts'
import { buildIfChanged } from '#run/start/build.ts'
import { runningCluster } from '#run/start/one-shop.ts'
import { brokenInvariants, inWords, lastLine, lookIntoBooks } from './books.ts'
import { judge } from './judge.ts'
import { takeReleaseLock } from './release-lock.ts'
import {
  halfWay,
  noteBegun,
  noteVerdict,
  type ReleaseNote,
  readReleases,
  type Verdict,
} from './release-notes.ts'
import { runInFolder } from './run-in-folder.ts'
import { isWeb, partsOf, systemTells } from './running-shop-parts.ts'
import { commitOf, lastMigrationIn } from './version.ts'
import { answers, books, health } from './witnesses.ts'

/** The shop that gets a new version. */
export type Shop = {
  dataDir: string
  /** Postgres itself, past a pooler. */
  databaseUrl: string
  /** Where shoppers come in. */
  url: string
  /** For the processes of either version. */
  settings: NodeJS.ProcessEnv
}

/** Why nothing was released: nothing has been touched. */
export class NotReleased extends Error {}

const say = (sentence: string) => console.log(sentence)

/**
 * Brings the version in this folder to the running shop: migrates, replaces one process after the other, watches, and keeps the version or
 * goes back to the one before. Answers what became of it.
 */
export async function release(shop: Shop, { judgeSeconds }: { judgeSeconds: number }): Promise<ReleaseNote> {
  return alone(shop, async () => {
    const here = process.cwd()
    const former = formerFolder(shop)
    if (former === here)
      throw new NotReleased(
        'The shop runs from this folder already. A new version has a folder of its own, so that there is one to go back to.',
      )
    await refuseUnsafe(shop, former)
    await buildIfChanged()

    const note = begin(shop, { folder: here, former })
    const unmigrated = await migrate(shop)
    if (unmigrated) return end(shop, note, 'taken_back', `${unmigrated} No process was replaced.`)
    const wrong = (await askToRoll(shop.dataDir, here, say)) ?? (await watch(shop, here, judgeSeconds))
    if (wrong) return takeBack(shop, note, wrong)
    return end(shop, note, 'kept', `It was watched for ${judgeSeconds} s, and nothing spoke against it.`)
  })
}

/** Goes back to the version before the one that the shop runs, at once and without a look at the books: they may be why. */
export async function goBack(shop: Shop): Promise<ReleaseNote> {
  return alone(shop, async () => {
    const current = formerFolder(shop)
    const brought = readReleases(shop.dataDir).findLast(
      ({ folder, verdict }) => folder === current && verdict === 'kept',
    )
    if (!brought)
      throw new NotReleased(`No release brought the version in ${current}, so none stands before it.`)
    refuseGone(brought.former)
    const note = begin(shop, { folder: brought.former, former: current })
    const wrong = await askToRoll(shop.dataDir, brought.former, say)
    return wrong ? takeBack(shop, note, wrong) : end(shop, note, 'kept', 'Gone back by hand.')
  })
}

/** One release at a time; one that its process left half-way is taken back first. */
async function alone<Result>(shop: Shop, work: () => Promise<Result>): Promise<Result> {
  if (!runningCluster(shop.dataDir))
    throw new NotReleased(
      `No cluster runs on ${shop.dataDir}. Start one with \`npm run cluster\`, or set DATA_DIR to its folder.`,
    )
  const lock = await takeReleaseLock(shop.databaseUrl)
  const left = halfWay(readReleases(shop.dataDir))
  if (!lock)
    throw new NotReleased(
      `Another release is under way${left ? `: ${left.folder}, begun at ${left.begunAt} by process ${left.pid}` : ''}.`,
    )
  try {
    if (left) {
      say(`The release of ${left.folder}, begun at ${left.begunAt}, ended half-way. It is taken back first.`)
      await takeBack(shop, left, 'Its process died half-way.')
    }
    return await work()
  } finally {
    await lock.letGo()
  }
}

/** The folder that every web of the shop runs in. */
function formerFolder({ dataDir }: Shop): string {
  if (!systemTells())
    throw new NotReleased('This system does not say in which folder a process runs (it has no /proc).')
  const webs = partsOf(runningCluster(dataDir)?.parts ?? []).filter(isWeb)
  const folders = [...new Set(webs.map(({ folder }) => folder))]
  if (folders.length !== 1)
    throw new NotReleased(
      `The webs do not run in one folder (${folders.join(', ') || 'there are none'}). \`npm run cluster -- restart\` in the one that is right brings them together.`,
    )
  const [folder = ''] = folders
  refuseGone(folder)
  return folder
}

function refuseGone(folder: string) {
  if (!existsSync(folder))
    throw new NotReleased(`The folder ${folder} is gone, so there is no version to go back to.`)
}

/** What would be refused anyhow, before anything is touched. */
async function refuseUnsafe({ settings }: Shop, former: string) {
  const lint = await runInFolder(process.cwd(), 'src/proof/migrations/command.ts', settings)
  if (lint.code !== 0)
    throw new NotReleased(`The migrations are not safe for a running shop.\n${lint.output}`)
  const broken = await brokenInvariants(() => lookIntoBooks(former, settings))
  if (broken.length)
    throw new NotReleased(
      `The books are wrong before anything has begun, so they could not judge a new version: ${inWords(broken)}.`,
    )
}

async function migrate({ settings }: Shop): Promise<string | null> {
  say('Bringing the database up to date …')
  const { code, output } = await runInFolder(process.cwd(), 'src/run/migrate.ts', settings)
  return code === 0 ? null : `The migration failed (${lastLine(output)}).`
}

async function watch(shop: Shop, folder: string, seconds: number): Promise<string | null> {
  say(`Watching the new version for ${seconds} s: health, failed answers, invariants …`)
  const watched = { shopUrl: shop.url, parts: () => partsOf(runningCluster(shop.dataDir)?.parts ?? []) }
  return judge([health(watched), answers(watched), books(folder, shop.settings)], { seconds })
}

/** A new process of the old version may be slow to come up, most of all where the new one keeps the machine busy. */
const TRIES_TO_GO_BACK = 3

/** The database stays as the migrations left it: the version before works with it, since they only expand. */
async function takeBack(shop: Shop, note: ReleaseNote, why: string): Promise<ReleaseNote> {
  say(`${why} Going back to ${note.former} …`)
  let wrong: string | null = null
  for (let tries = 0; tries < TRIES_TO_GO_BACK; tries++) {
    wrong = await askToRoll(shop.dataDir, note.former, say)
    if (!wrong) return end(shop, note, 'taken_back', why)
    say(wrong)
  }
  // Without a verdict it stays half-way, and the next release tries again.
  throw new Error(`${why} Going back to ${note.former} failed as well: ${wrong}`)
}

function begin({ dataDir }: Shop, { folder, former }: Pick<ReleaseNote, 'folder' | 'former'>): ReleaseNote {
  const note = {
    id: randomUUID(),
    begunAt: new Date().toISOString(),
    commit: commitOf(folder),
    folder,
    former,
    lastMigration: lastMigrationIn(folder),
    pid: process.pid,
  }
  noteBegun(dataDir, note)
  return note
}

function end({ dataDir }: Shop, { id }: ReleaseNote, verdict: Verdict, why: string): ReleaseNote {
  noteVerdict(dataDir, id, verdict, why)
  const note = readReleases(dataDir).find(one => one.id === id)
  if (!note) throw new Error(`The notes of the releases in ${dataDir} were changed meanwhile.`)
  return note
}
