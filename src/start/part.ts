import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'

export type Part = {
  name: string
  pid: number
  /** A process that says when it has begun its work (`process.send('ready')`). */
  ready: Promise<void>
  /** How it ended. */
  gone: Promise<string>
  stop: () => Promise<void>
}

export type PartOptions = {
  env: NodeJS.ProcessEnv
  logFolder: string
  /** Another program than Node. */
  program?: string
  /** Where it runs, when not here. */
  folder?: string
  /** As whom, when not as ourselves. */
  user?: { uid?: number; gid?: number }
  /** What it is told for its standard input. */
  input?: string
  /** The signal that lets it end what it began. */
  stopSignal?: NodeJS.Signals
}

const STOP_LIMIT_MS = 35_000

/**
 * Runs one process of the shop in a group of its own, so that Ctrl-C reaches `npm start` alone, which then stops the
 * parts in order. Its output goes to a file.
 */
export function startPart(name: string, args: string[], options: PartOptions): Part {
  mkdirSync(options.logFolder, { recursive: true })
  const output = openSync(join(options.logFolder, `${name}.log`), 'a')
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
  child.stdin?.end(options.input)
  const gone = new Promise<string>(done => {
    child.once('exit', (code, signal) => done(signal ?? `code ${code}`))
    child.once('error', error => done(error.message))
  })
  const ready = new Promise<void>(done => child.once('message', () => done()))
  return { name, pid: child.pid ?? 0, ready, gone, stop: () => stop(child, gone, options.stopSignal) }
}

async function stop(child: ChildProcess, gone: Promise<string>, signal: NodeJS.Signals = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  const hurry = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
  await gone
  clearTimeout(hurry)
}
