import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { endWithUs } from '#platform/processes/watchdog.ts'

export type Part = {
  name: string
  pid: number
  /** A process that says when it has begun its work (`process.send('ready')`). */
  ready: Promise<void>
  /** How it ended. */
  gone: Promise<string>
  /** Lets it finish its work; it gets a second signal shortly before the limit, and is killed at the limit. */
  stop: (limitMs?: number) => Promise<void>
}

export type PartOptions = {
  env: NodeJS.ProcessEnv
  logFolder: string
  /** Another program than Node. */
  program?: string
  /** The folder it runs in, when not this one. */
  folder?: string
  /** The user it runs as, when not ours. */
  user?: { uid?: number; gid?: number }
  /** How its standard input is opened. */
  input?: string
  /** The signal that lets it end what it began. */
  stopSignal?: NodeJS.Signals
}

/** Longer than a web drains and ends its longest request: for one that is replaced while the shop goes on. */
const STOP_LIMIT_MS = 35_000
/** The time left after the second signal, for last words. */
const HURRY_MS = 1_500

/**
 * Runs one process of the shop in a group of its own, so that Ctrl-C reaches `npm start` alone, which then stops the
 * parts in order. Its output goes to a file.
 */
export function startPart(name: string, args: string[], options: PartOptions): Part {
  mkdirSync(options.logFolder, { recursive: true })
  const output = openSync(freshLog(join(options.logFolder, `${name}.log`)), 'a')
  const child = spawn(options.program ?? process.execPath, args, {
    detached: true,
    cwd: options.folder,
    stdio: [
      options.input === undefined ? 'ignore' : 'pipe',
      output,
      output,
      ...(options.program ? [] : ['ipc' as const]),
    ],
    env: { ...options.env, ORDERLY_PROCESS: name },
    ...options.user,
  })
  closeSync(output)
  endWithUs(child, { signal: options.stopSignal })
  child.stdin?.end(options.input)
  const gone = new Promise<string>(done => {
    child.once('exit', (code, signal) => done(signal ?? `code ${code}`))
    child.once('error', error => done(error.message))
  })
  const ready = new Promise<void>(done => child.once('message', () => done()))
  return {
    name,
    pid: child.pid ?? 0,
    ready,
    gone,
    stop: (limitMs = STOP_LIMIT_MS) => stop(child, gone, { signal: options.stopSignal, limitMs }),
  }
}

const LOG_BYTES_MAX = 20_000_000

/** A long log makes room at the start: the one before it is kept, and no others. */
function freshLog(file: string): string {
  if (existsSync(file) && statSync(file).size > LOG_BYTES_MAX) renameSync(file, `${file}.1`)
  return file
}

async function stop(
  child: ChildProcess,
  gone: Promise<string>,
  { signal = 'SIGTERM', limitMs }: { signal?: NodeJS.Signals; limitMs: number },
) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  const hurry = setTimeout(() => child.kill(signal), Math.max(limitMs - HURRY_MS, limitMs / 2))
  const kill = setTimeout(() => child.kill('SIGKILL'), limitMs)
  await gone
  clearTimeout(hurry)
  clearTimeout(kill)
}
