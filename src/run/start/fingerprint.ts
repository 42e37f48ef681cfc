import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What pages and database are made from. */
const MADE_FROM = [
  'src',
  'drizzle',
  'package-lock.json',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
]

/** Two starts with the same fingerprint run the very same files, in whatever folder. */
export function fingerprint(folder = '.'): string {
  const hash = createHash('sha256')
  for (const path of MADE_FROM.flatMap(made => filesBelow(folder, made)))
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
