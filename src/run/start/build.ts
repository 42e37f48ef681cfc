import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { endWithUs } from '#platform/processes/watchdog.ts'

const MARK = '.next/built-from'

/** Builds the pages unless the last build was made from the very same files. */
export async function buildIfChanged(): Promise<void> {
  const now = sourcesOf('.')
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === now) return
  console.log('Building the pages (about a minute, only after a change) …')
  // A group of its own: Next.js has helpers, which end with it.
  const build = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  endWithUs(build, { group: true })
  const code = new Promise(done => build.once('exit', done))
  const printed = await Promise.all([text(build.stdout), text(build.stderr)])
  if ((await code) !== 0) throw new Error(`The build failed.\n${printed.join('\n')}`)
  writeFileSync(MARK, now)
}

/** For a build that was copied from a folder whose pages are the same. */
export function noteBuilt(folder: string) {
  writeFileSync(join(folder, MARK), sourcesOf(folder))
}

const SOURCES = ['src', 'package-lock.json', 'next.config.mjs', 'postcss.config.mjs', 'tsconfig.json']

function sourcesOf(folder: string): string {
  const hash = createHash('sha256')
  for (const path of SOURCES.flatMap(source => filesBelow(folder, source)))
    hash.update(path).update(readFileSync(join(folder, path)))
  return hash.digest('hex')
}

function filesBelow(folder: string, path: string): string[] {
  if (path.includes('.')) return [path]
  return readdirSync(join(folder, path), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.includes('.test.'))
    .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}
