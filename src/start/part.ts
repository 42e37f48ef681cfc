import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type Part = { name: string; pid: number; gone: Promise<string>; stop: () => Promise<void> }

const STOP_LIMIT_MS = 35_000

/**
 * Runs one process of the shop in a group of its own, so that Ctrl-C reaches `npm start` alone, which then stops the
 * parts in order. Its output goes to a file.
 */
export function startPart(
  name: string,
  args: string[],
  options: { env: NodeJS.ProcessEnv; logFolder: string },
): Part {
  mkdirSync(options.logFolder, { recursive: true })
  const output = openSync(freshLog(join(options.logFolder, `${name}.log`)), 'a')
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', output, output],
    env: { ...options.env, ORDERLY_PROCESS: name },
  })
  const gone = new Promise<string>(done => {
    child.once('exit', (code, signal) => done(signal ?? `code ${code}`))
    child.once('error', error => done(error.message))
  })
  return { name, pid: child.pid ?? 0, gone, stop: () => stop(child, gone) }
}

const LOG_BYTES_MAX = 20_000_000

/** A long log makes room at the start: the one before it is kept, and no others. */
function freshLog(file: string): string {
  if (existsSync(file) && statSync(file).size > LOG_BYTES_MAX) renameSync(file, `${file}.1`)
  return file
}

async function stop(child: ChildProcess, gone: Promise<string>) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const hurry = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
  await gone
  clearTimeout(hurry)
}
