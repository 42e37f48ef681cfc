import { resolve } from 'node:path'
import { defineCommand, runMain } from 'citty'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { joinRunningShop } from '#platform/processes/running-shop.ts'
import { runningCluster } from '#run/start/one-shop.ts'
import { type ReleaseNote, readReleases } from './release-notes.ts'

/** Long enough for a few looks into the books of a large shop. */
const JUDGE_SECONDS = '60'
const MOST_SECONDS = 86_400

const command = defineCommand({
  meta: {
    name: 'release',
    description:
      'Brings the version in this folder to the running cluster, and takes it back when it does harm',
  },
  args: {
    judge: { type: 'string', default: JUDGE_SECONDS, description: 'For how many seconds it is watched' },
    back: { type: 'boolean', default: false, description: 'Goes back to the version before, at once' },
    list: { type: 'boolean', default: false, description: 'Prints every release of this shop' },
    try: { type: 'boolean', default: false, description: 'Tries all of it in temporary folders, under load' },
    from: { type: 'string', description: 'With --try: the version before; else the last tag or commit' },
  },
  async run({ args }) {
    const dataDir = resolve(process.env.DATA_DIR || '.data')
    if (args.list) return list(dataDir)
    if (args.try) {
      const { tryRelease } = await import('#proof/delivery/try-release.ts')
      process.exitCode = await tryRelease({ from: args.from })
      return
    }
    endWithStarter()
    process.exitCode = await bring(dataDir, { back: args.back, judgeSeconds: secondsOf(args.judge) })
    process.exit()
  },
})

async function bring(dataDir: string, { back, judgeSeconds }: { back: boolean; judgeSeconds: number }) {
  process.env.DATA_DIR = dataDir
  joinRunningShop(dataDir)
  const { env } = await import('#platform/lib/env.ts')
  const { goBack, release } = await import('./release.ts')
  const { DATABASE_DIRECT_URL = '', PORT, reachedAt } = env()
  const shop = {
    dataDir,
    databaseUrl: DATABASE_DIRECT_URL,
    url: `http://${reachedAt}:${runningCluster(dataDir)?.port ?? PORT}`,
    settings: { ...process.env, NODE_ENV: 'production' as const },
  }
  try {
    const note = back ? await goBack(shop) : await release(shop, { judgeSeconds })
    console.log(`\n${inOneLine(note)}`)
    return note.verdict === 'kept' ? 0 : 1
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error))
  }
}

function failed(sentence: string): number {
  console.error(sentence)
  return 1
}

function secondsOf(given: string): number {
  const seconds = Number(given)
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MOST_SECONDS)
    throw new Error(`--judge is a whole number of seconds from 1 to ${MOST_SECONDS}.`)
  return seconds
}

function list(dataDir: string) {
  const notes = readReleases(dataDir)
  console.log(
    notes.length ? notes.map(inOneLine).join('\n') : `Nothing was released to the shop on ${dataDir} yet.`,
  )
}

const WORDS = { kept: 'kept', taken_back: 'taken back' }

function inOneLine({ begunAt, commit, folder, lastMigration, verdict, why }: ReleaseNote): string {
  const version = commit.replace(/^([0-9a-f]{12})[0-9a-f]+/, '$1')
  const became = verdict ? `${WORDS[verdict]}: ${why}` : 'no verdict: under way, or its process died half-way'
  return `${begunAt}  ${version}  ${folder}  (${lastMigration})  ${became}`
}

void runMain(command)
