import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from './write-whole.ts'

const fileIn = (dataDir: string) => join(dataDir, 'running.json')

/** Keeps one shop to a data folder. Refuses when one runs there already; ends processes that a killed one left behind. */
export async function claimDataDir(dataDir: string) {
  mkdirSync(dataDir, { recursive: true })
  const file = fileIn(dataDir)
  if (!existsSync(file)) return
  const { pid, parts } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; parts: number[] }
  if (isOurs(pid))
    throw new Error(
      `A shop already runs on ${dataDir} (process ${pid}). Stop it, or set DATA_DIR to another folder.`,
    )
  for (const part of parts.filter(isOurs)) process.kill(part, 'SIGINT')
  for (let waited = 0; parts.some(isOurs) && waited < 10_000; waited += 100)
    await new Promise(done => setTimeout(done, 100))
}

/** For the next start, and for commands that want to reach the running shop. */
export function noteRunning(
  dataDir: string,
  { parts, port, sandboxPort, databaseUrl, cluster = false }: Running & { cluster?: boolean },
) {
  const noted = { pid: process.pid, parts, port, sandboxPort, databaseUrl, cluster }
  writeWhole(fileIn(dataDir), JSON.stringify(noted))
}

type Running = { parts: number[]; port: number; sandboxPort: number; databaseUrl: string }

/** The process that holds the shop's several processes together; null when there is none on this data folder. */
export function runningCluster(dataDir: string): { pid: number; parts: number[]; port: number } | null {
  const file = fileIn(dataDir)
  if (!existsSync(file)) return null
  const noted = JSON.parse(readFileSync(file, 'utf8')) as Running & { pid: number; cluster?: boolean }
  return noted.cluster && isOurs(noted.pid) ? noted : null
}

export function noteStopped(dataDir: string) {
  rmSync(fileIn(dataDir), { force: true })
}

/** A process id may have been given to somebody else since; ours are node, next, postgres and a balancer. */
function isOurs(pid: number): boolean {
  if (pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : 'node'
    return /node|next|postgres|haproxy|caddy/.test(command)
  } catch {
    return false
  }
}
