import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { runningCluster } from '#run/start/one-shop.ts'
import { goBack, release, type Shop } from './release.ts'
import { takeReleaseLock } from './release-lock.ts'
import { noteBegun, readReleases } from './release-notes.ts'
import { isWeb, partsOf } from './running-shop-parts.ts'

// The cluster is small and its webs do nothing, but they are processes, and the lock is Postgres'. What a version's own commands answer
// (its lint, its migration, its invariants) is said by the test.

const commands = vi.hoisted(() => ({
  asked: [] as string[],
  fails: {} as Record<string, (folder: string) => string | null>,
}))
vi.mock('#run/start/build.ts', () => ({ buildIfChanged: async () => {} }))
vi.mock('./run-in-folder.ts', () => ({
  async runInFolder(folder: string, file: string) {
    commands.asked.push(file)
    const output = commands.fails[file]?.(folder) ?? null
    return { code: output ? 1 : 0, output: output ?? '' }
  },
}))
const LINT = 'src/proof/migrations/command.ts'
const MIGRATE = 'src/run/migrate.ts'
const BOOKS = 'src/proof/invariants/command.ts'
const WRONG_BOOK = ' 4       7  a living order holds each line\n'

const database = `release_${process.pid}`
const root = resolve('.')
let admin: postgres.Sql
beforeAll(async () => {
  admin = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${database}`)
})
afterAll(async () => {
  await admin.unsafe(`drop database ${database} with (force)`)
  await admin.end()
})

let shop: Shop
let folders: { all: string; former: string; next: string }
let close: () => Promise<void>
beforeEach(async () => {
  commands.fails = {}
  commands.asked = []
  const all = realpathSync(mkdtempSync(join(tmpdir(), 'orderly-release-test-')))
  folders = { all, former: join(all, 'former'), next: join(all, 'next') }
  const dataDir = join(all, 'data')
  for (const folder of [dataDir, folders.former, folders.next]) mkdirSync(folder)
  const cluster = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/proof/testing/small-cluster.ts', dataDir, folders.former],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  endWithUs(cluster)
  await once(cluster.stdout, 'data')
  shop = {
    dataDir,
    databaseUrl: inject('postgresUrl').replace(/\/postgres$/, `/${database}`),
    url: `http://127.0.0.1:${runningCluster(dataDir)?.port}`,
    settings: process.env,
  }
  process.chdir(folders.next)
  close = async () => {
    const gone = once(cluster, 'exit')
    cluster.kill('SIGTERM')
    await gone
  }
})
afterEach(async () => {
  process.chdir(root)
  await close()
  rmSync(folders.all, { recursive: true, force: true })
})

/** Long enough for three looks at its health. */
const bring = () => release(shop, { judgeSeconds: 3 })
const whereItRuns = () => {
  const parts = partsOf(runningCluster(shop.dataDir)?.parts ?? [])
  return parts.find(isWeb)?.folder
}

test('a version against which nothing speaks is kept, and noted with what it brought', async () => {
  const note = await bring()
  expect(note).toMatchObject({
    verdict: 'kept',
    folder: folders.next,
    former: folders.former,
    pid: process.pid,
  })
  expect(whereItRuns()).toBe(folders.next)
  expect(readReleases(shop.dataDir)).toEqual([note])
  expect(commands.asked.slice(0, 3)).toEqual([LINT, BOOKS, MIGRATE])
})

test('a version that breaks an invariant is taken back, and the note says which', async () => {
  commands.fails[BOOKS] = folder => (folder === folders.next ? WRONG_BOOK : null)
  const note = await bring()
  expect(note).toMatchObject({
    verdict: 'taken_back',
    why: 'In the books invariant 4 does not hold (7 times): a living order holds each line.',
  })
  expect(whereItRuns()).toBe(folders.former)
})

test('a version that is not ready is taken back', async () => {
  writeFileSync('not-ready', '')
  expect(await bring()).toMatchObject({ verdict: 'taken_back', why: 'The web-1 is not ready: 503 {}.' })
  expect(whereItRuns()).toBe(folders.former)
})

