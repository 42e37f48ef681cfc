import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const pages = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'README.md', 'docs/*.md'],
  { encoding: 'utf8' },
)
  .split('\n')
  .filter(page => page && existsSync(page))

test.each(pages)('every file that %s links to exists', page => {
  expect(linkedFiles(page).filter(file => !existsSync(file))).toEqual([])
})

test.each(pages)('every path that %s names exists', page => {
  expect(namedPaths(page).filter(path => !existsSync(path))).toEqual([])
})

/** The targets of relative links and pictures, from the root of the project. */
function linkedFiles(page: string): string[] {
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target?.split('#')[0] ?? '')
    .filter(target => target && !/^[a-z]+:/.test(target))
    .map(target => join(dirname(page), target))
}

/** Paths between backticks that begin at the root of the project; patterns such as `docs/**` are not paths. */
function namedPaths(page: string): string[] {
  return [...proseOf(page).matchAll(/`((?:src|e2e|bench|docs|drizzle)\/[^`\s*{<]*)`/g)].map(
    ([, path]) => path ?? '',
  )
}

function proseOf(page: string): string {
  return readFileSync(page, 'utf8').replace(/```[\s\S]*?```/g, '')
}
