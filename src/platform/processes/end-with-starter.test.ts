import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { eventually } from '#proof/testing/eventually.ts'
import { endWithUs } from './watchdog.ts'

// A small shop (testing/small-shop.ts) is started as people start one, and its starter is ended in every way. What is left is
// counted by process id.

const LIMIT_MS = 20_000
const folders: string[] = []
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

type Open = { starter: ChildProcess; folder: string; command: number; pids: number[] }

async function opened(
  program: string,
  args: readonly string[],
  { cwd, deaf = '' }: { cwd?: string; deaf?: string } = {},
): Promise<Open> {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-small-'))
  chmodSync(folder, 0o755)
  folders.push(folder)
  const starter = spawn(program, [...args, join(folder, 'shop')], {
    cwd,
    env: { ...process.env, DEAF: deaf },
    // As a terminal does: a group of its own for its commands.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  endWithUs(starter)
  starter.stdout?.resume()
  const noted = join(folder, 'shop', 'pids.json')
  const pids = await eventually(() => JSON.parse(readFileSync(noted, 'utf8')) as number[], {
    withinMs: 100_000,
  })
  return { starter, folder, command: pids[0] ?? 0, pids }
}

const file = resolve('src/proof/testing/small-shop.ts')
const direct = (how?: { deaf: string }) => opened(process.execPath, ['--import', 'tsx', file], how)

/** By npm, one level of it or two, and with a shell between that stays where it is. */
async function byNpm(script: 'plain' | 'nested' | 'shelled') {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-npm-'))
  folders.push(folder)
  const run = `'${process.execPath}' --import '${import.meta.resolve('tsx')}' '${file}'`
  const scripts = { plain: run, nested: 'true && npm run plain --', shelled: `f() { ${run} "$@"; true; }; f` }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'small', scripts }))
  return opened('npm', ['run', '--silent', script, '--'], { cwd: folder })
}

async function nothingIsLeftOf({ pids, folder }: Open) {
  const left = () => pids.filter(isAlive)
  const nothing = () => expect([left(), existsSync(join(folder, 'shop', 'scratch'))]).toEqual([[], false])
  await eventually(nothing, { withinMs: LIMIT_MS }).finally(() => {
    for (const pid of left()) process.kill(pid, 'SIGKILL')
  })
}

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const

test.concurrent.each(signals)(
  'a command that gets %s leaves nothing running',
  { timeout: 120_000 },
  async signal => {
    const shop = await direct()
    process.kill(shop.command, signal)
    await nothingIsLeftOf(shop)
  },
)

test.concurrent.each([
  ['plain', 'SIGTERM'],
  ['nested', 'SIGTERM'],
  ['nested', 'SIGKILL'],
  ['shelled', 'SIGTERM'],
] as const)(
  'npm alone (%s) that gets %s leaves nothing running',
  { timeout: 120_000 },
  async (script, signal) => {
    const shop = await byNpm(script)
    shop.starter.kill(signal)
    await nothingIsLeftOf(shop)
  },
)

test.concurrent.each(['SIGINT', 'SIGKILL'] as const)(
  'a terminal’s whole group that gets %s leaves nothing running',
  { timeout: 120_000 },
  async signal => {
    const shop = await byNpm('plain')
    process.kill(-(shop.starter.pid ?? 0), signal)
    await nothingIsLeftOf(shop)
  },
)

test.concurrent.each(['SIGTERM', 'SIGKILL'] as const)(
  'a command that gets %s leaves not even what obeys nobody',
  { timeout: 120_000 },
  async signal => {
    const shop = await direct({ deaf: 'yes' })
    process.kill(shop.command, signal)
    await nothingIsLeftOf(shop)
  },
)

test.concurrent('a second signal does not wait for what does not end', { timeout: 120_000 }, async () => {
  const shop = await direct({ deaf: 'yes' })
  const begunMs = performance.now()
  await eventually(() => {
    if (isAlive(shop.command)) process.kill(shop.command, 'SIGINT')
    expect(isAlive(shop.command)).toBe(false)
  })
  await nothingIsLeftOf(shop)
  expect(performance.now() - begunMs).toBeLessThan(8_000)
})

test.concurrent('a reader that is gone ends nothing', { timeout: 120_000 }, async () => {
  const shop = await direct()
  const spoke = () => Number(readFileSync(join(shop.folder, 'shop', 'spoke'), 'utf8'))
  shop.starter.stdout?.destroy()
  const before = spoke()
  await eventually(() => expect(spoke()).toBeGreaterThan(before + 2))
  expect(shop.pids.filter(isAlive)).toEqual(shop.pids)
  process.kill(shop.command, 'SIGTERM')
  await nothingIsLeftOf(shop)
})

function isAlive(pid: number): boolean {
  try {
    // A dead process that its parent has not reaped yet counts as gone.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
