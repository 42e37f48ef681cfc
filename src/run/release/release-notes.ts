import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A release: what it brought, from where, and what became of it. Without a verdict it is under way, or its process died half-way. */
export type ReleaseNote = {
  id: string
  begunAt: string
  commit: string
  folder: string
  /** The folder that the shop ran in before, and goes back to. */
  former: string
  lastMigration: string
  pid: number
  endedAt?: string
  verdict?: Verdict
  why?: string
}

export type Verdict = 'kept' | 'taken_back'

/** What became of a release is a line of its own: lines are only ever added. */
type Ending = Pick<ReleaseNote, 'id'> & Required<Pick<ReleaseNote, 'endedAt' | 'verdict' | 'why'>>

const fileIn = (dataDir: string) => join(dataDir, 'releases.jsonl')

export function noteBegun(dataDir: string, note: ReleaseNote) {
  append(dataDir, note)
}

export function noteVerdict(dataDir: string, id: string, verdict: Verdict, why: string) {
  append(dataDir, { id, endedAt: new Date().toISOString(), verdict, why } satisfies Ending)
}

/** Oldest first. */
export function readReleases(dataDir: string): ReleaseNote[] {
  const notes = new Map<string, ReleaseNote>()
  for (const line of linesIn(dataDir)) {
    const known = notes.get(line.id)
    if (known) Object.assign(known, line)
    else if ('folder' in line) notes.set(line.id, line)
  }
  return [...notes.values()]
}

export function halfWay(notes: readonly ReleaseNote[]): ReleaseNote | null {
  const last = notes.at(-1)
  return last && !last.verdict ? last : null
}

/** Begins with the end of the line before: a process that died while it wrote may have left it open. */
function append(dataDir: string, line: ReleaseNote | Ending) {
  const file = fileIn(dataDir)
  const isOpen = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8'))
  appendFileSync(file, `${isOpen ? '\n' : ''}${JSON.stringify(line)}\n`, { mode: 0o600 })
}

function linesIn(dataDir: string): (ReleaseNote | Ending)[] {
  const file = fileIn(dataDir)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap(line => {
      try {
        return [JSON.parse(line) as ReleaseNote | Ending]
      } catch {
        // The empty one after the last, or one that was never finished.
        return []
      }
    })
}
