import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The commit of a folder, with `-dirty` after it when its files differ; `unknown` where there is no git. */
export function commitOf(folder: string): string {
  try {
    return execFileSync('git', ['describe', '--always', '--abbrev=40', '--dirty', '--exclude=*'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'unknown'
  }
}

/** The newest migration of a folder, as drizzle's journal names it. */
export function lastMigrationIn(folder: string): string {
  const journal = join(folder, 'drizzle/meta/_journal.json')
  if (!existsSync(journal)) return 'none'
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { tag: string }[] }
  return entries.at(-1)?.tag ?? 'none'
}
