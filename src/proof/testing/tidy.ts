import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { mutants, planted } from '../simulate/mutants.ts'
import { type Complaint, type SourceFile, strayTables } from './sql-at-home.ts'

// Taste, enforced: part of `npm run check`. Each complaint says the right way.

const FILE_LINES = 300
const PAGE_LINES = 40
const VAGUE = /(^|[-_.])(services?|managers?|helpers?|handlers?|utils?|commons?|misc|infos?)([-_.]|$)|^data$/
const VAGUE_EXPORT =
  /export (?:async )?(?:function|const|class|type|interface) (\w*(?:Service|Manager|Helper|Handler|Util|Utils|Misc|Info))\b/g
/** Words that nobody says aloud; code, comments, strings and pages are looked through. */
const STALE_WORDS = /\b(deeds?|befalls?|befell|anew|heeds?|thereof|whoever|rests with)\b/gi
/** Half a question in the place of a sentence. */
const HALF_QUESTION = /(?:\/\*\*|\/\/|^\s*\*) (?:Who|Whose|Whom) [^?\n]*$/m
/** Names that tools insist on. */
/** What keeps things for the process, and what gives a test the process as it was. */
const ON_GLOBAL_THIS = new Set(['src/platform/lib/per-process.ts', 'src/proof/testing/as-a-new-process.ts'])
const GIVEN_NAMES = new Set(['opengraph-image.tsx'])

function staleWordsIn(text: string): string[] {
  const words = new Set([...text.matchAll(STALE_WORDS)].map(([word]) => word.toLowerCase()))
  return [...words].map(word => `says "${word}": say it as a colleague would aloud`)
}

function complaintsAbout({ file, text }: SourceFile): Complaint[] {
  const says = staleWordsIn(text)
  if (file.endsWith('.md')) return says.map(sentence => ({ file, says: sentence }))
  const lines = text.split('\n').length - 1
  const isTest = /\.(test|spec)\.tsx?$/.test(file)
  if (!isTest && lines > FILE_LINES)
    says.push(`has ${lines} lines; past ${FILE_LINES} it is two ideas: split it`)
  if (/^src\/app\/.*\/page\.tsx$/.test(file) && lines > PAGE_LINES)
    says.push(`has ${lines} lines; a page composes slices in ${PAGE_LINES}: move the rest into a slice's ui/`)
  const name = basename(file).replace(/(\.(test|spec))?\.tsx?$/, '')
  if (!/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(name) && !GIVEN_NAMES.has(basename(file)))
    says.push('is not named in kebab-case')
  if (VAGUE.test(name)) says.push('has a name that says nothing: find the noun or verb of the trade')
  for (const [, exported] of text.matchAll(VAGUE_EXPORT))
    says.push(`exports ${exported}: find the noun or verb of the trade`)
  if (/\bas any\b(?=\s*[;,)\]}.]|\n)|@ts-ignore|@ts-expect-error|@ts-nocheck/.test(text))
    says.push('silences the type checker: say the type')
  if (text.includes('z.iso.date(') && file !== 'src/platform/fields/day-schema.ts')
    says.push('takes the year 0 for a day: use daySchema of #lib/day-schema.ts')
  if (!isTest && file.startsWith('src/slices/') && /sum\((\w+\.)?on_hand - (\w+\.)?reserved\)/.test(text))
    says.push('counts units of paused warehouses as free: read sellable_stock')
  if (!isTest && /['"]Europe\/London['"]/.test(text) && file !== 'src/platform/lib/calendar-days.ts')
    says.push("writes the shop's time zone again: use SHOP_TIME_ZONE of #platform/lib/calendar-days.ts")
  if (!isTest && /= globalThis as\b/.test(text) && !ON_GLOBAL_THIS.has(file))
    says.push('keeps something on globalThis: use perProcess of #platform/lib/per-process.ts')
  if (/\b\w+(?:Field|Schema)\.openapi\(/.test(text))
    says.push(
      'describes a schema that may be older than its `openapi`: optionally(it).openapi or it.clone().openapi',
    )
  if (HALF_QUESTION.test(text))
    says.push('begins a comment with "Who": name the thing, and say it in a whole sentence')
  if (/\b(TODO|FIXME|XXX)\b/.test(text)) says.push('holds a note to somebody: do it, or file an issue')
  if (isTest && /\b(?:test|it|describe)\.(?:skip|only|todo|fails)\b/.test(text))
    says.push('skips or singles out a test: run it or take it out')
  if (isTest && /\bwaitForTimeout\(|await new Promise(?:<\w+>)?\(\w+ => setTimeout\(/.test(text))
    says.push('sleeps: wait for what is expected, by eventually() or a poll of Playwright')
  if (/from ['"]\.\.\/\.\.\//.test(text)) says.push("climbs two folders up: import from '#slice/file.ts'")
  return says.map(sentence => ({ file, says: sentence }))
}

/** A planted bug whose place is gone would be found missing by the long tests alone. */
function bugsThatNoLongerFit(): Complaint[] {
  return mutants.flatMap(mutant => {
    try {
      planted(mutant, file => readFileSync(file, 'utf8'))
      return []
    } catch {
      return [{ file: mutant.file, says: `no longer fits the planted bug "${mutant.name}"` }]
    }
  })
}

const names = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'e2e', 'bench', 'docs', 'README.md'],
  { encoding: 'utf8' },
)
  .split('\n')
  .filter(file => /\.(tsx?|md)$/.test(file) && file !== 'src/proof/testing/tidy.ts')
// A file that git still lists may be gone.
const files = names.filter(file => existsSync(file)).map(file => ({ file, text: readFileSync(file, 'utf8') }))
const complaints = [...files.flatMap(complaintsAbout), ...strayTables(files), ...bugsThatNoLongerFit()]
for (const { file, says } of complaints) console.error(`${file} ${says}.`)
console.log(
  complaints.length
    ? `${complaints.length} untidy places in ${files.length} files.`
    : `${files.length} files are tidy.`,
)
process.exit(complaints.length ? 1 : 0)
