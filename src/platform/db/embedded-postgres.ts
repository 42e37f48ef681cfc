import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import postgres from 'postgres'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts'

export type EmbeddedPostgres = {
  url: (database: string) => string
  folder: string
  pid: number
  /** How it ended. */
  gone: Promise<string>
  stop: (limitMs?: number) => Promise<void>
}

const START_LIMIT_MS = 30_000
const STOP_LIMIT_MS = 10_000
const NOBODY = 65_534

/**
 * Starts the Postgres that npm brought, in `folder`, and makes the cluster at the first start. It runs in a process
 * group of its own, so that Ctrl-C reaches the shop first and the database last; it ends with this process, however that ends. It trusts everyone who can reach
 * 127.0.0.1: it is for trying and testing. A real shop sets DATABASE_URL.
 */
export async function startEmbeddedPostgres(options: {
  folder: string
  port: number
  settings?: Record<string, string>
}): Promise<EmbeddedPostgres> {
  const place = reachable(resolve(options.folder), await postgresBinaries())
  if (!existsSync(join(place.folder, 'PG_VERSION'))) initialise(place)
  await forgetDeadProcess(place.folder)
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '256MB',
    ...options.settings,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const logFile = openSync(`${place.folder}.log`, 'a')
  const child = spawn(place.binaries.postgres, ['-D', place.folder, '-p', String(options.port), ...flags], {
    detached: true,
    stdio: ['ignore', logFile, logFile],
    ...place.user,
  })
  endWithUs(child, { signal: 'SIGINT', last: true })
  const gone = new Promise<string>(done =>
    child.once('exit', (code, signal) => done(signal ?? `code ${code}`)),
  )
  const url = (database: string) => `postgres://postgres@127.0.0.1:${options.port}/${database}`
  await answering(child, url('postgres'), `${place.folder}.log`)
  return { url, folder: place.folder, pid: child.pid ?? 0, gone, stop: limitMs => stop(child, limitMs) }
}

/** Where the data of an embedded Postgres for this folder really lies (see `reachable`). */
export function embeddedPostgresFolder(folder: string): string {
  const whole = resolve(folder)
  return process.getuid?.() === 0 && !othersMayEnter(whole) ? join(privatePlace(whole), 'data') : whole
}

type Place = { folder: string; binaries: PostgresBinaries; user: { uid?: number; gid?: number } }

/**
 * Postgres refuses to run as root, so root runs it as `nobody`, who must be able to read the binaries and own the
 * data. In a folder closed to others (such as /root) neither works: both then live under /var/tmp.
 */
function reachable(folder: string, binaries: PostgresBinaries): Place {
  if (process.getuid?.() !== 0) {
    mkdirSync(dirname(folder), { recursive: true })
    return { folder, binaries, user: {} }
  }
  const user = { uid: NOBODY, gid: NOBODY }
  const dataFolder = embeddedPostgresFolder(folder)
  mkdirSync(dirname(dataFolder), { recursive: true })
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  chownSync(dataFolder, user.uid, user.gid)
  return {
    folder: dataFolder,
    binaries: othersMayEnter(dirname(binaries.postgres)) ? binaries : copied(binaries, privatePlace(folder)),
    user,
  }
}

function privatePlace(folder: string): string {
  return join('/var/tmp', `orderly-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`)
}

function copied(binaries: PostgresBinaries, place: string): PostgresBinaries {
  const native = dirname(dirname(binaries.postgres))
  const target = join(place, 'postgres')
  if (!existsSync(target)) {
    cpSync(native, target, { recursive: true, verbatimSymlinks: true })
    chmodSync(place, 0o755)
  }
  const at = (path: string) => join(target, relative(native, path))
  return { initdb: at(binaries.initdb), postgres: at(binaries.postgres), pg_ctl: at(binaries.pg_ctl) }
}

function othersMayEnter(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder) && !(statSync(folder).mode & 0o001) && folder !== path) return false
    if (folder === dirname(folder)) return true
  }
}

function initialise({ folder, binaries, user }: Place) {
  hydrateLibraries(binaries)
  const args = [
    '-D',
    folder,
    '-U',
    'postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ]
  const made = spawnSync(binaries.initdb, args, { ...user, encoding: 'utf8' })
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(
      `Postgres could not make its data folder ${folder}: ${(made.stderr || String(made.error)).trim()}`,
    )
  }
}

/** npm packages cannot hold symbolic links; the package's own install script makes them, unless scripts were off. */
function hydrateLibraries(binaries: PostgresBinaries) {
  const native = dirname(dirname(binaries.postgres))
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    const link = join(dirname(native), target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

/** A Postgres of a start that was just killed; its watchdog ends it. */
const LAST_ONE_ENDS_MS = 20_000

/**
 * Waits for a Postgres that still runs here. After a kill the pid file stays; Postgres itself checks it, but a reused pid of
 * root's would keep it from starting.
 */
async function forgetDeadProcess(folder: string) {
  const file = join(folder, 'postmaster.pid')
  const runs = () => {
    if (!existsSync(file)) return false
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
    return existsSync(`/proc/${pid}/comm`) && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
  }
  for (const deadline = Date.now() + LAST_ONE_ENDS_MS; runs() && Date.now() < deadline; )
    await new Promise(done => setTimeout(done, 100))
  if (existsSync('/proc') && !runs()) rmSync(file, { force: true })
}

async function answering(child: ChildProcess, url: string, logPath: string) {
  const deadline = Date.now() + START_LIMIT_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
    try {
      await sql`select 1`
      return
    } catch {
      await new Promise(done => setTimeout(done, 50))
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
  const lastWords = existsSync(logPath)
    ? readFileSync(logPath, 'utf8').trim().split('\n').slice(-3).join(' ')
    : ''
  throw new Error(`Postgres did not start: ${lastWords || `see ${logPath}`}`)
}

/** SIGINT is Postgres' "fast" stop: open transactions are rolled back, everything committed is kept. */
async function stop(child: ChildProcess, limitMs = STOP_LIMIT_MS) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(done => child.once('exit', done))
  child.kill('SIGINT')
  const hurry = setTimeout(() => child.kill('SIGQUIT'), limitMs)
  await gone
  clearTimeout(hurry)
}
