import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

// Nothing that this process starts may outlive it, even when it is killed with no last words: a watchdog of a few lines of
// shell hears its end by a pipe that closes, and ends the rest (watchdog.sh).

type Started = { child: ChildProcess; target: number; signal: NodeJS.Signals; last: boolean }

const started = new Map<ChildProcess, Started>()
const folders = new Set<string>()
let watchdog: ChildProcess | null = null

/** How long parts have to finish their work, and then a database; with the watchdog's own looks it stays within 20 s. */
const PARTS_LIMIT_MS = 11_000
const DATABASE_LIMIT_MS = 3_000
const LAST_MS = 1_000

/** The process ends with us: told by its `signal`, killed when it does not obey. A `last` one, a database, ends after the others. */
export function endWithUs(
  child: ChildProcess,
  {
    signal = 'SIGTERM',
    last = false,
    /** It leads a process group, and the signal goes to all of it. */
    group = false,
  }: { signal?: NodeJS.Signals; last?: boolean; group?: boolean } = {},
) {
  if (!child.pid) return
  const one = { child, target: group ? -child.pid : child.pid, signal, last }
  started.set(child, one)
  tell(lineOf(one))
  child.once('exit', () => {
    started.delete(child)
    // The rest of a group was only there for the one that led it.
    if (group) kill(one.target, signal)
    tell(`ended ${one.target}`)
  })
}

/** The folder is ours for this run and is removed with us. */
export function removeWithUs(folder: string) {
  folders.add(folder)
  tell(`folder ${folder}`)
}

/** Ends everything that is registered and waits for it: parts first, databases after them. */
export async function endWhatWasStarted(partsLimitMs = PARTS_LIMIT_MS): Promise<void> {
  hurryWatchdog()
  const some = (last: boolean) => [...started.values()].filter(one => one.last === last)
  await endAll(some(false), partsLimitMs)
  await endAll(some(true), DATABASE_LIMIT_MS, 'SIGQUIT')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

/** The rest has been told to end: should we be killed meanwhile, the watchdog need not be as patient. */
export function hurryWatchdog() {
  if (watchdog) tell('hurry')
}

async function endAll(all: readonly Started[], limitMs: number, before?: NodeJS.Signals) {
  const gone = Promise.all(all.map(({ child }) => goneOf(child)))
  for (const one of all) send(one, one.signal)
  if (before && !(await within(limitMs, gone))) for (const one of all) send(one, before)
  if (await within(before ? LAST_MS : limitMs, gone)) return
  for (const one of all) send(one, 'SIGKILL')
  await within(LAST_MS, gone)
}

function send({ child, target }: Started, signal: NodeJS.Signals) {
  if (!hasEnded(child)) kill(target, signal)
}

function kill(target: number, signal: NodeJS.Signals) {
  try {
    process.kill(target, signal)
  } catch {
    // It ended this very moment.
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

const goneOf = (child: ChildProcess) =>
  hasEnded(child) ? null : new Promise<void>(done => child.once('exit', () => done()))

async function within(limitMs: number, gone: Promise<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(resolve, limitMs, false)
  const inTime = await Promise.race([gone.then(() => true), late])
  clearTimeout(timer)
  return inTime
}

const lineOf = ({ target, signal, last }: Started) =>
  `${last ? 'database' : 'part'} ${target} ${signal.replace('SIG', '')}`

function tell(line: string) {
  watchdog ??= openWatchdog()
  watchdog.stdin?.write(`${line}\n`)
}

function openWatchdog(): ChildProcess {
  const child = spawn('/bin/sh', [join(import.meta.dirname, 'watchdog.sh')], {
    // In a session of its own: neither Ctrl-C nor a closed terminal reaches it.
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.unref()
  child.stdin?.on('error', () => {})
  ;(child.stdin as unknown as { unref(): void } | null)?.unref()
  child.once('exit', () => {
    watchdog = null
    for (const one of started.values()) tell(lineOf(one))
    for (const folder of folders) tell(`folder ${folder}`)
  })
  return child
}