test('a version that does not start is taken back', async () => {
  writeFileSync('does-not-start', '')
  expect(await bring()).toMatchObject({
    verdict: 'taken_back',
    why: 'The new web-1 ended at its start (code 1).',
  })
  expect(whereItRuns()).toBe(folders.former)
})

test('a migration that fails replaces no process', async () => {
  commands.fails[MIGRATE] = () => 'column "noted" already exists'
  const pid = runningCluster(shop.dataDir)?.parts[1]
  expect(await bring()).toMatchObject({
    verdict: 'taken_back',
    why: 'The migration failed (column "noted" already exists). No process was replaced.',
  })
  expect(runningCluster(shop.dataDir)?.parts[1]).toBe(pid)
})

test('what would do harm is refused before anything is touched', async () => {
  commands.fails[LINT] = () => 'drizzle/0020_x.sql:1 drops a table'
  await expect(bring()).rejects.toThrow(/not safe for a running shop.\n.*drops a table/)
  commands.fails = { [BOOKS]: () => WRONG_BOOK }
  await expect(bring()).rejects.toThrow(/The books are wrong before anything has begun.*invariant 4/)
  expect(commands.asked).not.toContain(MIGRATE)
  expect(readReleases(shop.dataDir)).toEqual([])
})

test('a release is refused while another is under way, from the folder that runs, and where none runs', async () => {
  const lock = await takeReleaseLock(shop.databaseUrl)
  await expect(bring()).rejects.toThrow('Another release is under way.')
  await lock?.letGo()
  process.chdir(folders.former)
  await expect(bring()).rejects.toThrow('The shop runs from this folder already.')
  process.chdir(folders.next)
  rmSync(folders.former, { recursive: true })
  await expect(bring()).rejects.toThrow(/is gone/)
  await expect(release({ ...shop, dataDir: folders.all }, { judgeSeconds: 1 })).rejects.toThrow(
    /No cluster runs/,
  )
})

test('a release whose process died is taken back by the next one before it begins', async () => {
  await bring()
  const [kept] = readReleases(shop.dataDir)
  const third = join(folders.all, 'third')
  mkdirSync(third)
  // Its process died while it watched: the web runs in its folder already.
  noteBegun(shop.dataDir, { ...kept, ...died(third), former: folders.next })
  process.chdir(third)
  const note = await bring()
  expect(readReleases(shop.dataDir).map(({ verdict, why }) => [verdict, why?.slice(0, 22)])).toEqual([
    ['kept', 'It was watched for 3 s'],
    ['taken_back', 'Its process died half-'],
    ['kept', 'It was watched for 3 s'],
  ])
  expect(note).toMatchObject({ folder: third, former: folders.next })
})

const died = (folder: string) => ({
  id: 'died',
  begunAt: '2026-11-28T14:00:00.000Z',
  commit: 'abc',
  lastMigration: 'none',
  pid: 1,
  folder,
  verdict: undefined,
  why: undefined,
  endedAt: undefined,
})

test('where going back fails too, the release has no verdict, so that the next one tries again', async () => {
  writeFileSync('not-ready', '')
  writeFileSync(join(folders.former, 'does-not-start'), '')
  await expect(bring()).rejects.toThrow(/Going back to .*former failed as well: The new web-1 ended/)
  expect(readReleases(shop.dataDir)).toMatchObject([{ folder: folders.next }])
  expect(readReleases(shop.dataDir)[0]?.verdict).toBeUndefined()
  rmSync(join(folders.former, 'does-not-start'))
  rmSync('not-ready')
  expect(await bring()).toMatchObject({ verdict: 'kept' })
  expect(readReleases(shop.dataDir).map(({ verdict }) => verdict)).toEqual(['taken_back', 'kept'])
})

test('one goes back by hand to the version before, at once, however wrong the books are', async () => {
  await expect(goBack(shop)).rejects.toThrow(/No release brought the version/)
  await bring()
  commands.fails[BOOKS] = () => WRONG_BOOK
  expect(await goBack(shop)).toMatchObject({
    verdict: 'kept',
    folder: folders.former,
    why: 'Gone back by hand.',
  })
  expect(whereItRuns()).toBe(folders.former)
  expect(readFileSync(join(shop.dataDir, 'releases.jsonl'), 'utf8').trim().split('\n')).toHaveLength(4)
})
