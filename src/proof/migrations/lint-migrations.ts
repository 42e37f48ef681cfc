import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Node } from 'libpg-query'
import { provenBy } from './not-null-checks.ts'
import { type Fault, faultsBeside, faultsOf } from './rules.ts'
import { type Statement, statementsIn } from './statements.ts'

/**
 * The last migration from before this lint. Those up to it are history: shops have applied them, and a file that was applied must not
 * change. They rename a table behind a view, build indexes on large tables and check their constraints at once.
 */
export const LAST_BEFORE_LINT = '0019_wishlist'

export type Complaint = { file: string; line: number; says: string }
export type Migration = { file: string; statements: Statement[] }

/** Refuses what locks or breaks a shop whose older version still runs. */
export async function lintMigrations(
  folder: string,
  large: ReadonlySet<string>,
  lastBefore = LAST_BEFORE_LINT,
): Promise<Complaint[]> {
  const all = await readAll(folder)
  const beside = await readAll(join(folder, 'beside'))
  const young = all.filter(({ file }) => file.replace('.sql', '') > lastBefore)
  const fresh = new Set(young.flatMap(madeTables))
  return [
    ...young.flatMap(one => {
      const earlier = all.slice(0, all.indexOf(one))
      return complaintsAbout(one, node => faultsOf(node, { large, fresh, proven: provenBy(earlier, beside) }))
    }),
    ...beside.flatMap(one => complaintsAbout({ ...one, file: `beside/${one.file}` }, faultsBeside)),
  ]
}

async function readAll(folder: string): Promise<Migration[]> {
  const files = existsSync(folder) ? readdirSync(folder).filter(file => file.endsWith('.sql')) : []
  return Promise.all(
    files.toSorted().map(async file => ({
      file,
      statements: await statementsIn(readFileSync(join(folder, file), 'utf8')),
    })),
  )
}

/** A reason of some words: `-- Safe: the table has forty rows`. It excuses everything. */
const SAFE = /^\s*-- Safe: \S.{14,}$/m
/** `-- Not read since v1.4: …` excuses what would break a version that is gone, and no lock. */
const NOT_READ = /^\s*-- Not (?:read|used) since \S+/m

function complaintsAbout({ file, statements }: Migration, faults: (node: Node) => Fault[]): Complaint[] {
  return statements
    .filter(({ text }) => !SAFE.test(text))
    .flatMap(({ node, text, line }) =>
      faults(node)
        .filter(({ kind }) => kind === 'locks' || !NOT_READ.test(text))
        .map(({ says }) => ({ file, line, says })),
    )
}

function madeTables({ statements }: Migration): string[] {
  return statements.flatMap(({ node }) =>
    'CreateStmt' in node ? [node.CreateStmt.relation?.relname ?? ''] : [],
  )
}
