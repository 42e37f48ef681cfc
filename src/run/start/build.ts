import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { fingerprint } from './fingerprint.ts'
import { showProgress } from './progress.ts'

const MARK = '.next/built-from'

/** Builds the pages unless the last build was made from the very same files. */
export async function buildIfChanged(progress = showProgress(), now = fingerprint()): Promise<void> {
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === now) return
  await progress.during('pages', build)
  writeFileSync(MARK, now)
}

/** For a build that was copied from a folder whose pages are the same. */
export function noteBuilt(folder: string) {
  writeFileSync(join(folder, MARK), fingerprint(folder))
}

async function build(): Promise<void> {
  // A group of its own: Next.js has helpers, which end with it.
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      // Somebody who builds for a second time works on the shop, and will build again.
      KEEP_BUILD_CACHE: existsSync(MARK) ? 'yes' : 'no',
    },
  })
  endWithUs(child, { group: true })
  const code = new Promise(done => child.once('exit', done))
  const printed = await Promise.all([text(child.stdout), text(child.stderr)])
  if ((await code) !== 0) throw new Error(`The build failed.\n${printed.join('\n')}`)
}
